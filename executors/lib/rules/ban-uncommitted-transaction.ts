import type { Rule } from './lint/rule';
import type { Node } from 'libpg-query';
import { pick } from './lint/tree';

const ENDS = new Set(['TRANS_STMT_COMMIT', 'TRANS_STMT_ROLLBACK', 'TRANS_STMT_PREPARE']);
const BEGINS = new Set(['TRANS_STMT_BEGIN', 'TRANS_STMT_START']);

/** BEGIN that the script never ends: everything after it is rolled back when the session closes. */
export const rule: Rule = {
  id: 'ban-uncommitted-transaction',
  severity: 'error',
  help: 'Add COMMIT at the end.',
  *check({ node, rest }) {
    if (!BEGINS.has(pick(node, 'TransactionStmt')?.kind ?? '')) return;
    const later = rest.map(({ tree }) => pick(tree as unknown as Node, 'TransactionStmt')?.kind ?? '');
    if (later.some((kind) => ENDS.has(kind) || BEGINS.has(kind))) return;
    yield { message: 'The transaction is never committed, so that nothing of it lasts' };
  },
};
