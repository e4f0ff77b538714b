import type { SqlClient } from '../postgres/sql-client';
import type { SchemaFacts } from '../rules';
import type { Relation } from './relation-state';

export interface ObserveOptions {
  /** Rows of tables in production: `schema.table` to a number, as statistics tell. */
  readonly rows?: Readonly<Record<string, number>>;
  /**
   * `commit` (default): each statement in a transaction of its own, which stays. `roll-back`: all in one, of
   * which nothing stays; a lock that an earlier statement holds is not told again.
   */
  readonly after?: 'commit' | 'roll-back';
}

/** One run over the statements of a script. */
export interface Run {
  readonly client: SqlClient;
  readonly options: ObserveOptions;
  /** The relations that the first statement finds, by oid. */
  readonly before: ReadonlyMap<string, Relation>;
  /** The relations that the next statement finds. */
  current: Map<string, Relation>;
  readonly facts: SchemaFacts;
}
