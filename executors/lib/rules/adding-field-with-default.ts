import { addedColumnRewrites } from './lint/rewrites';
import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { pick, tableKey } from './lint/tree';

/** ADD COLUMN with a default that differs from row to row, a stored generated column or a number of its own: each rewrites the table. */
export const rule: Rule = {
  id: 'adding-field-with-default',
  severity: 'error',
  help: 'Add the column without the default, set the default for new rows, and fill the old rows in batches.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      const column = command.subtype === 'AT_AddColumn' ? pick(command.def, 'ColumnDef') : undefined;
      const why = column && addedColumnRewrites(column);
      if (!column || why === undefined || state.isEmpty(tableKey(table))) continue;
      yield { message: `The table "${table.relname}" is rewritten under an ACCESS EXCLUSIVE lock, for ${why}`, at: column.location, object: objectOf(table, column.colname) };
    }
  },
};
