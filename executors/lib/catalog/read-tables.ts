import { objectId } from './identity';
import type { Grant, QualifiedName } from './object';
import { buildColumn, type ColumnRow, type NotNullName } from './read-columns';
import { CLASS, notOfExtension, ownedBy, sortById, sortedOptions, userSchema, type Reader } from './reader';
import type { RelationSize, Table } from './relations';

interface TableRow {
  oid: number; schema: string; name: string; relkind: string; persistence: string; partitionKey: string | null; isPartition: boolean; bound: string | null;
  parents: QualifiedName[]; ofType: string | null; options: string[]; accessMethod: string | null; tablespace: string | null; rowSecurity: boolean;
  forceRowSecurity: boolean; replicaIdentity: string; replicaIdentityIndex: string | null; server: string | null; foreignOptions: string[];
  owner: string; grants: Grant[]; comment: string | null; size?: RelationSize;
}

export const PERSISTENCE: Readonly<Record<string, Table['persistence']>> = { p: 'permanent', u: 'unlogged', t: 'temporary' };
const REPLICA: Readonly<Record<string, Table['replicaIdentity']>> = { d: 'default', n: 'nothing', f: 'full', i: 'index' };

/** Rows, bytes and scans of the relation `c`. */
export const SIZE = `jsonb_build_object('rows', c.reltuples, 'bytes', pg_relation_size(c.oid), 'scans', pg_stat_get_numscans(c.oid)) AS size`;

export async function readTables(reader: Reader, columns: ReadonlyMap<number, readonly ColumnRow[]>): Promise<Table[]> {
  const rows = await reader.rows<TableRow>(`
    SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, c.relkind, c.relpersistence AS persistence,
      CASE WHEN c.relkind = 'p' THEN pg_get_partkeydef(c.oid) END AS "partitionKey", c.relispartition AS "isPartition",
      pg_get_expr(c.relpartbound, c.oid) AS bound,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('schema', pn.nspname, 'name', p.relname) ORDER BY i.inhseqno), '[]')
       FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhparent JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE i.inhrelid = c.oid) AS parents,
      CASE WHEN c.reloftype <> 0 THEN format_type(c.reloftype, NULL) END AS "ofType", ${sortedOptions('c.reloptions')} AS options,
      (SELECT am.amname FROM pg_am am WHERE am.oid = c.relam AND am.amname <> 'heap') AS "accessMethod",
      (SELECT ts.spcname FROM pg_tablespace ts WHERE ts.oid = c.reltablespace) AS tablespace,
      c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity", c.relreplident AS "replicaIdentity",
      CASE WHEN c.relreplident = 'i' THEN (SELECT ic.relname FROM pg_index ix JOIN pg_class ic ON ic.oid = ix.indexrelid
        WHERE ix.indrelid = c.oid AND ix.indisreplident) END AS "replicaIdentityIndex",
      fs.srvname AS server, coalesce(to_jsonb(ft.ftoptions), '[]') AS "foreignOptions", ${ownedBy('pg_class', 'c', 'rel', 'r')}
      ${reader.sizes ? `, ${SIZE}` : ''}
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_foreign_table ft ON ft.ftrelid = c.oid LEFT JOIN pg_foreign_server fs ON fs.oid = ft.ftserver
    WHERE c.relkind IN ('r', 'p', 'f') AND ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}`);
  const notNulls = await readNotNulls(reader);
  return sortById(rows.map((row) => buildTable(reader, row, columns.get(row.oid) ?? [], notNulls)));
}

function buildTable(reader: Reader, row: TableRow, columns: readonly ColumnRow[], notNulls: ReadonlyMap<string, NotNullName>): Table {
  const { oid, relkind, isPartition, bound, parents, ...rest } = row;
  const kind = relkind === 'f' ? 'foreign-table' : 'table';
  const id = objectId(kind, row);
  reader.remember(CLASS.class, oid, id);
  return {
    kind, id, ...rest,
    persistence: PERSISTENCE[row.persistence]!,
    partitionOf: isPartition ? { ...parents[0]!, bound: bound ?? 'DEFAULT' } : null,
    inherits: isPartition ? [] : parents,
    // A foreign table has none to set, and PostgreSQL stores "nothing".
    replicaIdentity: kind === 'foreign-table' ? 'default' : REPLICA[row.replicaIdentity]!,
    columns: columns.map((column) => buildColumn(reader, row, column, notNulls.get(`${oid}/${column.position}`))),
  };
}

/** NOT NULL constraints of PostgreSQL 18 that are more than a flag: a name of one's own (not one that PostgreSQL picks and numbers), NO INHERIT, NOT VALID. */
async function readNotNulls(reader: Reader): Promise<Map<string, NotNullName>> {
  if (reader.version < 180000) return new Map();
  const rows = await reader.rows<NotNullName & { relation: number; position: number }>(`
    SELECT k.conrelid::bigint AS relation, k.conkey[1] AS position, k.connoinherit AS "noInherit", k.convalidated AS validated,
      CASE WHEN regexp_replace(k.conname, '_not_null[0-9]*$', '') <> left(c.relname || '_' || a.attname, 54) AND k.conislocal THEN k.conname END AS name
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.conkey[1]
    WHERE k.contype = 'n' AND ${userSchema('n')}`);
  return new Map(rows.map(({ relation, position, ...rest }) => [`${relation}/${position}`, rest]));
}
