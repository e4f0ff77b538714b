import type { Rule } from './lint/rule';
import { all, nameKey, pick, strings } from './lint/tree';

/** DROP INDEX: queries that used it scan from that moment. */
export const rule: Rule = {
  id: 'dropping-index',
  severity: 'info',
  help: 'Look at pg_stat_user_indexes first: idx_scan says whether anything uses it.',
  *check({ node, state }) {
    const drop = pick(node, 'DropStmt');
    if (drop?.removeType !== 'OBJECT_INDEX') return;
    for (const name of all(drop.objects, 'List').map((list) => strings(list.items))) {
      if (!state.isEmpty(state.facts.index(nameKey(name))?.table ?? '')) yield { message: `Queries that use the index "${name.at(-1)}" get slower without it`, object: nameKey(name) };
    }
  },
};
