import { keepsRows } from './lint/rewrites';
import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { pick, tableKey } from './lint/tree';

/** ALTER COLUMN … TYPE: unless the stored values stay as they are, the table and its indexes are rewritten. */
export const rule: Rule = {
  id: 'changing-column-type',
  severity: 'error',
  help: 'Add a column of the new type, keep it in step with a trigger, fill it in batches, and swap the two.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      const column = command.subtype === 'AT_AlterColumnType' ? pick(command.def, 'ColumnDef') : undefined;
      const key = tableKey(table);
      if (!column || state.isEmpty(key)) continue;
      const place = { at: column.location, object: objectOf(table, command.name) };
      if (keepsRows(state.facts.column(key, command.name ?? ''), column)) {
        yield {
          ...place, severity: 'info', message: `The column "${command.name}" gets another type, which keeps its stored values: "${table.relname}" is locked for a moment`,
          help: 'Make sure that clients take the new type.',
        };
      } else {
        yield { ...place, message: `Changing the type of "${command.name}" rewrites "${table.relname}" while nobody else can read or write it, and may break clients` };
      }
    }
  },
};
