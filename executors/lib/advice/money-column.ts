import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

/** money keeps no currency, and is read and printed by a setting of the server. */
export const advice: Advice = {
  id: 'money-column',
  severity: 'warning',
  help: 'Use numeric, and a column for the currency.',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type }) => /^money(\[\])?$/.test(type))) {
      yield { message: `The column "${column.name}" of "${table.name}" is money, whose text depends on lc_monetary`, object: objectOf(table, column.name) };
    }
  },
};
