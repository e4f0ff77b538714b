import type { CatalogObject, QualifiedName, SchemaObject } from './object';

/** How a trigger or a rule fires: `origin` is the default, the others are `ENABLE REPLICA`, `ENABLE ALWAYS`, `DISABLE`. */
export type Enabled = 'origin' | 'replica' | 'always' | 'disabled';

export interface Trigger extends SchemaObject {
  readonly kind: 'trigger';
  /** A table or a view. */
  readonly table: string;
  /** `pg_get_triggerdef`. */
  readonly definition: string;
  readonly enabled: Enabled;
  readonly function: QualifiedName;
  readonly constraint: boolean;
  /** Of a partition: made by the trigger of the partitioned table. */
  readonly inherited: boolean;
}

export interface EventTrigger extends CatalogObject {
  readonly kind: 'event-trigger';
  readonly owner: string;
  readonly event: string;
  readonly tags: readonly string[];
  readonly enabled: Enabled;
  readonly function: QualifiedName;
}

export interface Rule extends SchemaObject {
  readonly kind: 'rule';
  readonly table: string;
  /** `pg_get_ruledef`. */
  readonly definition: string;
  readonly enabled: Enabled;
}

export interface Policy extends SchemaObject {
  readonly kind: 'policy';
  readonly table: string;
  readonly command: 'ALL' | 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';
  readonly permissive: boolean;
  /** Sorted; `PUBLIC` for all. */
  readonly roles: readonly string[];
  readonly using: string | null;
  readonly check: string | null;
}

export interface Publication extends CatalogObject {
  readonly kind: 'publication';
  readonly owner: string;
  readonly allTables: boolean;
  /** `insert, update` */
  readonly publish: readonly string[];
  readonly viaRoot: boolean;
  /** `publish_generated_columns` (18 on). */
  readonly generatedColumns: 'none' | 'stored';
  readonly tables: readonly PublishedTable[];
  readonly schemas: readonly string[];
}

export interface PublishedTable extends QualifiedName {
  readonly columns: readonly string[] | null;
  readonly where: string | null;
}

export interface Subscription extends CatalogObject {
  readonly kind: 'subscription';
  readonly owner: string;
  readonly connection: string;
  readonly publications: readonly string[];
  readonly enabled: boolean;
  readonly slot: string | null;
  /** Other options of CREATE SUBSCRIPTION: `binary = true`. */
  readonly options: readonly string[];
}
