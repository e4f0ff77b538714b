import type { Rule } from './lint/rule';
import { all, nameKey, pick, strings } from './lint/tree';

/** A domain with a constraint: no change of it can be made NOT VALID for the tables that use it. */
export const rule: Rule = {
  id: 'ban-create-domain-with-constraint',
  severity: 'warning',
  help: 'Put the check on the columns, where it can be changed without long locks.',
  *check({ node }) {
    const domain = pick(node, 'CreateDomainStmt');
    const first = all(domain?.constraints, 'Constraint').find(({ contype }) => contype === 'CONSTR_CHECK' || contype === 'CONSTR_NOTNULL');
    if (!domain || !first) return;
    const name = strings(domain.domainname);
    yield { message: `The domain "${name.at(-1)}" has a constraint, which can later be changed only while every table that uses it is locked`, at: first.location, object: nameKey(name) };
  },
};
