import type { Rule } from './lint/rule';
import { pick } from './lint/tree';

/** DROP DATABASE in a migration. */
export const rule: Rule = {
  id: 'ban-drop-database',
  severity: 'error',
  help: 'Take it out of the migration; drop databases by hand.',
  *check({ node }) {
    const drop = pick(node, 'DropdbStmt');
    if (drop) yield { message: `Dropping the database "${drop.dbname}" deletes all its data and breaks every client`, object: drop.dbname };
  },
};
