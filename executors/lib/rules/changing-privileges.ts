import type { Rule } from './lint/rule';
import { all, pick } from './lint/tree';

/** GRANT and REVOKE: more people read the data, or queries fail that worked. */
export const rule: Rule = {
  id: 'changing-privileges',
  severity: 'info',
  help: 'Have somebody read it who knows which roles the applications use.',
  *check({ node }) {
    const grant = pick(node, 'GrantStmt') ?? pick(node, 'AlterDefaultPrivilegesStmt')?.action;
    const role = pick(node, 'GrantRoleStmt');
    if (!grant && !role) return;
    const gives = grant?.is_grant ?? role?.is_grant ?? false;
    const everybody = all(grant?.grantees, 'RoleSpec').some(({ roletype }) => roletype === 'ROLESPEC_PUBLIC');
    yield gives
      ? { message: everybody ? 'Every role gets privileges' : 'Roles get privileges that they did not have', severity: everybody ? 'warning' : 'info' }
      : { message: 'Roles lose privileges, and what they run with them fails', severity: 'warning' };
  },
};
