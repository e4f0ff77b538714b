import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

/** A UUID as 36 characters: more than twice the size in the table and in each index, and any text passes. */
export const advice: Advice = {
  id: 'uuid-as-text',
  severity: 'info',
  help: 'Use uuid.',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type, name }) => /^character( varying)?\(36\)$/.test(type) || (/^(text|character varying.*)$/.test(type) && /(^|_)(uuid|guid)$/i.test(name)))) {
      yield { message: `The column "${column.name}" of "${table.name}" keeps a UUID as ${column.type}`, object: objectOf(table, column.name) };
    }
  },
};
