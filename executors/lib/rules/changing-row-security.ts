import type { Rule } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations } from './lint/tables';
import { all, nameKey, pick, strings } from './lint/tree';

const EFFECTS: Readonly<Record<string, string>> = {
  AT_EnableRowSecurity: 'Row security hides every row that no policy shows',
  AT_ForceRowSecurity: 'Row security applies to the owner too',
  AT_DisableRowSecurity: 'Every row is shown to whoever may read the table',
  AT_NoForceRowSecurity: 'The owner sees every row',
};

/** Row security and policies: rows appear to people who should not see them, or vanish from those who should. */
export const rule: Rule = {
  id: 'changing-row-security',
  severity: 'warning',
  help: 'Test it as each role that the applications use, in the same transaction as its policies.',
  *check({ node, state }) {
    for (const { table, command } of alterations(node)) {
      const effect = EFFECTS[command.subtype ?? ''];
      if (effect !== undefined && !state.created.has(objectOf(table))) yield { message: `${effect}, on "${table.relname}"`, object: objectOf(table) };
    }
    const policy = pick(node, 'CreatePolicyStmt') ?? pick(node, 'AlterPolicyStmt');
    if (policy?.table && !state.created.has(objectOf(policy.table))) {
      yield { message: `The policy "${policy.policy_name}" changes which rows of "${policy.table.relname}" roles see and write`, at: policy.table.location, object: objectOf(policy.table) };
    }
    const drop = pick(node, 'DropStmt');
    if (drop?.removeType !== 'OBJECT_POLICY') return;
    for (const name of all(drop.objects, 'List').map((list) => strings(list.items))) {
      yield { message: `Dropping the policy "${name.at(-1)}" changes which rows of "${name.at(-2)}" roles see and write`, object: nameKey(name.slice(0, -1)) };
    }
  },
};
