import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { strings, typeBase, typeModifiers } from './lint/tree';

/** char(n) pads with blanks and ignores them in comparisons; nothing gets faster by it. */
export const rule: Rule = {
  id: 'ban-char-field',
  severity: 'warning',
  help: 'Use text or varchar.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      const base = typeBase(type);
      if (!['bpchar', 'char', 'character'].includes(base)) continue;
      // pg_catalog.char, without a length, is the one-byte type of the system catalogs.
      if (base === 'char' && strings(type.names).length > 1) continue;
      const [, length] = /\((\d+)\)/.exec(subject.textFrom(type.location ?? 0).after.slice(0, 40)) ?? [];
      yield {
        message: `The column "${name}" has the type char, which pads its values with blanks`,
        at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^("(bp)?char(acter)?"|(bp|n|national\s+)?char(acter)?\b)\s*(\(\s*\d+\s*\))?/i, () =>
          typeModifiers(type).length > 0 && length !== undefined ? `varchar(${length})` : 'text'),
      };
    }
  },
};
