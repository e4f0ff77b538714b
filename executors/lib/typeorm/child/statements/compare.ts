import { describeError, type Diagnostic } from '../../../../../generators/lib/diagnostics';
import type { DataSourceDescription, DataSourceRequest, StatementsDifference, StatementsTask } from '../../protocol';
import { InputError } from '../input-error';
import { replayMigrations } from '../replay-migrations';
import type { UserDataSource } from '../typeorm-types';
import { dumpStructure } from './dump';
import { mysqlPlace, SCRATCH_NAME, sqlitePlace, type Place } from './place';
import { logSteps, recordRunner, type QueryGroup, type RecordedQuery } from './recorder';

const MYSQL = new Set(['mysql', 'mariadb']);
const SQLITE = new Set(['sqlite', 'better-sqlite3', 'sqljs']);

/**
 * What TypeORM itself would send to make a MySQL, MariaDB or SQLite database what the entities say,
 * without what it would send for ever, and proved: run there and back on a scratch database.
 */
export async function compareStatements(
  source: UserDataSource, request: DataSourceRequest, task: StatementsTask, description: DataSourceDescription, notes: Diagnostic[],
): Promise<StatementsDifference | undefined> {
  const mysql = MYSQL.has(description.type);
  if (!mysql && !SQLITE.has(description.type)) {
    throw new InputError({ code: 'BACKEND_DATA_SOURCE_DATABASE', severity: 'error', message: `${description.type} is not supported`, help: 'Use PostgreSQL, MySQL, MariaDB or SQLite (sqlite, better-sqlite3, sqljs).' });
  }
  if (description.entities === 0) return undefined;
  const bookkeeping = new Set([description.bookkeeping.migrations, description.bookkeeping.metadata]);
  const dump = (place: Place): Promise<string[]> => dumpStructure(place.source, mysql, bookkeeping);

  const first = await start();
  let wanted: QueryGroup[];
  let dropped: readonly string[] = [];
  let ignored: readonly string[] = [];
  let noise: ReadonlySet<string>;
  try {
    const before = await dump(first);
    const renamed = await rename(first);
    const steps = await logSteps(first.source, mysql);
    wanted = [...renamed, ...steps.groups];
    dropped = [...new Set(steps.dropped)];
    if (wanted.length === 0) return nothing();
    await send(first, steps.groups.flatMap(({ up }) => up));
    noise = new Set((await logSteps(first.source, mysql)).groups.flatMap(({ up }) => up).map(keyOf));
    if (noise.size === 0) return await proved(first, before, [], wanted);
  } finally {
    await first.close();
  }
  const real = wanted.filter(({ up }) => !up.every((query) => noise.has(keyOf(query))));
  ignored = wanted.filter((group) => !real.includes(group)).flatMap(({ up }) => up.map(inline));
  for (const statement of ignored) notes.push({ code: 'BACKEND_GENERATE_IGNORED', severity: 'info', message: `TypeORM would repeat for ever, to no effect: ${statement.slice(0, 300)}`, help: 'Nothing needs to be done.' });
  if (real.length === 0) return nothing(ignored);
  const second = await start();
  try {
    const before = await dump(second);
    await send(second, real.flatMap(({ up }) => up));
    const left = (await logSteps(second.source, mysql)).groups.flatMap(({ up }) => up).filter((query) => !noise.has(keyOf(query))).map(inline);
    return await proved(second, before, left, real);
  } finally {
    await second.close();
  }

  async function start(): Promise<Place> {
    const place = await (mysql ? mysqlPlace : sqlitePlace)(source, request, task);
    if (task.connection === undefined) await replayMigrations(place.source, request, () => undefined);
    return place;
  }

  async function rename(place: Place): Promise<QueryGroup[]> {
    const runner = place.source.createQueryRunner();
    const { groups, stop } = recordRunner(runner, mysql);
    try {
      for (const { table, column, to } of task.renames) {
        if (column === undefined) await runner.renameTable(table, to);
        else await runner.renameColumn(table, column, to);
      }
    } finally {
      stop();
      await runner.release();
    }
    return groups;
  }

  /** Goes back, and compares with the start; what down leaves behind on MySQL is added to it. */
  async function proved(place: Place, before: readonly string[], left: readonly string[], groups: readonly QueryGroup[]): Promise<StatementsDifference> {
    const difference = { up: groups.flatMap(({ up }) => up.map(inline)), ignored, dropped };
    const down = back(groups);
    const failed = await send(place, down).then(() => undefined, (error: unknown) => `down fails: ${describeError(error)}, in: ${String((error as { query?: unknown }).query)}`);
    const compared = async (): Promise<string[]> => {
      const after = await dump(place);
      return [...before.filter((line) => !after.includes(line)).map((line) => `missing after down: ${line}`), ...after.filter((line) => !before.includes(line)).map((line) => `${NEW}${line}`)];
    };
    let differing = failed === undefined ? await compared() : [failed];
    const indexes = mysql ? foreignKeyIndexes(differing) : [];
    if (indexes.length > 0) {
      await send(place, indexes);
      down.push(...indexes);
      differing = await compared();
    }
    return { ...difference, down: down.map(inline), proof: { reached: left.length === 0, reverted: differing.length === 0, left: [...left, ...differing] } };
  }
}

const NEW = 'new after down: ';

/** InnoDB makes an index for a foreign key that has none, and keeps it when the key goes. */
function foreignKeyIndexes(differing: readonly string[]): RecordedQuery[] {
  return differing.flatMap((line) => {
    const [, table, index] = /^new after down: (.+?): KEY `((?:[^`]|``)+)` \(/.exec(line) ?? [];
    return index === undefined ? [] : [{ query: `DROP INDEX \`${index}\` ON \`${table!.replaceAll('`', '``')}\`` }];
  });
}

function nothing(ignored: readonly string[] = []): StatementsDifference {
  return { up: [], down: [], ignored, dropped: [], proof: { reached: true, reverted: true, left: [] } };
}

async function send({ source }: Place, queries: readonly RecordedQuery[]): Promise<void> {
  const runner = source.createQueryRunner();
  try {
    // SQLite remakes a table by dropping it, which would take the rows that refer to it.
    await runner.beforeMigration();
    for (const { query, parameters } of queries) await runner.query(query, parameters as unknown[] | undefined);
    await runner.afterMigration();
  } finally {
    await runner.release();
  }
}

/** The way back: TypeORM's builder writes down each undoing statement beside what it undoes. */
function back(groups: readonly QueryGroup[]): RecordedQuery[] {
  return groups.flatMap(({ down }) => down).reverse();
}

function keyOf({ query, parameters = [] }: RecordedQuery): string {
  return JSON.stringify([query, parameters]);
}

/** A statement with its parameters in place; TypeORM's schema builder has them in the rows of its metadata table only. */
function inline({ query, parameters = [] }: RecordedQuery): string {
  let next = 0;
  return parameters.length === 0 ? query : query.replace(/\?|\$\d+/g, () => literal(parameters[next++]));
}

function literal(value: unknown): string {
  // The rows of TypeORM's metadata table name their database.
  if (value === SCRATCH_NAME) return 'DATABASE()';
  if (value === null || value === undefined) return 'NULL';
  return typeof value === 'number' ? String(value) : `'${String(value).replaceAll("'", "''")}'`;
}
