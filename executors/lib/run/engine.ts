import type { Result } from '../../../generators/lib/diagnostics';
import type { Script } from './migration';
import type { ScriptKind } from './scripts/group-units';

/** Rows of a statement, as the driver decodes them, and how many it returned or changed. */
export interface StepResult {
  readonly rows: readonly Record<string, unknown>[];
  readonly affected: number | undefined;
}

/** One connection to the database that is migrated; the advisory lock lives as long as it. */
export interface Session {
  /** Where it leads, without secrets. */
  readonly label: string;
  /** Runs one statement; throws what the driver throws. */
  run(sql: string, parameters?: readonly unknown[]): Promise<StepResult>;
  close(): Promise<void>;
}

/** What became of a statement that was interrupted: `uncertain` where the database cannot tell. */
export interface Settled {
  readonly state: 'done' | 'undone' | 'uncertain';
  /** What was cleaned up. */
  readonly note?: string;
}

/** A statement that cannot be journaled in its own transaction, and how to tell afterwards whether it took place. */
export interface Outside {
  /** What must be known before it starts; stored in the journal as JSON. */
  before(session: Session): Promise<unknown>;
  /** Looks at the database after an interruption, and removes what a half-done statement left. */
  settle(session: Session, before: unknown): Promise<Settled>;
}

/** What the runner asks of a kind of database. */
export interface Engine {
  readonly name: 'postgres' | 'mysql' | 'sqlite';
  readonly begin: string;
  /** Statements of a script in the order and the transactions in which they run. */
  plan(text: string, file: string): Promise<Result<Script>>;
  kindOf(text: string): Promise<ScriptKind>;
  outside(text: string): Promise<Outside>;
  /** Takes the lock against a second runner, within `wait` milliseconds; throws `Stop` that says who holds it. */
  lock(session: Session, wait: number): Promise<() => Promise<void>>;
  /** Bounds the wait for locks of the statements that follow. */
  limitLocks(session: Session, milliseconds: number): Promise<void>;
  /** Begins a transaction's last part, in which the journal is written: under our own role, whatever the migration's. */
  asOurselves(session: Session): Promise<void>;
  /** Undoes what a migration set for its connection. */
  reset(session: Session): Promise<void>;
  /** Whether the same statements may succeed when tried again: a lock time-out, a deadlock. */
  mayRetry(error: unknown): boolean;
  /** Whether the connection is gone. */
  isLost(error: unknown): boolean;
  /** A digest of the schema, without the journal: equal before and after a run and its revert. */
  stateOf(session: Session): Promise<string>;
}
