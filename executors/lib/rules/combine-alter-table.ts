import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { tableKey } from './lint/tree';

/** Two ALTER TABLE in a row on one table: each takes the lock, and scans or rewrites for itself. */
export const rule: Rule = {
  id: 'combine-alter-table',
  severity: 'info',
  help: 'Put both into one ALTER TABLE, separated by a comma.',
  *check({ node, state }) {
    const commands = alterations(node);
    const table = commands[0]?.table;
    if (!table || state.lastAltered !== tableKey(table) || state.isEmpty(tableKey(table))) return;
    // NOT VALID and VALIDATE are apart on purpose.
    if (commands.some(({ command }) => command.subtype === 'AT_ValidateConstraint' || /Partition/.test(command.subtype ?? ''))) return;
    yield { message: `"${table.relname}" is altered twice in a row, with a lock and perhaps a scan each`, at: table.location, object: objectOf(table) };
  },
};
