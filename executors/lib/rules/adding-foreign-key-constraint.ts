import { constraintFact } from './lint/fact-of';
import { addNotValid } from './lint/not-valid';
import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { writtenConstraints } from './lint/tables';
import { tableKey } from './lint/tree';

/** A foreign key on a table with rows: both tables are locked against writes while every row is looked up. */
export const rule: Rule = {
  id: 'adding-foreign-key-constraint',
  severity: 'error',
  help: 'Add the constraint as NOT VALID, and validate it in a later transaction.',
  *check({ node, statement, state }) {
    for (const { table, constraint, column, how } of writtenConstraints(node)) {
      if (how === 'create-table' || constraint.contype !== 'CONSTR_FOREIGN' || constraint.skip_validation || state.isEmpty(tableKey(table))) continue;
      const name = constraintFact(table.relname ?? '', constraint, column)?.[0] ?? '';
      yield {
        message: `Adding the foreign key "${name}" scans "${table.relname}" and blocks writes to it and to "${constraint.pktable?.relname}" meanwhile`,
        at: constraint.location, object: objectOf(table), fix: column ? undefined : addNotValid(node, statement, table, name),
      };
    }
  },
};
