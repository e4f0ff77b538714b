export type ObjectKind =
  | 'schema' | 'extension' | 'table' | 'foreign-table' | 'column' | 'default' | 'constraint' | 'index' | 'sequence' | 'statistics'
  | 'view' | 'materialized-view' | 'enum' | 'domain' | 'composite' | 'range' | 'function' | 'procedure' | 'aggregate' | 'collation'
  | 'text-search-configuration' | 'text-search-dictionary' | 'text-search-parser' | 'text-search-template'
  | 'trigger' | 'event-trigger' | 'rule' | 'policy' | 'publication' | 'subscription'
  | 'foreign-data-wrapper' | 'server' | 'user-mapping' | 'default-privilege';

/** What every object has. */
export interface CatalogObject {
  readonly kind: ObjectKind;
  /** Unique in a catalog and stable: `table:public.users`, `column:public.users.email`, `function:public.add(integer, integer)`. */
  readonly id: string;
  readonly name: string;
  readonly comment: string | null;
}

/** An object inside a schema. */
export interface SchemaObject extends CatalogObject {
  readonly schema: string;
}

/** An object with an owner and privileges. */
export interface Owned {
  readonly owner: string;
  /** The privileges in force, the built-in ones included; sorted. */
  readonly grants: readonly Grant[];
}

export interface Grant {
  /** A role, or `PUBLIC`. */
  readonly grantee: string;
  /** `SELECT`, `USAGE`, `EXECUTE`, … */
  readonly privilege: string;
  readonly grantable: boolean;
}

/** A name inside a schema, as a reference. */
export interface QualifiedName {
  readonly schema: string;
  readonly name: string;
}
