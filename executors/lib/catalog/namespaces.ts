import type { CatalogObject, Grant, Owned } from './object';

export interface Schema extends CatalogObject, Owned {
  readonly kind: 'schema';
}

export interface Extension extends CatalogObject {
  readonly kind: 'extension';
  readonly schema: string;
  readonly version: string;
  readonly relocatable: boolean;
}

/** One entry of `ALTER DEFAULT PRIVILEGES`. */
export interface DefaultPrivilege extends CatalogObject {
  readonly kind: 'default-privilege';
  /** Whose new objects it is about. */
  readonly role: string;
  /** `null`: in every schema. */
  readonly schema: string | null;
  readonly objectType: 'TABLES' | 'SEQUENCES' | 'FUNCTIONS' | 'TYPES' | 'SCHEMAS' | 'LARGE OBJECTS';
  /** In a schema: what is added to the global ones; globally: all of them. */
  readonly grants: readonly Grant[];
}
