import type { Rule } from './lint/rule';
import { insertAfter, objectOf } from './lint/sql-text';
import { pick, tableKey } from './lint/tree';

/** REFRESH MATERIALIZED VIEW without CONCURRENTLY: readers wait while its query runs. */
export const rule: Rule = {
  id: 'require-concurrent-refresh',
  severity: 'warning',
  help: 'Use REFRESH MATERIALIZED VIEW CONCURRENTLY, which needs a unique index on the view.',
  *check({ node, statement, state }) {
    const refresh = pick(node, 'RefreshMatViewStmt');
    if (!refresh?.relation || refresh.concurrent || refresh.skipData || state.isEmpty(tableKey(refresh.relation))) return;
    yield {
      message: `Refreshing "${refresh.relation.relname}" blocks its readers for as long as its query takes`, at: refresh.relation.location, object: objectOf(refresh.relation),
      fix: insertAfter(statement.text, 'view', 'CONCURRENTLY'),
    };
  },
};
