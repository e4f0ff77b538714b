import type { Advice } from './shared/advice';
import { missingIndexes } from './shared/missing-indexes';
import { objectOf } from './shared/subject';

/** A foreign key whose own columns no index leads with: each DELETE or UPDATE of the referred row, and each join, reads the whole table. */
export const advice: Advice = {
  id: 'foreign-key-without-index',
  severity: 'warning',
  help: 'Create an index that begins with the columns of the foreign key.',
  *check(subject) {
    for (const { table, constraint: { name, columns, references }, sql } of missingIndexes(subject)) {
      yield {
        message: `No index serves the foreign key "${name}" (${columns.join(', ')}): deleting from "${references?.name ?? '?'}" and joining by it read all of "${table.name}"`,
        object: objectOf(table, columns.length === 1 ? columns[0] : undefined), fix: `${sql};`,
      };
    }
  },
};
