import type { Rule } from './lint/rule';
import { insertAfter } from './lint/sql-text';
import { booleanOption, pick, tableKey } from './lint/tree';

/** REINDEX without CONCURRENTLY: writes wait, and reads that would use the index. */
export const rule: Rule = {
  id: 'require-concurrent-reindex',
  severity: 'error',
  help: 'Use REINDEX … CONCURRENTLY, outside a transaction.',
  *check({ node, statement, state }) {
    const reindex = pick(node, 'ReindexStmt');
    // REINDEX SYSTEM knows no CONCURRENTLY.
    if (!reindex || reindex.kind === 'REINDEX_OBJECT_SYSTEM' || booleanOption(reindex.params, 'concurrently')) return;
    const { relation, kind = 'REINDEX_OBJECT_INDEX', params } = reindex;
    if (relation && state.isEmpty(tableKey(relation))) return;
    yield {
      message: `REINDEX blocks writes to "${relation?.relname ?? reindex.name}", and reads that use its indexes`, at: relation?.location, object: relation && tableKey(relation),
      fix: params ? undefined : insertAfter(statement.text, kind.replace('REINDEX_OBJECT_', '').toLowerCase(), 'CONCURRENTLY'),
    };
  },
};
