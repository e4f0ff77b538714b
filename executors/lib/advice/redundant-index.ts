import type { Index } from '../catalog/catalog';
import type { Advice } from './shared/advice';
import { dropIndex, indexText, keyText } from './shared/index-facts';
import { objectOf } from './shared/subject';

/** An index whose keys another one begins with: the longer serves the same lookups. */
export const advice: Advice = {
  id: 'redundant-index',
  severity: 'info',
  help: 'Drop the shorter one, unless the longer is much larger and the shorter is read often.',
  *check(subject) {
    for (const table of subject.tables) {
      const indexes = subject.indexesOf(table).filter(({ valid }) => valid);
      for (const index of indexes) {
        const longer = indexes.find((other) => other !== index && coveredBy(index, other));
        if (longer) yield { message: `The index "${index.name}" is the beginning of "${longer.name}"`, object: objectOf(table), fix: dropIndex(index) };
      }
    }
  },
};

function coveredBy(index: Index, other: Index): boolean {
  if (index.unique || index.constraint !== null || index.method !== 'btree' || other.method !== 'btree' || index.predicate !== other.predicate) return false;
  // The same but unique serves as well; the same in everything is duplicate-index.
  if (index.keys.length > other.keys.length || indexText(index) === indexText(other)) return false;
  if (index.keys.length === other.keys.length && !other.unique && other.include.length <= index.include.length) return false;
  const offered = new Set([...other.include, ...other.keys.map(({ column }) => column)]);
  return index.keys.every((key, i) => keyText(key) === keyText(other.keys[i]!)) && index.include.every((column) => offered.has(column));
}
