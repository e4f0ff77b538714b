import type { Advice } from './shared/advice';
import { bytesText, dropIndex } from './shared/index-facts';
import { objectOf } from './shared/subject';

/** Smaller ones cost too little to be worth a word. */
const SMALLEST = 1024 * 1024;

/** An index that no query used since statistics began. Only where they were read (`--connection`). */
export const advice: Advice = {
  id: 'unused-index',
  severity: 'info',
  help: 'Drop it, once replicas and rare jobs (month ends) are known not to use it either: each server counts for itself, since its last reset.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const index of subject.indexesOf(table)) {
        if (index.size?.scans !== 0 || index.unique || index.constraint !== null || index.parent !== null || !index.valid || index.size.bytes < SMALLEST) continue;
        yield { message: `No query has used the index "${index.name}" (${bytesText(index.size.bytes)})`, object: objectOf(table), fix: dropIndex(index) };
      }
    }
  },
};
