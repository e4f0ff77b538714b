import type { Rule } from './lint/rule';
import { objectOf, replaceAt } from './lint/sql-text';
import { typedColumns } from './lint/tables';
import { typeBase } from './lint/tree';

const WIDER: Readonly<Record<string, string>> = { int: 'bigint', integer: 'bigint', int4: 'int8', serial: 'bigserial', serial4: 'serial8' };

/** A four-byte integer ends at 2,147,483,647, and widening it later rewrites the table. */
export const rule: Rule = {
  id: 'prefer-bigint-over-int',
  severity: 'info',
  help: 'Use bigint unless the values cannot grow.',
  *check(subject) {
    for (const { table, name, type } of typedColumns(subject.node)) {
      if (!['int4', 'serial', 'serial4'].includes(typeBase(type))) continue;
      yield {
        message: `The column "${name}" ends at 2,147,483,647`, at: type.location, object: objectOf(table, name),
        fix: replaceAt(subject, type.location, /^(integer|int4|int|serial4|serial)\b/i, (word) => WIDER[word.toLowerCase()] ?? 'bigint'),
      };
    }
  },
};
