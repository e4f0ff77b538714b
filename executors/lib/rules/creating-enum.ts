import type { Rule } from './lint/rule';
import { nameKey, pick, strings } from './lint/tree';

/** An enum: values can be added and renamed, never removed, and carry nothing but their name. */
export const rule: Rule = {
  id: 'creating-enum',
  severity: 'info',
  help: 'Use a table of values and a foreign key where values will go, or will need more than a name.',
  *check({ node }) {
    const name = strings(pick(node, 'CreateEnumStmt')?.typeName);
    if (name.length > 0) yield { message: `No value of the enum "${name.at(-1)}" can be removed later without a new type and a rewrite`, object: nameKey(name) };
  },
};
