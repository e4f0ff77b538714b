import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { typeBase } from './lint/tree';

/** timestamp forgets the zone: the same text means another moment for each reader. */
export const rule: Rule = {
  id: 'prefer-timestamp-tz',
  severity: 'warning',
  help: 'Use timestamptz.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      if (typeBase(type) !== 'timestamp') continue;
      yield {
        message: `The column "${name}" has the type timestamp, which drops the offset of what is stored`, at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^timestamp(\s*\(\s*\d+\s*\))?(\s+without\s+time\s+zone)?/i, (text) => `timestamptz${/\(.*\)/.exec(text)?.[0] ?? ''}`),
      };
    }
  },
};
