import { columnsWhere, objectOf } from './shared/subject';
import type { Advice } from './shared/advice';

/** A time of day with an offset but no date: the offset of a zone is not known without one. */
export const advice: Advice = {
  id: 'time-with-time-zone',
  severity: 'info',
  help: 'Use timestamptz for moments, time for times of day.',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type }) => /^time(\(\d\))? with time zone$/.test(type))) {
      yield { message: `The column "${column.name}" of "${table.name}" is a time with time zone`, object: objectOf(table, column.name) };
    }
  },
};
