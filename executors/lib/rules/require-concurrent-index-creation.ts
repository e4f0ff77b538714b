import type { Rule } from './lint/rule';
import { insertAfter, objectOf } from './lint/sql-text';
import { pick, tableKey } from './lint/tree';

/** CREATE INDEX without CONCURRENTLY on a table with rows: writes wait for the whole build. */
export const rule: Rule = {
  id: 'require-concurrent-index-creation',
  severity: 'error',
  help: 'Use CREATE INDEX CONCURRENTLY, outside a transaction.',
  *check({ node, statement, state }) {
    const index = pick(node, 'IndexStmt');
    const table = index?.relation;
    // ON ONLY a partitioned table makes an index without a row in it, to which partitions' indexes are attached.
    if (!index || !table || index.concurrent || table.inh === undefined || state.isEmpty(tableKey(table))) return;
    const partitioned = state.facts.table(tableKey(table))?.partitioned;
    yield {
      message: `Building the index blocks writes to "${table.relname}" until it is done`, at: table.location, object: objectOf(table),
      ...(partitioned
        ? { help: 'Create it ON ONLY the partitioned table, build each partition\'s index CONCURRENTLY, and attach them.' }
        : { fix: insertAfter(statement.text, 'index', 'CONCURRENTLY') }),
    };
  },
};
