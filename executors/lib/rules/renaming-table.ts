import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { pick, tableKey } from './lint/tree';

/** RENAME of a table: clients that run the old code fail from that moment. */
export const rule: Rule = {
  id: 'renaming-table',
  severity: 'warning',
  help: 'Rename it and create a view of the old name in one transaction; drop the view when no code uses it.',
  *check({ node, state }) {
    const rename = pick(node, 'RenameStmt');
    if (rename?.renameType !== 'OBJECT_TABLE' || !rename.relation || state.created.has(tableKey(rename.relation))) return;
    yield { message: `Renaming the table "${rename.relation.relname}" to "${rename.newname}" breaks clients that use the old name`, at: rename.relation.location, object: objectOf(rename.relation) };
  },
};
