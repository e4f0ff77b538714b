import type { Rule } from './lint/rule';
import { all, pick, tableKey } from './lint/tree';

/** TRUNCATE … CASCADE empties tables that the statement does not name. */
export const rule: Rule = {
  id: 'ban-truncate-cascade',
  severity: 'error',
  help: 'Name every table that is to be emptied, and leave CASCADE out.',
  *check({ node }) {
    const truncate = pick(node, 'TruncateStmt');
    if (truncate?.behavior !== 'DROP_CASCADE') return;
    const tables = all(truncate.relations, 'RangeVar');
    yield {
      message: `TRUNCATE … CASCADE also empties every table that refers to ${tables.map(({ relname }) => `"${relname}"`).join(', ')}, directly or through others`,
      at: tables[0]?.location, object: tableKey(tables[0]),
    };
  },
};
