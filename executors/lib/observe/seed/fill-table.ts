import { quoteIdentifier } from '../../catalog/quote';
import type { SqlClient } from '../../postgres/sql-client';
import { SqlFailure } from '../../postgres/sql-client';
import { Choices } from './choices';
import { type Plan, type PlannedColumn } from './plan-table';
import type { SeedTable, SeedType } from './read-tables';
import { valueOfType } from './value-of-type';

/** Tries for one row before it is given up. */
const TRIES = 400;

/**
 * Puts rows into a table: all at once, or one by one with other values where a constraint refuses them.
 * @returns why fewer rows went in than asked for
 */
export async function fillTable(client: SqlClient, table: SeedTable, plan: Plan, types: ReadonlyMap<number, SeedType>, numbers: readonly number[]): Promise<string | undefined> {
  const choices = new Choices(plan);
  const row = (number: number, salt: number): string => `(${plan.columns.map((column) => valueOf(column, number, salt, choices, types, plan)).join(', ')})`;
  const insert = (tuples: readonly string[]): string => (plan.columns.length === 0
    ? `INSERT INTO ${table.sql} DEFAULT VALUES`
    : `INSERT INTO ${table.sql} (${plan.columns.map(({ column }) => quoteIdentifier(column.name)).join(', ')})${plan.overriding ? ' OVERRIDING SYSTEM VALUE' : ''} VALUES ${tuples.join(', ')}`);
  const failed = plan.columns.length === 0 ? undefined : await attempt(client, insert(numbers.map((number) => row(number, 0))));
  if (failed === undefined && plan.columns.length > 0) return undefined;
  for (const number of numbers) {
    const why = await fillRow(client, choices, (salt) => insert([row(number, salt)]));
    // What one row cannot find, no later one will: a unique key over two values takes two rows.
    if (why !== undefined) return why;
  }
  return undefined;
}

async function fillRow(client: SqlClient, choices: Choices, sql: (salt: number) => string): Promise<string | undefined> {
  let salt = 0;
  let first: string | undefined;
  for (let tries = 0; ; tries += 1) {
    const failure = await attempt(client, sql(salt));
    if (failure === undefined) return undefined;
    first ??= failure.message;
    const next = tries < TRIES ? choices.after(failure, salt) : undefined;
    // What is no matter of values (a privilege, a trigger) says more than the first refusal.
    if (next === undefined) return /^2[23]/.test(failure.code ?? '') ? first : failure.message;
    salt = next;
  }
}

async function attempt(client: SqlClient, sql: string): Promise<SqlFailure | undefined> {
  try {
    await client.exec(sql);
    return undefined;
  } catch (error) {
    if (error instanceof SqlFailure) return error;
    throw error;
  }
}

function valueOf({ column, source, candidates }: PlannedColumn, number: number, salt: number, choices: Choices, types: ReadonlyMap<number, SeedType>, plan: Plan): string {
  const choice = choices.of(column.name);
  const candidate = choice === 0 ? undefined : candidates[choice - 1];
  const tried = candidate?.(number + salt);
  if (tried !== undefined) return tried === 'DEFAULT' ? tried : `(${tried})::${column.sql}`;
  switch (source.from) {
    case 'null': return 'NULL';
    case 'key': return `${source.values[(number + salt * column.position) % source.values.length]}::${column.sql}`;
    case 'column': {
      const other = plan.columns.find((one) => one.column.name === source.name);
      return other ? valueOf(other, number, salt, choices, types, plan) : 'NULL';
    }
    // Later columns get later values: many checks want them in order.
    case 'type': return `${valueOfType(types, column.type, column.modifier, number + column.position + salt * column.position)}::${column.sql}`;
  }
}
