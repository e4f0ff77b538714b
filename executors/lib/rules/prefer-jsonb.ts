import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { typeBase } from './lint/tree';

/** json has no equality: SELECT DISTINCT, GROUP BY and UNION over it fail, and no index finds anything in it. */
export const rule: Rule = {
  id: 'prefer-jsonb',
  severity: 'warning',
  help: 'Use jsonb.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      if (typeBase(type) !== 'json') continue;
      yield {
        message: `The column "${name}" has the type json, which cannot be compared: SELECT DISTINCT and GROUP BY over it fail`, at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^json\b/i, () => 'jsonb'),
      };
    }
  },
};
