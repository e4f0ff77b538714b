import type { Catalog } from '../../executors/lib/catalog/catalog';
import { readCatalog } from '../../executors/lib/catalog/read-catalog';
import { qualify, quoteIdentifier } from '../../executors/lib/catalog/quote';
import { applyPlan } from '../../executors/lib/diff/apply-plan';
import type { Plan } from '../../executors/lib/diff/change';
import { diffCatalogs } from '../../executors/lib/diff/diff-catalogs';
import { planBetween } from '../../executors/lib/diff/plan-between';
import type { SqlClient, SqlFailure } from '../../executors/lib/postgres/sql-client';
import { splitStatements } from '../../executors/lib/postgres/split-statements';
import { breaches } from './budget';
import type { Pair } from './fixtures';
import { dumpDifference } from './normalize-dump';
import type { Scratch, ScratchServer } from './scratch';

export interface Failure {
  /** `budget`: another kind of change than the corpus wants; `up`: applying failed; `target`: it led elsewhere; `second`: the second diff is not empty; `rows`: rows were lost; `back`: the way back failed or led elsewhere. */
  readonly stage: 'budget' | 'up' | 'target' | 'second' | 'rows' | 'back';
  readonly text: string;
}

export interface Outcome {
  readonly direction: 'forward' | 'backward';
  readonly failures: readonly Failure[];
  readonly plan: Plan;
  /** Of both ways. */
  readonly notes: Plan['notes'];
}

/** What the corpus itself gets wrong on this server: nothing is judged. */
export class Unloadable extends Error {}

/** A corpus may keep its roles apart from its schemas. */
async function execMakingRoles(db: SqlClient, text: string): Promise<void> {
  try {
    await db.exec(text);
  } catch (error) {
    const role = /^role "(.*)" does not exist$/.exec((error as Error).message)?.[1];
    if (role === undefined) throw error;
    await db.exec(`CREATE ROLE ${quoteIdentifier(role)}`);
    await execMakingRoles(db, text);
  }
}

/** Roles are of the cluster: the other side may have made them already. */
async function load(db: SqlClient, script: string): Promise<void> {
  if (script.trim() === '') return;
  for (const { text, tree } of await splitStatements(script)) {
    try {
      await execMakingRoles(db, text);
    } catch (error) {
      if ('CreateRoleStmt' in tree && (error as SqlFailure).code === '42710') continue;
      throw new Unloadable(`${(error as Error).message} in ${text.slice(0, 200)}`);
    }
  }
}

export interface RunOptions {
  /** Also the way back. Default: true. */
  readonly roundTrip?: boolean;
  /** The lock-friendly form. Default: false. */
  readonly online?: boolean;
}

/** Both directions of a pair, each there and back. */
export async function runPair(server: ScratchServer, pair: Pair, { roundTrip = true, online = false }: RunOptions = {}): Promise<Outcome[]> {
  const open: Scratch[] = [];
  const make = async (script: string, seed: string) => {
    const db = await server.open();
    open.push(db);
    await load(db, pair.setup);
    await load(db, script);
    const state = { db, catalog: await readCatalog(db), dump: await db.dump() };
    await load(db, seed);
    await db.exec('RESET ALL');
    return state;
  };
  try {
    const a = await make(pair.a, pair.seedA);
    const b = await make(pair.b, pair.seedB);
    const up = planBetween(a.catalog, b.catalog, online);
    const down = planBetween(b.catalog, a.catalog, online);
    const directions = [['forward', a, b, up, down, pair.budget?.['a-to-b']], ['backward', b, a, down, up, pair.budget?.['b-to-a']]] as const;
    const outcomes: Outcome[] = [];
    for (const [direction, from, to, forth, back, budget] of directions) {
      const outcome = await judge(direction, from, to, forth, back, roundTrip);
      const broken = online ? [] : breaches(budget ?? {}, forth).map((text): Failure => ({ stage: 'budget', text }));
      outcomes.push({ ...outcome, failures: [...broken, ...outcome.failures] });
    }
    return outcomes;
  } finally {
    for (const db of open) await db.close().catch(() => undefined);
    await server.dropRoles();
  }
}

interface State { readonly db: Scratch; readonly catalog: Catalog; readonly dump: string | undefined }

async function judge(direction: Outcome['direction'], from: State, to: State, up: Plan, down: Plan, roundTrip: boolean): Promise<Outcome> {
  const failures: Failure[] = [];
  const before = await countRows(from.db, from.catalog);
  const apply = async (plan: Plan, stage: 'up' | 'back', wanted: State): Promise<boolean> => {
    try {
      await applyPlan(from.db, plan);
    } catch (error) {
      failures.push({ stage, text: `${(error as Error).message}\n${(error as SqlFailure).sql}` });
      return false;
    }
    const dump = await from.db.dump();
    const difference = dump !== undefined && wanted.dump !== undefined ? dumpDifference(dump, wanted.dump) : [];
    if (difference.length > 0) failures.push({ stage: stage === 'up' ? 'target' : 'back', text: difference.join('\n') });
    const second = diffCatalogs(await readCatalog(from.db), wanted.catalog);
    if (second.statements.length > 0) failures.push({ stage: stage === 'up' ? 'second' : 'back', text: `second diff: ${second.statements.map(({ sql }) => sql).join('\n')}` });
    return true;
  };
  if (await apply(up, 'up', to)) {
    const after = await countRows(from.db, to.catalog);
    for (const [table, rows] of before) if (after.has(table) && after.get(table) !== rows) failures.push({ stage: 'rows', text: `${table} had ${rows} rows and has ${after.get(table)}` });
    if (roundTrip) await apply(down, 'back', from);
  }
  return { direction, failures, plan: up, notes: [...up.notes, ...down.notes] };
}

async function countRows(db: SqlClient, catalog: Catalog): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const table of catalog.tables) {
    if (table.kind === 'foreign-table') continue;
    const [row] = await db.query<{ rows: string }>(`SELECT count(*)::text AS rows FROM ${qualify(table)}`);
    counts.set(table.id, Number(row!.rows));
  }
  return counts;
}
