import type { Rule } from './lint/rule';
import { all, pick, tableKey } from './lint/tree';

/** ANALYZE: no lock that matters, but it reads a sample of the table. */
export const rule: Rule = {
  id: 'running-analyze',
  severity: 'info',
  help: 'Run it when the database is least busy.',
  *check({ node }) {
    const analyze = pick(node, 'VacuumStmt');
    if (!analyze || analyze.is_vacuumcmd) return;
    const table = all(analyze.rels, 'VacuumRelation')[0]?.relation;
    yield { message: `ANALYZE reads rows of ${table ? `"${table.relname}"` : 'every table'} and may slow other queries`, object: table && tableKey(table) };
  },
};
