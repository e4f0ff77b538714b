import type { CatalogObject, Owned } from './object';

export interface ForeignDataWrapper extends CatalogObject, Owned {
  readonly kind: 'foreign-data-wrapper';
  readonly handler: string | null;
  readonly validator: string | null;
  /** `name=value` */
  readonly options: readonly string[];
}

export interface ForeignServer extends CatalogObject, Owned {
  readonly kind: 'server';
  readonly wrapper: string;
  readonly type: string | null;
  readonly version: string | null;
  readonly options: readonly string[];
}

/** `name` is the server's. */
export interface UserMapping extends CatalogObject {
  readonly kind: 'user-mapping';
  /** A role, or `PUBLIC`. */
  readonly user: string;
  readonly options: readonly string[];
}
