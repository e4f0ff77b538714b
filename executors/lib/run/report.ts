import type { Diagnostic, SourcePosition } from '../../../generators/lib/diagnostics';
import type { Direction } from './journal/row';

/** A lock that a statement took on a relation that was there before. */
export interface HeldLock {
  readonly relation: string;
  readonly mode: string;
}

export interface StatementReport {
  readonly step: number;
  readonly statement: string;
  readonly position?: SourcePosition;
  /** `session` settings are made again by a resumed run; `not run` only in dry runs. */
  readonly state: 'done' | 'failed' | 'planned' | 'rolled back' | 'not run';
  /** Where a dry run ran it. */
  readonly where?: 'transaction' | 'shadow';
  readonly milliseconds?: number;
  readonly rows?: number;
  readonly locks?: readonly HeldLock[];
  /** Why it was not run, or what is to be known about it. */
  readonly note?: string;
}

export interface MigrationReport {
  readonly name: string;
  readonly file?: string;
  readonly direction: Direction;
  /** `unchanged`: it was applied before; `partly`: the database stands between two of its statements. */
  readonly state: 'done' | 'failed' | 'partly' | 'reverted' | 'unchanged' | 'planned';
  /** The database stands after this statement of the script; 0 is before the first. */
  readonly boundary: number;
  readonly of: number;
  /** What this run did; statements of earlier runs are not among them. */
  readonly statements: readonly StatementReport[];
}

/** report.json of migrate-run and migrate-revert; report.schema.json describes it. */
export interface RunReport {
  readonly version: 1;
  readonly kind: 'migrate-run' | 'migrate-revert';
  readonly project: string;
  /** The verdict: everything asked for was done. */
  readonly ok: boolean;
  readonly dryRun: boolean;
  /** Absent where no database was reached. */
  readonly engine?: 'postgres' | 'mysql' | 'sqlite';
  /** The database, without secrets. */
  readonly database: string;
  readonly migrations: readonly MigrationReport[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The part of a report that running or reverting yields. */
export interface ScriptsRun {
  readonly migrations: readonly MigrationReport[];
  readonly diagnostics: readonly Diagnostic[];
}
