import type { Advice } from './shared/advice';
import { isNarrow, LARGEST } from './shared/integer-range';
import { objectOf } from './shared/subject';

/** A counting primary key of type integer or smallint: it ends, and widening it then rewrites the table. */
export const advice: Advice = {
  id: 'narrow-key',
  severity: 'info',
  help: 'Use bigint for keys that count, while the table is small; key-near-its-end watches a live database.',
  *check(subject) {
    for (const table of subject.tables) {
      const key = subject.primaryKeyOf(table)?.columns ?? [];
      for (const column of table.columns) {
        if (!key.includes(column.name) || !isNarrow(column.type) || !subject.sequenceOf(table, column)) continue;
        yield { message: `The key "${column.name}" of "${table.name}" counts in ${column.type}, which ends at ${LARGEST[column.type]!.toLocaleString('en')}`, object: objectOf(table, column.name) };
      }
    }
  },
};
