import type { Rule } from './lint/rule';
import { all, nameKey, pick, strings } from './lint/tree';

/** DROP TABLE: its rows are gone, and clients that still use it fail. */
export const rule: Rule = {
  id: 'ban-drop-table',
  severity: 'warning',
  help: 'Release code that does not use the table first, keep a copy of its rows, and drop it in a later migration.',
  *check({ node, state }) {
    const drop = pick(node, 'DropStmt');
    if (drop?.removeType !== 'OBJECT_TABLE') return;
    for (const name of all(drop.objects, 'List').map((list) => strings(list.items))) {
      const key = nameKey(name);
      if (state.created.has(key) || state.facts.table(key)?.temporary) continue;
      yield { message: `Dropping the table "${name.at(-1)}" deletes its rows and breaks clients that still use it`, object: key };
    }
  },
};
