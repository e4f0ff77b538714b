import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { tableKey } from './lint/tree';

/** DROP NOT NULL: clients that were promised a value may get none. */
export const rule: Rule = {
  id: 'ban-drop-not-null',
  severity: 'warning',
  help: 'Make sure that every reader of the column copes with NULL before this runs.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      if (command.subtype !== 'AT_DropNotNull' || state.created.has(tableKey(table))) continue;
      yield { message: `The column "${command.name}" of "${table.relname}" may be NULL from here on, which its readers may not expect`, object: objectOf(table, command.name) };
    }
  },
};
