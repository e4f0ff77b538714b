import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** Rows that nothing tells apart: logical replication refuses their updates, and tools cannot address one. */
export const advice: Advice = {
  id: 'table-without-primary-key',
  severity: 'warning',
  help: 'Give the table a primary key.',
  *check(subject) {
    for (const table of subject.tables) {
      if (table.ofType !== null || subject.primaryKeyOf(table)) continue;
      const unique = subject.indexesOf(table).find((index) => index.unique && index.valid && index.predicate === null
        && index.keys.every(({ column }) => table.columns.some(({ name, notNull }) => name === column && notNull)));
      yield {
        message: `The table "${table.name}" has no primary key`, object: objectOf(table),
        ...(unique && { help: `Make the unique index "${unique.name}", whose columns are never null, the primary key.` }),
      };
    }
  },
};
