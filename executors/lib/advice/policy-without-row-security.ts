import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** Policies on a table whose row security is off: they restrict nobody. */
export const advice: Advice = {
  id: 'policy-without-row-security',
  severity: 'error',
  help: 'Enable it with ALTER TABLE … ENABLE ROW LEVEL SECURITY, or drop the policies.',
  *check(subject) {
    for (const table of subject.tables) {
      const policies = subject.catalog.policies.filter((policy) => policy.schema === table.schema && policy.table === table.name);
      if (policies.length > 0 && !table.rowSecurity) yield { message: `The ${policies.length === 1 ? 'policy' : `${policies.length} policies`} of "${table.name}" restrict nobody: its row security is off`, object: objectOf(table) };
    }
  },
};
