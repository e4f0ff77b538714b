import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

/** char(n) pads with blanks, ignores them in comparisons, and is no faster. */
export const advice: Advice = {
  id: 'char-column',
  severity: 'info',
  help: 'Use text or varchar(n).',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type }) => /^character\((?!1\))\d+\)/.test(type))) {
      yield { message: `The column "${column.name}" of "${table.name}" is ${column.type}, padded with blanks`, object: objectOf(table, column.name) };
    }
  },
};
