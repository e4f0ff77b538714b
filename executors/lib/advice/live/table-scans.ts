import type { Catalog } from '../../catalog/catalog';
import type { Finding } from '../../report/finding';
import type { SqlClient } from '../../postgres/sql-client';

/** What pg_stat_user_tables says of one table. */
export interface TableScans {
  readonly schema: string;
  readonly table: string;
  readonly sequential: number;
  readonly byIndex: number;
  readonly rows: number;
}

const LARGE = 10_000;
const OFTEN = 100;

export async function tableScans(client: SqlClient): Promise<TableScans[]> {
  const rows = await client.query<Record<'schema' | 'table' | 'sequential' | 'byIndex' | 'rows', string>>(`
    SELECT s.schemaname AS schema, s.relname AS table, s.seq_scan::text AS sequential, coalesce(s.idx_scan, 0)::text AS "byIndex",
      greatest(s.n_live_tup, c.reltuples)::bigint::text AS rows
    FROM pg_stat_user_tables s JOIN pg_class c ON c.oid = s.relid ORDER BY s.seq_tup_read DESC, 1, 2`);
  return rows.map(({ schema, table, sequential, byIndex, rows: count }) => ({ schema, table, sequential: Number(sequential), byIndex: Number(byIndex), rows: Number(count) }));
}

export function sequentialScanFindings(scans: readonly TableScans[]): Finding[] {
  return scans.filter(({ sequential, byIndex, rows }) => rows >= LARGE && sequential >= OFTEN && sequential > byIndex).map(({ schema, table, sequential, byIndex, rows }) => ({
    rule: 'sequential-scans', severity: 'info', object: `${schema}.${table}`,
    message: `"${table}" (${rows.toLocaleString('en')} rows) was read from end to end ${sequential.toLocaleString('en')} times, by an index ${byIndex.toLocaleString('en')} times`,
    help: 'Find the statements that read it (slow-statement), and index what their conditions compare.',
  }));
}

/** Rows by `schema.table`, for scaling what a migration locks and rewrites. */
export function rowCounts({ tables }: Catalog): Readonly<Record<string, number>> {
  return Object.fromEntries(tables.flatMap(({ schema, name, size }) => (size && size.rows >= 0 ? [[`${schema}.${name}`, size.rows]] : [])));
}
