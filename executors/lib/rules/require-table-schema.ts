import type { RangeVar } from 'libpg-query';
import type { Rule } from './lint/rule';
import { all, pick, strings } from './lint/tree';

/** A table without its schema: search_path decides which one is meant. */
export const rule: Rule = {
  id: 'require-table-schema',
  severity: 'info',
  help: 'Write schema.table.',
  optIn: true,
  *check({ node }) {
    const as = pick(node, 'CreateTableAsStmt');
    const alter = pick(node, 'AlterTableStmt');
    const tables: (RangeVar | undefined)[] = [pick(node, 'CreateStmt')?.relation, as?.into?.rel, alter?.objtype === 'OBJECT_TABLE' ? alter.relation : undefined];
    for (const table of tables) {
      if (table && table.schemaname === undefined && table.relpersistence !== 't') yield { message: `The table "${table.relname}" is named without its schema`, at: table.location };
    }
    const drop = pick(node, 'DropStmt');
    if (drop?.removeType !== 'OBJECT_TABLE') return;
    for (const name of all(drop.objects, 'List').map((list) => strings(list.items))) {
      if (name.length === 1) yield { message: `The table "${name[0]}" is named without its schema` };
    }
  },
};
