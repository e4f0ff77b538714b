import { usingIndex } from './lint/using-index';
import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { writtenConstraints } from './lint/tables';
import { tableKey } from './lint/tree';

/** A unique constraint on a table with rows: its index is built under an ACCESS EXCLUSIVE lock. */
export const rule: Rule = {
  id: 'disallowed-unique-constraint',
  severity: 'error',
  help: 'Create a unique index CONCURRENTLY, then add the constraint USING INDEX.',
  *check({ node, state }) {
    for (const { table, constraint, column, how } of writtenConstraints(node)) {
      if (how === 'create-table' || constraint.contype !== 'CONSTR_UNIQUE' || constraint.indexname !== undefined || state.isEmpty(tableKey(table))) continue;
      yield {
        message: `Adding a unique constraint builds its index on "${table.relname}" while nobody else can read or write the table`,
        at: constraint.location, object: objectOf(table, column?.colname), fix: column ? undefined : usingIndex(node, table, constraint),
      };
    }
  },
};
