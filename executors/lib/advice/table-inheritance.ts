import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** INHERITS: indexes, unique and foreign keys of the parent do not hold for the children. */
export const advice: Advice = {
  id: 'table-inheritance',
  severity: 'info',
  help: 'Use partitions, or a foreign key to a common table.',
  *check(subject) {
    for (const table of subject.tables) {
      if (table.inherits.length > 0) yield { message: `The table "${table.name}" inherits from ${table.inherits.map(({ name }) => `"${name}"`).join(', ')}, whose keys do not hold across both`, object: objectOf(table) };
    }
  },
};
