import { TABLE_WIDE } from './lint/rewrites';
import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { all, booleanOption, pick, tableKey } from './lint/tree';

/** Statements that copy a whole table whatever it holds: VACUUM FULL, CLUSTER, SET LOGGED, SET TABLESPACE and the like. */
export const rule: Rule = {
  id: 'rewriting-table',
  severity: 'error',
  help: 'Make a new table, move the rows over in batches, and swap the two; or use pg_repack.',
  *check({ node, state, active }) {
    for (const { table, command } of alterations(node)) {
      const why = TABLE_WIDE[command.subtype ?? ''];
      if (why !== undefined && !state.isEmpty(tableKey(table))) yield { message: `The table "${table.relname}" is copied while nobody else can read or write it, for ${why}`, object: objectOf(table) };
    }
    const cluster = pick(node, 'ClusterStmt');
    const vacuum = pick(node, 'VacuumStmt');
    const what = cluster ? 'CLUSTER' : vacuum && booleanOption(vacuum.options, 'full') ? 'VACUUM FULL' : undefined;
    if (what === undefined || active.has('prefer-repack')) return;
    const tables = cluster?.relation ? [cluster.relation] : all(vacuum?.rels, 'VacuumRelation').flatMap(({ relation }) => relation ?? []);
    if (tables.length === 0) yield { message: `${what} copies every table of the database, each while nobody else can read or write it` };
    for (const table of tables) {
      if (!state.isEmpty(tableKey(table))) yield { message: `${what} copies "${table.relname}" while nobody else can read or write it`, at: table.location, object: objectOf(table) };
    }
  },
};
