import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** A foreign key of another type than what it refers to: the narrower side ends first, and joins cast each row. */
export const advice: Advice = {
  id: 'foreign-key-type-mismatch',
  severity: 'warning',
  help: 'Give both columns one type.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const { type, name, columns, references, parent } of subject.constraintsOf(table)) {
        const target = references && subject.tableOf(references.schema, references.name);
        if (type !== 'foreign' || parent !== null || !target) continue;
        for (const [i, from] of columns.entries()) {
          const own = table.columns.find((column) => column.name === from)?.type;
          const other = target.columns.find((column) => column.name === references.columns[i])?.type;
          // varchar(10) and varchar(20) compare as they are.
          if (own === undefined || other === undefined || base(own) === base(other)) continue;
          yield { message: `The foreign key "${name}" compares ${own} "${from}" with ${other} "${target.name}"."${references.columns[i]}"`, object: objectOf(table, from) };
        }
      }
    }
  },
};

function base(type: string): string {
  const plain = type.replace(/\(.*\)/, '');
  return plain === 'character varying' ? 'text' : plain;
}
