import { columnsWhere, objectOf } from './shared/subject';
import type { Advice } from './shared/advice';

/** Wall clock time: which moment it was depends on who wrote it. */
export const advice: Advice = {
  id: 'timestamp-without-time-zone',
  severity: 'warning',
  help: "Use timestamptz (in TypeORM `type: 'timestamptz'`). Where the old values are UTC, `SET TimeZone = 'UTC'` before ALTER … TYPE spares the rewrite of the table.",
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ type }) => /^timestamp(\(\d\))? without time zone$/.test(type))) {
      yield { message: `The column "${column.name}" of "${table.name}" is a timestamp without time zone`, object: objectOf(table, column.name) };
    }
  },
};
