import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { tableKey } from './lint/tree';

/** DROP COLUMN: its values are gone, and clients that still name it fail. */
export const rule: Rule = {
  id: 'ban-drop-column',
  severity: 'warning',
  help: 'Release code that does not use the column first, keep a copy of its values, and drop it in a later migration.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      if (command.subtype !== 'AT_DropColumn' || state.created.has(tableKey(table))) continue;
      yield { message: `Dropping the column "${command.name}" of "${table.relname}" deletes its values and breaks clients that still use it`, object: objectOf(table, command.name) };
    }
  },
};
