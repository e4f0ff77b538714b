import type { Rule } from './lint/rule';
import { nameKey, pick, strings } from './lint/tree';

/** ALTER TYPE … ADD VALUE without a place: the value sorts last, whatever it means. */
export const rule: Rule = {
  id: 'require-enum-value-ordering',
  severity: 'info',
  help: 'Say BEFORE or AFTER which value it stands.',
  *check({ node }) {
    const alter = pick(node, 'AlterEnumStmt');
    if (!alter || alter.oldVal !== undefined || alter.newVal === undefined || alter.newValNeighbor !== undefined) return;
    const name = strings(alter.typeName);
    yield { message: `The value '${alter.newVal}' goes to the end of "${name.at(-1)}", and sorts so`, object: nameKey(name) };
  },
};
