import type { CatalogObject, Grant, Owned } from './object';

export interface Schema extends CatalogObject, Owned {
  readonly kind: 'schema';
}

export interface Extension extends CatalogObject {
  readonly kind: 'extension';
  readonly schema: string;
  readonly version: string;
  readonly relocatable: boolean;
  /** Its objects whose privileges are no longer those that it gave them. */
  readonly memberGrants: readonly MemberGrants[];
}

export interface MemberGrants {
  /** As GRANT names it: `FUNCTION public.hstore(text, text)`. */
  readonly on: string;
  readonly initial: readonly Grant[];
  readonly grants: readonly Grant[];
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
