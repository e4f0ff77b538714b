import { outsideOnly } from './lint/outside-only';
import type { Rule } from './lint/rule';

/** CONCURRENTLY, VACUUM and their like inside a transaction: PostgreSQL refuses them. */
export const rule: Rule = {
  id: 'ban-concurrent-index-creation-in-transaction',
  severity: 'error',
  help: 'Put it into a migration of its own that runs outside a transaction.',
  *check({ node, state, count }) {
    const what = outsideOnly(node);
    // A tool that opens the transaction runs a script of one statement without it.
    if (what === undefined || !state.inTransaction || (state.transaction === 'tool' && count === 1)) return;
    yield { message: `${what} cannot run inside a transaction` };
  },
};
