import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { typeBase } from './lint/tree';

const WIDER: Readonly<Record<string, string>> = { smallint: 'bigint', int2: 'int8', smallserial: 'bigserial', serial2: 'serial8' };

/** A two-byte integer ends at 32,767, and alignment mostly takes back what it saves. */
export const rule: Rule = {
  id: 'prefer-bigint-over-smallint',
  severity: 'info',
  help: 'Use bigint unless the values cannot grow.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      if (!['int2', 'smallserial', 'serial2'].includes(typeBase(type))) continue;
      yield {
        message: `The column "${name}" ends at 32,767`, at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^(smallint|int2|smallserial|serial2)\b/i, (word) => WIDER[word.toLowerCase()] ?? 'bigint'),
      };
    }
  },
};
