import { quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import type { SqlClient } from '../../postgres/sql-client';
import { checkValues, type Candidate } from './check-values';
import { suits } from './suits';
import type { Turn } from './order-tables';
import type { SeedColumn, SeedForeignKey, SeedType } from './read-tables';
import { valueOfType } from './value-of-type';

/** Where a column's values come from. */
export type Source =
  | { readonly from: 'type' }
  /** The n-th key of the table that is referred to. */
  | { readonly from: 'key'; readonly values: readonly string[] }
  | { readonly from: 'column'; readonly name: string }
  | { readonly from: 'null' };

export interface PlannedColumn {
  readonly column: SeedColumn;
  readonly source: Source;
  /** Values to try where a check refuses the usual one. */
  readonly candidates: readonly Candidate[];
}

export interface Plan {
  readonly columns: readonly PlannedColumn[];
  /** Columns that a check looks at, by the check's name. */
  readonly checked: Readonly<Record<string, readonly string[]>>;
  /** Values are given to columns that would number themselves. */
  readonly overriding: boolean;
}

/** Decides for each column of a table where its values come from, or says why there can be none. */
export async function planTable(client: SqlClient, { table, later }: Turn, types: ReadonlyMap<number, SeedType>, rows: number): Promise<Plan | { readonly why: string }> {
  const sources = new Map<string, Source>();
  for (const key of table.foreignKeys) {
    const found = await sourcesOfKey(client, table.columns, key, { later: later.has(key), own: table.countsFor.includes(key.to), rows });
    if ('why' in found) return found;
    for (const [name, source] of Object.entries(found.sources)) if (!sources.has(name)) sources.set(name, source);
  }
  // A row that refers to itself needs a key that is known beforehand.
  const wanted = new Set([...sources.values()].flatMap((source) => (source.from === 'column' ? [source.name] : [])));
  const { candidates, checked } = candidatesOf(table.checks, table.columns, types);
  const columns: PlannedColumn[] = [];
  for (const column of table.columns) {
    const source: Source = sources.get(column.name) ?? { from: 'type' };
    if (column.numbered && source.from === 'type' && !wanted.has(column.name)) continue;
    const unknown = source.from === 'type' && valueOfType(types, column.type, column.modifier, 1) === undefined;
    const probed = unknown ? await probe(client, column.sql) : undefined;
    if (unknown && probed === undefined) {
      if (column.notNull && !column.hasDefault) return { why: `no value is known for its column "${column.name}" (${column.sql})` };
      continue;
    }
    columns.push({ column, source: probed === undefined ? source : { from: 'key', values: [probed] }, candidates: candidatesFor(column, candidates.get(column.name) ?? [], types) });
  }
  return { columns, checked, overriding: columns.some(({ column }) => column.numbered) };
}

interface KeyPlace { readonly later: boolean; readonly own: boolean; readonly rows: number }

type Sources = { readonly sources: Record<string, Source> };

async function sourcesOfKey(client: SqlClient, columns: readonly SeedColumn[], key: SeedForeignKey, { later, own, rows }: KeyPlace): Promise<Sources | { readonly why: string }> {
  const nullable = columns.filter((column) => key.columns.includes(column.name) && !column.notNull).map((column) => column.name);
  const each = (source: (index: number) => Source): Sources => ({ sources: Object.fromEntries(key.columns.map((name, index) => [name, source(index)])) });
  const none = (why: string): Sources | { readonly why: string } => (nullable.length > 0 ? { sources: Object.fromEntries(nullable.map((name) => [name, { from: 'null' as const }])) } : { why });
  if (later) return none(`its foreign key to ${key.toSql} closes a circle`);
  if (own && nullable.length > 0) return none('');
  if (own) return each((index) => ({ from: 'column', name: key.toColumns[index]! }));
  const names = key.toColumns.map(quoteIdentifier);
  const found = await client.query<Record<string, string>>(
    `SELECT ${names.map((name, index) => `${name}::text AS "k${index}"`).join(', ')} FROM ${key.toSql}
     WHERE ${names.map((name) => `${name} IS NOT NULL`).join(' AND ')} ORDER BY ${names.join(', ')} LIMIT ${rows}`);
  return found.length === 0 ? none(`it refers to ${key.toSql}, which has no rows`) : each((index) => ({ from: 'key', values: found.map((row) => quoteLiteral(row[`k${index}`]!)) }));
}

/** The default of a column passes its checks more likely than anything. */
function candidatesFor(column: SeedColumn, candidates: readonly Candidate[], types: ReadonlyMap<number, SeedType>): readonly Candidate[] {
  const suitable = candidates.filter((candidate) => suits(candidate(1), column, types));
  return suitable.length > 0 && column.hasDefault && !column.numbered ? [() => 'DEFAULT', ...suitable] : suitable;
}

/** Values for the columns under checks of the table, and for those of a domain with checks. */
function candidatesOf(checks: Readonly<Record<string, string>>, columns: readonly SeedColumn[], types: ReadonlyMap<number, SeedType>) {
  const candidates = new Map<string, readonly Candidate[]>();
  const checked: Record<string, readonly string[]> = {};
  const add = (name: string, values: readonly Candidate[]): void => void candidates.set(name, [...(candidates.get(name) ?? []), ...values]);
  for (const [name, definition] of Object.entries(checks)) {
    const found = checkValues(definition);
    checked[name] = [...found.keys()];
    // CHECK (status::order_status IS NOT NULL): the labels of the enum.
    const labels = [...types.values()].filter((type) => type.labels.length > 0 && definition.includes(`::${type.sql}`)).map((type) => type.labels);
    for (const column of found.keys()) add(column, labels.map((list) => (number) => quoteLiteral(list[number % list.length]!)));
    for (const [column, values] of found) add(column, values);
  }
  for (const column of columns) {
    for (let type = types.get(column.type); type; type = type.base === null ? undefined : types.get(type.base)) {
      for (const [name, definition] of Object.entries(type.checks)) {
        checked[name] = [...(checked[name] ?? []), column.name];
        add(column.name, checkValues(definition).get('VALUE') ?? []);
      }
    }
  }
  return { candidates, checked };
}

/** A text that a type of an extension takes. */
async function probe(client: SqlClient, type: string): Promise<string | undefined> {
  for (const text of ['1', 'a', '(1)', '{}', '[1,2,3]', 'a.b', '1-1']) {
    try {
      await client.query(`SELECT ${quoteLiteral(text)}::${type}`);
      return quoteLiteral(text);
    } catch {
      // Not this one.
    }
  }
  return undefined;
}
