import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { writtenConstraints } from './lint/tables';
import { tableKey } from './lint/tree';

/** An exclusion constraint on a table with rows: its index cannot be built beforehand. */
export const rule: Rule = {
  id: 'adding-exclusion-constraint',
  severity: 'error',
  help: 'Add it in a window without traffic, or make a new table with the constraint and move the rows over in batches.',
  *check({ node, state }) {
    for (const { table, constraint, how } of writtenConstraints(node)) {
      if (how === 'create-table' || constraint.contype !== 'CONSTR_EXCLUSION' || state.isEmpty(tableKey(table))) continue;
      yield { message: `Adding an exclusion constraint builds its index on "${table.relname}" while nobody else can read or write the table`, at: constraint.location, object: objectOf(table) };
    }
  },
};
