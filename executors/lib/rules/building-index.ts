import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { pick, tableKey } from './lint/tree';

/** CREATE INDEX CONCURRENTLY: writes go on, but the build reads the table twice and waits for old transactions. */
export const rule: Rule = {
  id: 'building-index',
  severity: 'info',
  help: 'Run it when the database is least busy, and look for an invalid index afterwards.',
  *check({ node, state }) {
    const index = pick(node, 'IndexStmt');
    if (!index?.relation || !index.concurrent || state.isEmpty(tableKey(index.relation))) return;
    yield { message: `Building the index reads "${index.relation.relname}" twice, and waits for every transaction that is older`, at: index.relation.location, object: objectOf(index.relation) };
  },
};
