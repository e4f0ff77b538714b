import type { Index } from '../catalog/catalog';
import type { Advice } from './shared/advice';
import { dropIndex, indexText } from './shared/index-facts';
import { objectOf } from './shared/subject';

/** Two indexes that differ in name only: each write keeps both. */
export const advice: Advice = {
  id: 'duplicate-index',
  severity: 'warning',
  help: 'Drop one of them.',
  *check(subject) {
    for (const table of subject.tables) {
      const kept = new Map<string, Index>();
      // What stands behind a constraint stays.
      const indexes = [...subject.indexesOf(table)].sort((a, b) => Number(b.constraint !== null) - Number(a.constraint !== null));
      for (const index of indexes) {
        const first = kept.get(indexText(index));
        if (!first) kept.set(indexText(index), index);
        else {
          yield {
            message: `The index "${index.name}" is the same as "${first.name}"`, object: objectOf(table),
            ...(index.constraint === null ? { fix: dropIndex(index) } : { help: `Drop the constraint behind "${index.name}": another one says the same.` }),
          };
        }
      }
    }
  },
};
