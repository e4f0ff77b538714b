import { objectId } from './identity';
import { SIZE } from './read-tables';
import { CLASS, collationName, notOfExtension, sortById, sortedOptions, userSchema, type Reader } from './reader';
import type { Index, IndexKey, StatisticsObject } from './relations';

interface IndexRow extends Omit<Index, 'kind' | 'id' | 'constraint' | 'parent' | 'keys' | 'include'> {
  oid: number; parent: number; constraintOid: number | null; columns: (IndexKey & { readonly include: boolean })[];
}

const COLUMNS = `(SELECT jsonb_agg(jsonb_build_object('column', ia.attname, 'include', k.place > x.indnkeyatts,
    'expression', CASE WHEN k.num = 0 THEN pg_get_indexdef(x.indexrelid, k.place::int, false) END,
    'descending', coalesce(x.indoption[k.place::int - 1] & 1 = 1, false), 'nullsFirst', coalesce(x.indoption[k.place::int - 1] & 2 = 2, false),
    'operatorClass', (SELECT format('%I.%I', op.nspname, o.opcname) FROM pg_opclass o JOIN pg_namespace op ON op.oid = o.opcnamespace
      WHERE o.oid = x.indclass[k.place::int - 1] AND NOT o.opcdefault),
    'collation', ${collationName('x.indcollation[k.place::int - 1]', 'own.attcollation')}) ORDER BY k.place)
  FROM unnest(x.indkey::int2[]) WITH ORDINALITY k(num, place)
    LEFT JOIN pg_attribute ia ON ia.attrelid = x.indrelid AND ia.attnum = k.num AND k.num <> 0
    JOIN pg_attribute own ON own.attrelid = x.indexrelid AND own.attnum = k.place)`;

export async function readIndexes(reader: Reader): Promise<Index[]> {
  const rows = await reader.rows<IndexRow>(`
    SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, r.relname AS "table", am.amname AS method, x.indisunique AS "unique",
      ${reader.version >= 150000 ? 'x.indnullsnotdistinct' : 'false'} AS "nullsNotDistinct", x.indisvalid AS valid, pg_get_indexdef(c.oid) AS definition,
      ${COLUMNS} AS columns, pg_get_expr(x.indpred, x.indrelid) AS predicate, ${sortedOptions('c.reloptions')} AS options,
      (SELECT ts.spcname FROM pg_tablespace ts WHERE ts.oid = c.reltablespace) AS tablespace, x.indisclustered AS clustered,
      (SELECT k.oid::bigint FROM pg_constraint k WHERE k.conindid = c.oid AND k.conrelid = x.indrelid AND k.contype IN ('p', 'u', 'x') LIMIT 1) AS "constraintOid",
      coalesce((SELECT i.inhparent::bigint FROM pg_inherits i WHERE i.inhrelid = c.oid), 0) AS parent,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('key', a.attnum, 'value', a.attstattarget) ORDER BY a.attnum), '[]')
       FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attstattarget >= 0) AS "keyStatistics",
      obj_description(c.oid, 'pg_class') AS comment ${reader.sizes ? `, ${SIZE}` : ''}
    FROM pg_index x JOIN pg_class c ON c.oid = x.indexrelid JOIN pg_class r ON r.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      JOIN pg_am am ON am.oid = c.relam
    WHERE ${userSchema('n')} AND ${notOfExtension('pg_class', 'r.oid')}`);
  for (const row of rows) reader.remember(CLASS.class, row.oid, objectId('index', row));
  return sortById(rows.map(({ oid: _, columns, constraintOid, ...row }) => ({
    kind: 'index', id: objectId('index', row), ...row,
    keys: columns.filter(({ include }) => !include).map(({ include: _include, ...key }) => key),
    include: columns.filter(({ include }) => include).map(({ column }) => column!),
    constraint: constraintOid === null ? null : (reader.recall(CLASS.constraint, constraintOid) ?? null),
    parent: row.parent === 0 ? null : (reader.recall(CLASS.class, row.parent) ?? null),
  })));
}

interface StatisticsRow extends Omit<StatisticsObject, 'kind' | 'id'> { oid: number }

export async function readStatistics(reader: Reader): Promise<StatisticsObject[]> {
  const rows = await reader.rows<StatisticsRow>(`
    SELECT s.oid::bigint AS oid, n.nspname AS schema, s.stxname AS name, pg_get_userbyid(s.stxowner)::text AS owner, pg_get_statisticsobjdef(s.oid) AS definition,
      jsonb_build_object('schema', rn.nspname, 'name', r.relname) AS "table", coalesce(s.stxstattarget, -1) AS target,
      obj_description(s.oid, 'pg_statistic_ext') AS comment
    FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = s.stxnamespace JOIN pg_class r ON r.oid = s.stxrelid JOIN pg_namespace rn ON rn.oid = r.relnamespace
    WHERE ${userSchema('n')} AND ${notOfExtension('pg_statistic_ext', 's.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = objectId('statistics', row);
    reader.remember(CLASS.statistics, oid, id);
    return { kind: 'statistics', id, ...row };
  }));
}
