import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations, columnConstraints } from './lint/tables';
import { pick, tableKey, typeBase } from './lint/tree';

/** ADD COLUMN … NOT NULL without a value for the rows that are there: it fails on the first. */
export const rule: Rule = {
  id: 'adding-required-field',
  severity: 'error',
  help: 'Give it a default, or add it without NOT NULL, fill it, and set NOT NULL later.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      const column = command.subtype === 'AT_AddColumn' ? pick(command.def, 'ColumnDef') : undefined;
      if (!column || state.isEmpty(tableKey(table))) continue;
      const has = (...kinds: Parameters<typeof columnConstraints>[1][]) => kinds.some((kind) => columnConstraints(column, kind).length > 0);
      const required = has('CONSTR_NOTNULL', 'CONSTR_PRIMARY') && !has('CONSTR_DEFAULT', 'CONSTR_GENERATED', 'CONSTR_IDENTITY');
      if (!required || /serial\d?$/.test(typeBase(column.typeName))) continue;
      yield { message: `The new column "${column.colname}" is NOT NULL and has no default, so that it fails where "${table.relname}" has rows`, at: column.location, object: objectOf(table, column.colname) };
    }
  },
};
