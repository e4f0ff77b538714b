import type { Catalog } from '../catalog/catalog';
import { readCatalog } from '../catalog/read-catalog';
import { seedRows } from '../observe/seed-rows';
import type { SqlClient, SqlFailure } from '../postgres/sql-client';
import type { Shadow } from '../postgres/shadow';
import { applyPlan } from './apply-plan';
import { buildOnShadow, makeRoles } from './build-on-shadow';
import type { Plan } from './change';
import { diffCatalogs } from './diff-catalogs';
import { digestRows } from './row-digests';

/** Made-up rows in each table. */
const ROWS = 3;

export interface ProofFailure {
  /**
   * - `source`: the shadow cannot hold what the source is;
   * - `up`, `down`: a statement failed;
   * - `target`, `back`: it ran and led elsewhere;
   * - `rows`: rows that should survive did not; `values`: they came back changed.
   */
  readonly code: 'source' | 'seed' | 'up' | 'target' | 'rows' | 'down' | 'back' | 'values';
  /** A fact. */
  readonly message: string;
  /** The statement that failed, or those that would still be needed. */
  readonly sql?: string;
  /** SQLSTATE of the statement that failed. */
  readonly state?: string;
}

export interface Proof {
  readonly proved: boolean;
  readonly failures: readonly ProofFailure[];
  /** Tables that could be given no rows: nothing is proved about theirs. */
  readonly unseeded: readonly string[];
  /** What made-up rows ran into (a new CHECK, NOT NULL or narrower type): real ones may too. Proved without rows then. */
  readonly hazards: readonly string[];
}

export interface ProveOptions {
  /** The way back. Default: the difference the other way. */
  readonly down?: Plan;
  /** SQL that fills the source. Default: a few made-up rows in each table. */
  readonly seed?: string;
}

/** Runs a plan on a shadow with rows: source + up = target, up + down = source, and what can survive survives. */
export async function provePlan(shadow: Shadow, from: Catalog, to: Catalog, plan: Plan, options: ProveOptions = {}): Promise<Proof> {
  const proof = await prove(shadow, from, to, plan, options);
  const hazard = proof.failures.find(({ code, state }) => (code === 'up' || code === 'down') && options.seed === undefined && /^2[23]/.test(state ?? ''));
  if (!hazard) return proof;
  // Values of ours, not the plan, are at fault: the statements are proved on empty tables, and the rows named.
  const empty = await prove(shadow, from, to, plan, { ...options, seed: '' });
  return { ...empty, hazards: [`${hazard.message} (${hazard.sql ?? ''})`] };
}

async function prove(shadow: Shadow, from: Catalog, to: Catalog, plan: Plan, { down, seed }: ProveOptions): Promise<Proof> {
  const database = await shadow.createDatabase();
  const failures: ProofFailure[] = [];
  const dropRoles = await makeRoles(database, [from, to]);
  let unseeded: string[] = [];
  try {
    if (await attempt('source', () => source(database, from, failures), failures)) {
      if (seed === undefined) unseeded = (await seedRows(database, { rows: ROWS })).short.filter(({ rows }) => rows === 0).map(({ table }) => table);
      else await attempt('seed', () => database.exec(seed), failures);
      if (failures.length === 0) await thereAndBack(database, from, to, plan, down ?? diffCatalogs(to, from), failures);
    }
  } finally {
    await dropRoles();
    await database.close();
  }
  return { proved: failures.length === 0, failures, unseeded, hazards: [] };
}

async function source(database: SqlClient, from: Catalog, failures: ProofFailure[]): Promise<void> {
  const rest = await buildOnShadow(database, from);
  if (rest.length > 0) failures.push({ code: 'source', message: 'the shadow does not come out like the source', sql: text(rest) });
}

async function thereAndBack(database: SqlClient, from: Catalog, to: Catalog, plan: Plan, down: Plan, failures: ProofFailure[]): Promise<void> {
  const before = await digestRows(database, from, to);
  if (!(await attempt('up', () => applyPlan(database, plan), failures))) return;
  const second = diffCatalogs(await readCatalog(database), to);
  if (second.statements.length > 0) failures.push({ code: 'target', message: 'after the migration a second difference is not empty', sql: text(second.statements) });
  const lost = new Set(plan.statements.filter(({ destructive }) => destructive).map(({ object }) => object));
  const between = await digestRows(database, to, from);
  for (const [table, { rows }] of before) {
    const now = between.get(table)?.rows;
    if (now !== undefined && now !== rows && !lost.has(table)) failures.push({ code: 'rows', message: `${table} had ${rows} rows before and has ${now} after` });
  }
  if (!(await attempt('down', () => applyPlan(database, down), failures))) return;
  const back = diffCatalogs(await readCatalog(database), from);
  if (back.statements.length > 0) failures.push({ code: 'back', message: 'the way back does not lead to the source', sql: text(back.statements) });
  const after = await digestRows(database, from, to);
  for (const [table, { rows, digest }] of before) {
    const now = after.get(table);
    if (now === undefined || lost.has(table)) continue;
    if (now.rows !== rows) failures.push({ code: 'rows', message: `${table} had ${rows} rows and has ${now.rows} after the way back` });
    else if (now.digest !== digest) failures.push({ code: 'values', message: `the rows of ${table} came back with other values` });
  }
}

async function attempt(code: ProofFailure['code'], run: () => Promise<void>, failures: ProofFailure[]): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    const { sql, message, code: state } = error as SqlFailure;
    if (sql === undefined) throw error;
    failures.push({ code, message, sql, ...(state === undefined ? {} : { state }) });
    return false;
  }
}

function text(statements: Plan['statements']): string {
  return statements.map(({ sql }) => `${sql};`).join('\n');
}
