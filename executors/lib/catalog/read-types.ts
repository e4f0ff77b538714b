import { objectId } from './identity';
import type { ObjectKind } from './object';
import type { ColumnRow } from './read-columns';
import { CLASS, collationName, notOfExtension, ownedBy, sortById, userSchema, type Reader } from './reader';
import type { CompositeType, Domain, EnumType, RangeType } from './types-and-routines';

type Row<T> = Omit<T, 'kind' | 'id'> & { oid: number };

function identified<K extends ObjectKind, R extends { oid: number; schema: string; name: string }>(reader: Reader, kind: K, { oid, ...row }: R) {
  const id = objectId(kind, row);
  reader.remember(CLASS.type, oid, id);
  return { kind, id, ...row };
}

const FROM = `pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace`;
const BASE = `t.oid::bigint AS oid, n.nspname AS schema, t.typname AS name, ${ownedBy('pg_type', 't', 'typ', 'T')}`;
const WHERE = `${userSchema('n')} AND ${notOfExtension('pg_type', 't.oid')}`;

export async function readEnums(reader: Reader): Promise<EnumType[]> {
  const rows = await reader.rows<Row<EnumType>>(`
    SELECT ${BASE}, (SELECT coalesce(jsonb_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') FROM pg_enum e WHERE e.enumtypid = t.oid) AS values
    FROM ${FROM} WHERE t.typtype = 'e' AND ${WHERE}`);
  return sortById(rows.map((row) => identified(reader, 'enum', row)));
}

export async function readDomains(reader: Reader): Promise<Domain[]> {
  const rows = await reader.rows<Row<Domain> & { checks: number[] }>(`
    SELECT ${BASE}, format_type(t.typbasetype, t.typtypmod) AS "baseType", ${collationName('t.typcollation', 'b.typcollation')} AS collation,
      pg_get_expr(t.typdefaultbin, 0) AS "default", t.typnotnull AS "notNull",
      (SELECT coalesce(jsonb_agg(k.oid::bigint), '[]') FROM pg_constraint k WHERE k.contypid = t.oid) AS checks,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', k.conname, 'definition', pg_get_constraintdef(k.oid), 'validated', k.convalidated,
        'comment', obj_description(k.oid, 'pg_constraint')) ORDER BY k.conname), '[]')
       FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') AS constraints
    FROM ${FROM} JOIN pg_type b ON b.oid = t.typbasetype WHERE t.typtype = 'd' AND ${WHERE}`);
  return sortById(rows.map(({ checks, ...row }) => {
    const domain = identified(reader, 'domain', row);
    for (const oid of checks) reader.remember(CLASS.constraint, oid, domain.id);
    return domain;
  }));
}

export async function readComposites(reader: Reader, columns: ReadonlyMap<number, readonly ColumnRow[]>): Promise<CompositeType[]> {
  const rows = await reader.rows<Row<Omit<CompositeType, 'attributes'>> & { relation: number }>(`
    SELECT ${BASE}, c.oid::bigint AS relation FROM ${FROM} JOIN pg_class c ON c.oid = t.typrelid AND c.relkind = 'c' WHERE t.typtype = 'c' AND ${WHERE}`);
  return sortById(rows.map(({ relation, ...row }) => {
    const composite = identified(reader, 'composite', row);
    reader.remember(CLASS.class, relation, composite.id);
    const attributes = (columns.get(relation) ?? []).map(({ name, type, collation, comment }) => ({ name, type, collation, comment }));
    return { ...composite, attributes };
  }));
}

export async function readRanges(reader: Reader): Promise<RangeType[]> {
  const multirange = reader.version >= 140000;
  const routine = (column: string) => `CASE WHEN ${column} <> 0 THEN (SELECT format('%I.%I', fn.nspname, f.proname)
    FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = ${column}) END`;
  const rows = await reader.rows<Row<RangeType> & { multirangeOid: number | null }>(`
    SELECT ${BASE}, format_type(r.rngsubtype, NULL) AS subtype,
      (SELECT format('%I.%I', on_.nspname, o.opcname) FROM pg_opclass o JOIN pg_namespace on_ ON on_.oid = o.opcnamespace
       WHERE o.oid = r.rngsubopc AND NOT o.opcdefault) AS "operatorClass",
      ${collationName('r.rngcollation', 's.typcollation')} AS collation, ${routine('r.rngcanonical')} AS canonical, ${routine('r.rngsubdiff')} AS "subtypeDiff",
      ${multirange ? `format('%I.%I', mn.nspname, m.typname) AS multirange, m.oid::bigint AS "multirangeOid"` : 'NULL AS multirange, NULL AS "multirangeOid"'}
    FROM ${FROM} JOIN pg_range r ON r.rngtypid = t.oid JOIN pg_type s ON s.oid = r.rngsubtype
      ${multirange ? 'JOIN pg_type m ON m.oid = r.rngmultitypid JOIN pg_namespace mn ON mn.oid = m.typnamespace' : ''}
    WHERE t.typtype = 'r' AND ${WHERE}`);
  return sortById(rows.map(({ multirangeOid, ...row }) => {
    const range = identified(reader, 'range', row);
    if (multirangeOid !== null) reader.remember(CLASS.type, multirangeOid, range.id);
    return range;
  }));
}

/** Row types and array types stand for what they are made of. */
export async function rememberDerivedTypes(reader: Reader): Promise<void> {
  const rows = await reader.rows<{ oid: number; relation: number; array: number }>(
    `SELECT t.oid::bigint AS oid, t.typrelid::bigint AS relation, t.typarray::bigint AS array FROM pg_type t WHERE t.oid >= 16384 AND (t.typrelid <> 0 OR t.typarray <> 0)`);
  for (const { oid, relation, array } of rows) {
    const id = reader.recall(CLASS.type, oid) ?? reader.recall(CLASS.class, relation);
    if (id === undefined) continue;
    reader.remember(CLASS.type, oid, id);
    if (array !== 0) reader.remember(CLASS.type, array, id);
  }
}
