import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** A unique index over columns that may be null: any number of rows may have null there. */
export const advice: Advice = {
  id: 'nullable-unique-column',
  severity: 'info',
  help: 'Set the column NOT NULL, or say what is meant: UNIQUE NULLS NOT DISTINCT (PostgreSQL 15), or a unique index WHERE the column IS NOT NULL.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const index of subject.indexesOf(table)) {
        if (!index.unique || index.nullsNotDistinct || index.predicate !== null) continue;
        const nullable = index.keys.flatMap(({ column }) => (table.columns.some(({ name, notNull }) => name === column && !notNull) ? [column!] : []));
        if (nullable.length === 0) continue;
        yield {
          message: `"${index.name}" lets any number of rows have null in ${nullable.map((name) => `"${name}"`).join(', ')}${index.keys.length > 1 ? ', whatever its other columns hold' : ''}`,
          object: objectOf(table, nullable[0]),
          // Over several columns it is seldom meant: (org, null) can be there twice.
          severity: index.keys.length > 1 ? 'warning' : 'info',
        };
      }
    }
  },
};
