import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { typeBase } from './lint/tree';

/** varchar(n): a shorter limit later rewrites the table, and the limit saves nothing. */
export const rule: Rule = {
  id: 'prefer-text-field',
  severity: 'info',
  help: 'Use text, with a CHECK on its length where one is meant: a CHECK can change without a rewrite.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      if (typeBase(type) !== 'varchar' || !type.typmods) continue;
      yield {
        message: `The column "${name}" has its limit in its type, where it cannot be tightened without reading and rewriting the table`, at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^(pg_catalog\s*\.\s*)?("?varchar"?|char(acter)?\s+varying)\s*\([^)]*\)/i, () => 'text'),
      };
    }
  },
};
