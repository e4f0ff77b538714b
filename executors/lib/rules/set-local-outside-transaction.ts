import type { Rule } from './lint/rule';
import { pick } from './lint/tree';

/** SET LOCAL without a transaction: a warning is all it gives. */
export const rule: Rule = {
  id: 'set-local-outside-transaction',
  severity: 'info',
  help: 'Use SET, or run the script in a transaction.',
  *check({ node, state }) {
    const set = pick(node, 'VariableSetStmt');
    if (set?.is_local && !state.inTransaction) yield { message: `SET LOCAL ${set.name} has no effect, unless the migration tool opens a transaction` };
  },
};
