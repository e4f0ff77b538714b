import { qualify } from '../catalog/quote';
import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** The rest of a CREATE INDEX CONCURRENTLY that failed: kept up by every write, used by no query. */
export const advice: Advice = {
  id: 'invalid-index',
  severity: 'error',
  help: 'Build it anew, or drop it; a unique one that keeps failing has duplicates to be removed first.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const index of subject.indexesOf(table)) {
        if (index.valid) continue;
        // That of a partitioned table becomes valid with the last index of a partition attached to it.
        if (table.partitionKey !== null) yield { message: `The index "${index.name}" of the partitioned table is not valid: a partition has no index attached to it`, help: 'Create the missing index of each partition and attach it: ALTER INDEX … ATTACH PARTITION ….', object: objectOf(table), severity: 'warning' };
        else yield { message: `The index "${index.name}" is not valid: queries do not use it`, object: objectOf(table), fix: `REINDEX INDEX CONCURRENTLY ${qualify(index)};` };
      }
    }
  },
};
