export type Direction = 'up' | 'down';

export type State = 'planned' | 'running' | 'done' | 'failed' | 'reverted';

/** One row of the journal: step 0 is the migration itself, step n its n-th statement. */
export interface JournalRow {
  readonly migration: string;
  readonly direction: Direction;
  readonly step: number;
  readonly state: State;
  /** SHA-256 of the script (step 0) or of the statement. */
  readonly digest: string;
  readonly statement?: string;
  /** JSON: what was known before a statement that takes effect by itself; of step 0, the digest of the schema. */
  readonly earlier?: string;
  /** JSON: what a statement of a TypeORM migration returned, for a resumed run. */
  readonly result?: string;
  /** The script that undoes the migration (step 0). */
  readonly down?: string;
  readonly error?: string;
  readonly affected?: number;
  /** Order in which migrations were applied (step 0). */
  readonly sequence?: number;
  /** ISO 8601, by the runner's clock. */
  readonly startedAt?: string;
  readonly finishedAt?: string;
}

/** The journal's columns in order, with the property that each holds. */
export const COLUMNS = [
  ['migration', 'migration'], ['direction', 'direction'], ['step', 'step'], ['state', 'state'], ['digest', 'digest'],
  ['statement', 'statement'], ['earlier', 'earlier'], ['result', 'result'], ['down', 'down'], ['error', 'error'],
  ['affected', 'affected'], ['sequence', 'sequence'], ['started_at', 'startedAt'], ['finished_at', 'finishedAt'],
] as const satisfies readonly (readonly [string, keyof JournalRow])[];

const NUMBERS = new Set<string>(['step', 'affected', 'sequence']);

/** A row as a driver returns it. */
export function toJournalRow(raw: Readonly<Record<string, unknown>>): JournalRow {
  const entries = COLUMNS.flatMap(([column, property]) => {
    const value = raw[column];
    return value === null || value === undefined ? [] : [[property, NUMBERS.has(column) ? Number(value) : String(value)] as const];
  });
  return Object.fromEntries(entries) as unknown as JournalRow;
}
