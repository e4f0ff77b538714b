import { objectId, partId } from './identity';
import type { ColumnRow } from './read-columns';
import { SIZE } from './read-tables';
import { CLASS, notOfExtension, ownedBy, sortById, sortedOptions, userSchema, type Reader } from './reader';
import type { View } from './relations';

interface ViewRow extends Omit<View, 'kind' | 'id' | 'columns'> { oid: number; rule: number; relkind: string }

export async function readViews(reader: Reader, columns: ReadonlyMap<number, readonly ColumnRow[]>): Promise<View[]> {
  const rows = await reader.rows<ViewRow>(`
    SELECT c.oid::bigint AS oid, (SELECT w.oid::bigint FROM pg_rewrite w WHERE w.ev_class = c.oid AND w.rulename = '_RETURN') AS rule,
      n.nspname AS schema, c.relname AS name, c.relkind, pg_get_viewdef(c.oid) AS definition, ${sortedOptions('c.reloptions')} AS options,
      c.relispopulated AS populated, (SELECT am.amname FROM pg_am am WHERE am.oid = c.relam AND am.amname <> 'heap') AS "accessMethod",
      (SELECT ts.spcname FROM pg_tablespace ts WHERE ts.oid = c.reltablespace) AS tablespace, ${ownedBy('pg_class', 'c', 'rel', 'r')}
      ${reader.sizes ? `, ${SIZE}` : ''}
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('v', 'm') AND ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}`);
  return sortById(rows.map(({ oid, rule, relkind, ...row }) => {
    const kind = relkind === 'v' ? 'view' : 'materialized-view';
    const id = objectId(kind, row);
    reader.remember(CLASS.class, oid, id);
    reader.remember(CLASS.rewrite, rule, id);
    return {
      kind, id, ...row, definition: row.definition.replace(/;\s*$/, ''),
      columns: (columns.get(oid) ?? []).map((column) => {
        if (column.defaultOid !== null) reader.remember(CLASS.attrdef, column.defaultOid, id);
        return {
          kind: 'column', id: partId('column', row, column.name), name: column.name, type: column.type, collation: column.collation,
          default: column.expression, grants: column.grants, comment: column.comment,
        };
      }),
    };
  }));
}
