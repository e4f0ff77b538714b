import type { Rule } from './lint/rule';
import { pick } from './lint/tree';

/** BEGIN inside a transaction, COMMIT without one, or either where the migration tool opens the transaction. */
export const rule: Rule = {
  id: 'transaction-nesting',
  severity: 'error',
  help: 'Leave transactions to the migration tool, or keep BEGIN and COMMIT in pairs.',
  *check({ node, state: { transaction } }) {
    const kind = pick(node, 'TransactionStmt')?.kind;
    const tool = 'The migration tool has opened a transaction';
    if (kind === 'TRANS_STMT_BEGIN' || kind === 'TRANS_STMT_START') {
      if (transaction !== 'none') yield { message: transaction === 'tool' ? `${tool}, in which BEGIN does nothing` : 'BEGIN stands inside a transaction, where it does nothing' };
    } else if (kind === 'TRANS_STMT_COMMIT' || kind === 'TRANS_STMT_ROLLBACK') {
      if (transaction === 'tool') yield { message: `${tool}, which this statement ends` };
      if (transaction === 'none') yield { message: 'No transaction is open that could be ended' };
    }
  },
};
