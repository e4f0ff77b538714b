import type { QueryRunner, Table, TableColumn } from 'typeorm';
import type { UserDataSource } from '../typeorm-types';

export interface RecordedQuery {
  readonly query: string;
  readonly parameters?: readonly unknown[];
}

/** What one step of TypeORM's schema builder sends, and what undoes it. */
export interface QueryGroup {
  readonly up: readonly RecordedQuery[];
  readonly down: readonly RecordedQuery[];
}

/** The parts of a query runner that are protected, alike in 0.3 and 1.x. */
interface Internals {
  executeQueries(up: RecordedQuery | RecordedQuery[], down: RecordedQuery | RecordedQuery[]): Promise<void>;
  changeColumn(table: Table | string, before: TableColumn | string, after: TableColumn): Promise<void>;
  dropColumn(table: Table | string, column: TableColumn | string, ...rest: unknown[]): Promise<void>;
  buildCreateColumnSql(column: TableColumn, skipPrimary: boolean): string;
  escapePath(target: Table | string): string;
}

export interface Recording {
  readonly groups: QueryGroup[];
  /** Columns that go with their values: `users.name`. */
  readonly dropped: string[];
  /** Leaves the runner as it was. */
  stop(): void;
}

/** Lets a query runner remember its steps; on MySQL it changes the type of a column in place, where TypeORM drops and adds it. */
export function recordRunner(runner: QueryRunner, mysql: boolean): Recording {
  const own = runner as unknown as Internals;
  const stop = (): void => ['executeQueries', 'dropColumn', 'changeColumn'].forEach((method) => void delete (runner as unknown as Record<string, unknown>)[method]);
  const recording: Recording = { groups: [], dropped: [], stop };
  const { executeQueries, changeColumn, dropColumn } = own;
  own.executeQueries = (up, down) => {
    recording.groups.push({ up: [up].flat(), down: [down].flat() });
    return executeQueries.call(runner, up, down);
  };
  own.dropColumn = (table, column, ...rest) => {
    recording.dropped.push(`${nameOf(table)}.${nameOf(column)}`);
    return dropColumn.call(runner, table, column, ...rest);
  };
  if (!mysql) return recording;
  own.changeColumn = async (table, before, after) => {
    if (typeof table === 'string' || typeof before === 'string' || !wouldLoseValues(before, after)) return changeColumn.call(runner, table, before, after);
    const change = (from: TableColumn, to: TableColumn): RecordedQuery => ({ query: `ALTER TABLE ${own.escapePath(table)} CHANGE \`${from.name.replaceAll('`', '``')}\` ${own.buildCreateColumnSql(to, true)}` });
    await own.executeQueries([change(before, after)], [change(after, before)]);
    // Keys are TypeORM's to change still: told of a column that differs in nothing else.
    const rest = after.clone();
    rest.isPrimary = before.isPrimary;
    rest.isUnique = before.isUnique;
    const current = table.columns.indexOf(before);
    if (current !== -1) table.columns[current] = rest;
    return changeColumn.call(runner, table, rest, after);
  };
  return recording;
}

/** When TypeORM's MySQL runner drops the column and adds it, though the server could change it. */
function wouldLoseValues(before: TableColumn, after: TableColumn): boolean {
  if (before.name !== after.name || before.generatedType || after.generatedType) return false;
  return before.type !== after.type || before.length !== after.length || (before.isGenerated !== after.isGenerated && after.generationStrategy !== 'uuid');
}

function nameOf(target: string | { readonly name: string }): string {
  return typeof target === 'string' ? target : target.name;
}

/** What TypeORM's own builder would send to make the database what the entities say. */
export async function logSteps(source: UserDataSource, mysql: boolean): Promise<Pick<Recording, 'groups' | 'dropped'>> {
  const { createQueryRunner } = source;
  // SQLite has one runner, which every call returns.
  const recordings = new Map<QueryRunner, Recording>();
  source.createQueryRunner = function (mode) {
    const runner = createQueryRunner.call(source, mode);
    if (!recordings.has(runner)) recordings.set(runner, recordRunner(runner, mysql));
    return runner;
  };
  try {
    await source.driver.createSchemaBuilder().log();
  } finally {
    source.createQueryRunner = createQueryRunner;
    for (const { stop } of recordings.values()) stop();
  }
  const all = [...recordings.values()];
  return { groups: all.flatMap(({ groups }) => groups), dropped: all.flatMap(({ dropped }) => dropped) };
}
