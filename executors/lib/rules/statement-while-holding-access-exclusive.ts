import type { Rule } from './lint/rule';
import { pick } from './lint/tree';

/** Another statement after one that took ACCESS EXCLUSIVE, in one transaction: the table stays locked through it. */
export const rule: Rule = {
  id: 'statement-while-holding-access-exclusive',
  severity: 'warning',
  help: 'Commit after the statement that takes the lock, or make it the last one.',
  *check({ node, state }) {
    if (pick(node, 'TransactionStmt') ?? pick(node, 'VariableSetStmt')) return;
    const held = [...state.held].find(([table, mode]) => mode === 'ACCESS EXCLUSIVE' && !state.isEmpty(table));
    if (!held || state.reportedInTransaction.has('access-exclusive')) return;
    state.reportedInTransaction.add('access-exclusive');
    yield { message: `The statement runs while the transaction locks "${held[0]}" against reads and writes, from an earlier statement`, object: held[0] };
  },
};
