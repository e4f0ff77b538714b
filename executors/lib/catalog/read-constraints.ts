import { partId } from './identity';
import { CLASS, notOfExtension, sortById, userSchema, type Reader } from './reader';
import type { Constraint, ReferentialAction } from './relations';

interface ConstraintRow extends Omit<Constraint, 'kind' | 'id' | 'type' | 'onUpdate' | 'onDelete' | 'parent'> {
  oid: number; type: string; onUpdate: string; onDelete: string; parent: number;
}

const TYPES: Readonly<Record<string, Constraint['type']>> = { p: 'primary', u: 'unique', f: 'foreign', c: 'check', x: 'exclusion' };
const ACTIONS: Readonly<Record<string, ReferentialAction>> = { a: 'NO ACTION', r: 'RESTRICT', c: 'CASCADE', n: 'SET NULL', d: 'SET DEFAULT' };
const names = (relation: string, keys: string) => `(SELECT coalesce(jsonb_agg(a.attname ORDER BY u.place), '[]')
  FROM unnest(${keys}) WITH ORDINALITY u(num, place) JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = u.num)`;

export async function readConstraints(reader: Reader): Promise<Constraint[]> {
  const rows = await reader.rows<ConstraintRow>(`
    SELECT k.oid::bigint AS oid, n.nspname AS schema, c.relname AS "table", k.conname AS name, k.contype AS type, pg_get_constraintdef(k.oid) AS definition,
      ${names('k.conrelid', 'k.conkey')} AS columns,
      CASE WHEN k.contype = 'f' THEN (SELECT jsonb_build_object('schema', rn.nspname, 'name', r.relname, 'columns', ${names('k.confrelid', 'k.confkey')})
        FROM pg_class r JOIN pg_namespace rn ON rn.oid = r.relnamespace WHERE r.oid = k.confrelid) END AS "references",
      k.confupdtype AS "onUpdate", k.confdeltype AS "onDelete", k.condeferrable AS deferrable, k.condeferred AS "initiallyDeferred",
      k.convalidated AS validated, ${reader.version >= 180000 ? 'k.conenforced' : 'true'} AS enforced, k.contype IN ('c') AND k.connoinherit AS "noInherit",
      ${reader.version >= 150000 ? 'coalesce(x.indnullsnotdistinct, false)' : 'false'} AS "nullsNotDistinct",
      k.conislocal AS local, k.coninhcount > 0 AS inherited, k.conparentid::bigint AS parent,
      CASE WHEN k.contype IN ('p', 'u', 'x') THEN (SELECT ic.relname FROM pg_class ic WHERE ic.oid = k.conindid) END AS "index",
      obj_description(k.oid, 'pg_constraint') AS comment
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_index x ON k.contype IN ('p', 'u', 'x') AND x.indexrelid = k.conindid
    WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}`);
  for (const row of rows) reader.remember(CLASS.constraint, row.oid, idOf(row));
  return sortById(rows.map(({ oid: _, ...row }) => ({
    kind: 'constraint', id: idOf(row), ...row,
    type: TYPES[row.type]!, onUpdate: row.type === 'f' ? ACTIONS[row.onUpdate]! : null, onDelete: row.type === 'f' ? ACTIONS[row.onDelete]! : null,
    parent: row.parent === 0 ? null : (reader.recall(CLASS.constraint, row.parent) ?? null),
  })));
}

function idOf(row: { schema: string; table: string; name: string }): string {
  return partId('constraint', { schema: row.schema, name: row.table }, row.name);
}
