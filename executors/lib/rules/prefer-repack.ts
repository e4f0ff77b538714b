import type { Rule } from './lint/rule';
import { all, booleanOption, pick, tableKey } from './lint/tree';

/** VACUUM FULL and CLUSTER where the server has REPACK (CONCURRENTLY), which leaves the table in use. */
export const rule: Rule = {
  id: 'prefer-repack',
  severity: 'warning',
  since: 19,
  help: 'Use REPACK (CONCURRENTLY).',
  *check({ node }) {
    const cluster = pick(node, 'ClusterStmt');
    const vacuum = pick(node, 'VacuumStmt');
    const table = cluster?.relation ?? all(vacuum?.rels, 'VacuumRelation')[0]?.relation;
    const what = cluster ? 'CLUSTER' : vacuum && booleanOption(vacuum.options, 'full') ? 'VACUUM FULL' : undefined;
    if (what !== undefined) yield { message: `${what} rewrites the table while nobody else can read or write it`, object: table && tableKey(table) };
  },
};
