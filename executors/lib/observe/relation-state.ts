import type { SqlClient } from '../postgres/sql-client';
import type { LockMode } from '../rules';
import type { RelationKind } from './observation';

/** A relation of the user's by oid. */
export interface Relation {
  readonly oid: string;
  /** `schema.name` */
  readonly name: string;
  readonly kind: RelationKind;
  /** Of an index: the table, by the same kind of name. */
  readonly table: string | null;
  /** File that holds its rows; another one after a rewrite. */
  readonly file: string | null;
}

const KINDS: Readonly<Record<string, RelationKind>> = { r: 'table', p: 'table', f: 'table', i: 'index', I: 'index', v: 'view', m: 'materialized view', S: 'sequence' };

const RELATIONS = `SELECT c.oid::bigint::text AS oid, n.nspname || '.' || c.relname AS name, c.relkind::text AS kind, pg_relation_filenode(c.oid)::bigint::text AS file,
    (SELECT tn.nspname || '.' || t.relname FROM pg_index x JOIN pg_class t ON t.oid = x.indrelid JOIN pg_namespace tn ON tn.oid = t.relnamespace WHERE x.indexrelid = c.oid) AS "table"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f', 'i', 'I', 'v', 'm', 'S') AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')`;

/** The relations of a database, or those with these oids. */
export async function readRelations(client: SqlClient, oids?: readonly string[]): Promise<Map<string, Relation>> {
  const rows = await client.query<Omit<Relation, 'kind'> & { kind: string }>(
    oids ? `${RELATIONS} AND c.oid = ANY (string_to_array($1, ',')::oid[])` : RELATIONS, oids ? [oids.join(',')] : []);
  return new Map(rows.map((row) => [row.oid, { ...row, kind: KINDS[row.kind]! }]));
}

/** The locks that this session holds on relations: oid and mode. */
export async function readLocks(client: SqlClient): Promise<{ readonly oid: string; readonly mode: LockMode }[]> {
  const rows = await client.query<{ oid: string; mode: string }>(
    `SELECT relation::bigint::text AS oid, mode FROM pg_locks
     WHERE locktype = 'relation' AND pid = pg_backend_pid() AND granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`);
  // AccessExclusiveLock → ACCESS EXCLUSIVE
  return rows.map(({ oid, mode }) => ({ oid, mode: mode.replace(/Lock$/, '').replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toUpperCase() as LockMode }));
}

/** Rows that sequential scans of this session read and that are not yet in the statistics, by oid of the table. */
export async function readScannedRows(client: SqlClient): Promise<Map<string, number>> {
  const rows = await client.query<{ oid: string; rows: number }>(
    `SELECT c.oid::bigint::text AS oid, pg_stat_get_xact_tuples_returned(c.oid)::float8 AS rows FROM pg_class c
     WHERE c.relkind IN ('r', 'm') AND c.relnamespace <> 'pg_catalog'::regnamespace AND pg_stat_get_xact_tuples_returned(c.oid) > 0`);
  return new Map(rows.map(({ oid, rows: read }) => [oid, Number(read)]));
}
