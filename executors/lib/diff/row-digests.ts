import type { Catalog } from '../catalog/catalog';
import { qualify, quoteIdentifier } from '../catalog/quote';
import type { SqlClient } from '../postgres/sql-client';

export interface TableRows { readonly rows: number; readonly digest: string }

/**
 * Rows of each table with a digest of the columns that stand in both catalogs, as text and whatever
 * their order: what must be there again after up and down.
 */
export async function digestRows(database: SqlClient, own: Catalog, other: Catalog): Promise<Map<string, TableRows>> {
  const digests = new Map<string, TableRows>();
  const twins = new Map(other.tables.map((table) => [table.id, table]));
  for (const table of own.tables) {
    const twin = twins.get(table.id);
    if (twin === undefined || table.kind !== 'table') continue;
    const columns = table.columns.filter(({ id, generated }) => generated === null && twin.columns.some((c) => c.id === id && c.generated === null)).map(({ name }) => name).sort();
    const text = columns.length === 0 ? `''` : `ROW(${columns.map((name) => `${quoteIdentifier(name)}::text`).join(', ')})::text`;
    const [found] = await database.query<TableRows>(
      `SELECT count(*)::int AS rows, coalesce(md5(string_agg(r, E'\\n' ORDER BY r COLLATE "C")), '') AS digest FROM (SELECT ${text} AS r FROM ${qualify(table)}) q`);
    digests.set(table.id, found!);
  }
  return digests;
}
