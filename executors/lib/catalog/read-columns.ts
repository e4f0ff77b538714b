import { partId } from './identity';
import type { Grant, QualifiedName } from './object';
import { CLASS, collationName, grantsOf, notOfExtension, userSchema, type Reader } from './reader';
import type { Column, Identity } from './relations';

export interface ColumnRow {
  relation: number; position: number; name: string; type: string; typeOid: number; notNull: boolean; expression: string | null; defaultOid: number | null;
  identity: string; identitySequence: Omit<Identity, 'always'> | null; generated: string; collation: string | null; storage: string | null;
  compression: string; statistics: number; options: string[]; foreignOptions: string[]; local: boolean; inherited: boolean; grants: Grant[]; comment: string | null;
}

/** Columns of every relation, composite types included, by the oid of the relation. */
export async function readColumns(reader: Reader): Promise<ReadonlyMap<number, readonly ColumnRow[]>> {
  const rows = await reader.rows<ColumnRow>(`
    SELECT a.attrelid::bigint AS relation, a.attnum AS position, a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, a.atttypid::bigint AS "typeOid",
      a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid) AS expression, d.oid::bigint AS "defaultOid", a.attidentity::text AS identity,
      CASE WHEN a.attidentity <> '' THEN (${IDENTITY}) END AS "identitySequence", a.attgenerated::text AS generated,
      ${collationName('a.attcollation', 't.typcollation')} AS collation, CASE WHEN a.attstorage <> t.typstorage THEN a.attstorage::text END AS storage,
      ${reader.version >= 140000 ? 'a.attcompression::text' : "''"} AS compression, coalesce(a.attstattarget, -1) AS statistics,
      ${OPTIONS} AS options, coalesce(to_jsonb(a.attfdwoptions), '[]') AS "foreignOptions",
      a.attislocal AS local, a.attinhcount > 0 AS inherited,
      CASE WHEN a.attacl IS NULL THEN '[]' ELSE ${grantsOf('a.attacl')} END AS grants, col_description(a.attrelid, a.attnum) AS comment
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_type t ON t.oid = a.atttypid
      LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE a.attnum > 0 AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'f', 'v', 'm', 'c') AND ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}
    ORDER BY a.attrelid, a.attnum`);
  const byRelation = new Map<number, ColumnRow[]>();
  for (const row of rows) {
    const list = byRelation.get(row.relation);
    if (list) list.push(row);
    else byRelation.set(row.relation, [row]);
  }
  return byRelation;
}

// PostgreSQL has these two; builds were met that keep others for themselves there (pg_attver=417566984), new with every table.
const OPTIONS = `(SELECT coalesce(jsonb_agg(o ORDER BY o), '[]') FROM unnest(a.attoptions) o WHERE o ~ '^n_distinct(_inherited)?=')`;

const IDENTITY = `SELECT jsonb_build_object('dataType', format_type(s.seqtypid, NULL), 'start', s.seqstart::text, 'increment', s.seqincrement::text,
    'minimum', s.seqmin::text, 'maximum', s.seqmax::text, 'cache', s.seqcache::text, 'cycle', s.seqcycle,
    'sequence', jsonb_build_object('schema', sn.nspname, 'name', sc.relname))
  FROM pg_depend sd JOIN pg_class sc ON sc.oid = sd.objid JOIN pg_namespace sn ON sn.oid = sc.relnamespace JOIN pg_sequence s ON s.seqrelid = sc.oid
  WHERE sd.classid = 'pg_class'::regclass AND sd.refclassid = 'pg_class'::regclass AND sd.refobjid = a.attrelid AND sd.refobjsubid = a.attnum AND sd.deptype = 'i'`;

const STORAGE: Readonly<Record<string, Column['storage']>> = { p: 'plain', e: 'external', x: 'extended', m: 'main' };
const COMPRESSION: Readonly<Record<string, Column['compression']>> = { p: 'pglz', l: 'lz4' };

export interface NotNullName { readonly name: string | null; readonly noInherit: boolean; readonly validated: boolean }

export function buildColumn(reader: Reader, relation: QualifiedName, row: ColumnRow, named: NotNullName | undefined): Column {
  const id = partId('column', relation, row.name);
  reader.remember(CLASS.class, row.relation, id, row.position);
  if (row.defaultOid !== null) reader.remember(CLASS.attrdef, row.defaultOid, row.generated === '' ? partId('default', relation, row.name) : id);
  const { expression } = row;
  return {
    kind: 'column', id, name: row.name, position: row.position, type: row.type, notNull: row.notNull,
    notNullName: named?.name ?? null, notNullNoInherit: named?.noInherit ?? false, notNullValidated: named?.validated ?? true,
    default: row.generated === '' ? expression : null,
    identity: row.identitySequence === null ? null : { always: row.identity === 'a', ...row.identitySequence },
    generated: row.generated === '' || expression === null ? null : { kind: row.generated === 'v' ? 'virtual' : 'stored', expression },
    collation: row.collation, storage: row.storage === null ? null : STORAGE[row.storage]!, compression: COMPRESSION[row.compression] ?? null,
    statistics: row.statistics, options: row.options, foreignOptions: row.foreignOptions, local: row.local, inherited: row.inherited,
    grants: row.grants, comment: row.comment,
  };
}
