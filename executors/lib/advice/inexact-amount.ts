import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

const AMOUNT = /(^|_)(price|amount|total|subtotal|balance|cost|fee|tax|salary|discount|revenue)(_|$)/;

/** An amount of money in binary floating point: 0.1 + 0.2 is not 0.3. Told by the column's name. */
export const advice: Advice = {
  id: 'inexact-amount',
  severity: 'info',
  help: 'Use numeric, or an integer of the smallest unit.',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type, name }) => /^(real|double precision)$/.test(type) && AMOUNT.test(snake(name)))) {
      yield { message: `The column "${column.name}" of "${table.name}" keeps an amount as ${column.type}`, object: objectOf(table, column.name) };
    }
  },
};

function snake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
