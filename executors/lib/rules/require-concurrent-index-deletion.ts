import type { Rule } from './lint/rule';
import { insertAfter } from './lint/sql-text';
import { all, nameKey, pick, strings } from './lint/tree';

/** DROP INDEX without CONCURRENTLY: it waits for every query on the table, and every later one waits for it. */
export const rule: Rule = {
  id: 'require-concurrent-index-deletion',
  severity: 'warning',
  help: 'Use DROP INDEX CONCURRENTLY, outside a transaction.',
  *check({ node, statement, state }) {
    const drop = pick(node, 'DropStmt');
    if (drop?.removeType !== 'OBJECT_INDEX' || drop.concurrent) return;
    const keys = all(drop.objects, 'List').map((list) => nameKey(strings(list.items)));
    if (keys.every((key) => state.isEmpty(state.facts.index(key)?.table ?? ''))) return;
    yield {
      message: 'DROP INDEX locks the table against reads and writes, and waits for the queries that run', object: keys[0],
      // CONCURRENTLY takes one index at a time, and no CASCADE.
      fix: keys.length > 1 || drop.behavior === 'DROP_CASCADE' ? undefined : insertAfter(statement.text, 'index', 'CONCURRENTLY'),
    };
  },
};
