import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

/** json is kept as text: no equality (DISTINCT and GROUP BY fail), no index, parsed at each access. */
export const advice: Advice = {
  id: 'json-column',
  severity: 'info',
  help: 'Use jsonb, unless the very text (spaces, order and repetition of keys) matters.',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type }) => /^json(\[\])?$/.test(type))) {
      yield { message: `The column "${column.name}" of "${table.name}" is json, which is parsed anew at each access`, object: objectOf(table, column.name) };
    }
  },
};
