import type { SqlStatement } from '../postgres/split-statements';
import type { Blocked, LockMode } from '../rules';

export type RelationKind = 'table' | 'index' | 'view' | 'materialized view' | 'sequence';

/** A lock that a statement takes on a relation. */
export interface ObservedLock {
  /** `schema.name`, as it is called before the statement. */
  readonly relation: string;
  readonly kind: RelationKind;
  readonly mode: LockMode;
  /** What others wait for while it is held. */
  readonly blocks: readonly Blocked[];
  /** The relation was there before the first statement, so that others may use it. */
  readonly existing: boolean;
}

/** A relation that a statement writes anew or reads from end to end. */
export interface ObservedWork {
  /** `schema.name` of a table or materialized view, or of an index. */
  readonly relation: string;
  readonly kind: RelationKind;
  /** The relation was there before the first statement. */
  readonly existing: boolean;
  /** Rows in production, where statistics were given. */
  readonly rows?: number;
  /** How long that may take there, in words: `moments`, `minutes`. */
  readonly estimate?: string;
}

/** What a statement does, as seen on a shadow that held the schema before it. */
export interface Observation {
  readonly statement: SqlStatement;
  /** False: it was not run in a transaction, and `locks` are what the manual says. */
  readonly observed: boolean;
  /** Why it was not observed. */
  readonly why?: string;
  /** What the shadow answered when it failed there. */
  readonly failure?: { readonly code: string | undefined; readonly message: string; readonly rowsAreTheCause: boolean };
  /** One for each relation: the strongest. */
  readonly locks: readonly ObservedLock[];
  readonly rewrites: readonly ObservedWork[];
  readonly scans: readonly ObservedWork[];
  /** Says to set a lock_timeout, where a lock of SHARE ROW EXCLUSIVE or stronger is taken on a table that was there before. */
  readonly advice?: string;
}
