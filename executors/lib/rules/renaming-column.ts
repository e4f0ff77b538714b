import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { pick, tableKey } from './lint/tree';

/** RENAME COLUMN: clients that run the old code fail from that moment. */
export const rule: Rule = {
  id: 'renaming-column',
  severity: 'warning',
  help: 'Add a column of the new name, keep both in step while code moves over, and drop the old one later.',
  *check({ node, state }) {
    const rename = pick(node, 'RenameStmt');
    if (rename?.renameType !== 'OBJECT_COLUMN' || !rename.relation || state.created.has(tableKey(rename.relation))) return;
    yield { message: `Renaming "${rename.subname}" to "${rename.newname}" breaks clients that use the old name`, at: rename.relation.location, object: objectOf(rename.relation, rename.subname) };
  },
};
