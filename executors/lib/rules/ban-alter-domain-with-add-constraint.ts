import type { Rule } from './lint/rule';
import { nameKey, pick, strings } from './lint/tree';

/** ALTER DOMAIN … ADD CONSTRAINT reads every table that uses the domain, under a lock on each. */
export const rule: Rule = {
  id: 'ban-alter-domain-with-add-constraint',
  severity: 'warning',
  help: 'Put the check on the tables, where NOT VALID and VALIDATE CONSTRAINT keep locks short.',
  *check({ node }) {
    const domain = pick(node, 'AlterDomainStmt');
    const constraint = domain?.subtype === 'C' ? pick(domain.def, 'Constraint') : undefined;
    if (!domain || !constraint) return;
    const name = strings(domain.typeName);
    yield { message: `Adding a constraint to the domain "${name.at(-1)}" checks every column of that type while writes to their tables wait`, at: constraint.location, object: nameKey(name) };
  },
};
