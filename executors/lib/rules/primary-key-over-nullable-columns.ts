import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { writtenConstraints } from './lint/tables';
import { tableKey } from './lint/tree';

/** PRIMARY KEY USING INDEX over columns that may be NULL: PostgreSQL sets NOT NULL, and reads the whole table for it. */
export const rule: Rule = {
  id: 'primary-key-over-nullable-columns',
  severity: 'warning',
  help: 'Set the columns NOT NULL first, by way of a CHECK that is validated apart.',
  *check({ node, state }) {
    for (const { table, constraint } of writtenConstraints(node)) {
      const key = tableKey(table);
      if (constraint.contype !== 'CONSTR_PRIMARY' || constraint.indexname === undefined || state.isEmpty(key) || state.validatedElsewhere.has(key)) continue;
      const index = state.facts.index(tableKey({ ...table, relname: constraint.indexname }));
      const nullable = index?.columns.filter((column) => column !== undefined && !state.facts.isNeverNull(key, column));
      // Nothing is known of the columns of an index that no script made.
      const known = index?.columns.every((column) => column !== undefined && state.facts.column(key, column) !== undefined);
      if (nullable?.length === 0) continue;
      yield {
        severity: known ? 'warning' : 'info', at: constraint.location, object: objectOf(table),
        message: known
          ? `The primary key of "${table.relname}" sets ${nullable?.map((column) => `"${column}"`).join(', ')} NOT NULL, which reads the whole table under an ACCESS EXCLUSIVE lock`
          : `The primary key of "${table.relname}" reads the whole table, should a column of "${constraint.indexname}" not be NOT NULL yet`,
      };
    }
  },
};
