import type { SqlClient } from '../postgres/sql-client';
import { fillTable } from './seed/fill-table';
import { orderTables, type Turn } from './seed/order-tables';
import { planTable } from './seed/plan-table';
import { readSeedTables, readSeedTypes, type SeedType } from './seed/read-tables';

export interface SeedOptions {
  /** Rows that each table shall have at least. */
  readonly rows: number;
  /** Only these tables (`schema.table`); default: all. */
  readonly tables?: readonly string[];
}

export interface SeedReport {
  /** The tables that have rows now, with their number. */
  readonly filled: readonly { readonly table: string; readonly rows: number }[];
  /** The tables that have fewer than asked for, and why. */
  readonly short: readonly { readonly table: string; readonly rows: number; readonly why: string }[];
}

/**
 * Puts rows into the tables of a shadow, the same ones each time, that keep its types, NOT NULL, enums,
 * domains, checks, unique and foreign keys, parents before children. Each statement stands alone: the client
 * must not be in a transaction, since one that a constraint refuses is tried again with other values.
 */
export async function seedRows(client: SqlClient, { rows, tables }: SeedOptions): Promise<SeedReport> {
  const parser = require('libpg-query') as typeof import('libpg-query');
  await parser.loadModule();
  const types = await readSeedTypes(client);
  const report = { filled: [] as SeedReport['filled'][number][], short: [] as SeedReport['short'][number][] };
  for (const turn of orderTables(await readSeedTables(client))) {
    const { name } = turn.table;
    if (tables && !tables.includes(name)) continue;
    const why = await seedTable(client, turn, types, rows);
    const count = await countRows(client, turn.table.sql, rows);
    if (count > 0) report.filled.push({ table: name, rows: count });
    if (count < rows) report.short.push({ table: name, rows: count, why: why ?? 'a trigger or rule took rows away' });
  }
  const byName = (a: { readonly table: string }, b: { readonly table: string }): number => (a.table < b.table ? -1 : 1);
  return { filled: report.filled.sort(byName), short: report.short.sort(byName) };
}

async function seedTable(client: SqlClient, turn: Turn, types: ReadonlyMap<number, SeedType>, rows: number): Promise<string | undefined> {
  const there = await countRows(client, turn.table.sql, rows);
  if (there >= rows) return undefined;
  const plan = await planTable(client, turn, types, rows);
  if ('why' in plan) return plan.why;
  const numbers = Array.from({ length: rows - there }, (_, index) => there + index + 1);
  return fillTable(client, turn.table, plan, types, numbers);
}

/** How many rows a table has itself, counted up to the number wanted. */
async function countRows(client: SqlClient, table: string, rows: number): Promise<number> {
  const [found] = await client.query<{ n: number }>(`SELECT count(*)::int4 AS n FROM (SELECT FROM ONLY ${table} LIMIT ${Math.max(1, Math.trunc(rows))}) t`);
  return found?.n ?? 0;
}
