import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { writtenConstraints } from './lint/tables';
import { strings, tableKey } from './lint/tree';

/** A foreign key whose columns no index begins with: each DELETE or key change of the other table scans this one. */
export const rule: Rule = {
  id: 'foreign-key-without-index',
  severity: 'warning',
  help: 'Create an index that begins with the columns of the foreign key, on all rows.',
  *check({ node, final }) {
    for (const { table, constraint, column } of writtenConstraints(node)) {
      if (constraint.contype !== 'CONSTR_FOREIGN') continue;
      const columns = column ? [column.colname ?? ''] : strings(constraint.fk_attrs);
      const key = tableKey(table);
      // Judged at the end of all scripts: the index may come in a later one; the table, or the column, may go.
      const gone = final.table(key) === undefined || ![...final.table(key)!.constraints.values()].some(({ kind, columns: own }) => kind === 'foreign' && String(own) === String(columns));
      if (gone || final.isIndexed(key, columns)) continue;
      yield {
        message: `No index begins with ${columns.map((name) => `"${name}"`).join(', ')} of "${table.relname}", so that each DELETE from "${constraint.pktable?.relname}" scans it`,
        at: constraint.location, object: objectOf(table, columns[0]),
      };
    }
  },
};
