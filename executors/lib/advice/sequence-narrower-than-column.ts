import { qualify } from '../catalog/quote';
import type { Advice } from './shared/advice';
import { LARGEST } from './shared/integer-range';
import { objectOf } from './shared/subject';

/** A column that was widened while its sequence still ends at the old type's largest value. */
export const advice: Advice = {
  id: 'sequence-narrower-than-column',
  severity: 'warning',
  help: 'Widen the sequence too.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const column of table.columns) {
        const filled = subject.sequenceOf(table, column);
        const [wanted, given] = [LARGEST[column.type], filled && LARGEST[filled.dataType]];
        if (!filled || wanted === undefined || given === undefined || given >= wanted) continue;
        yield {
          message: `The sequence that fills "${table.name}"."${column.name}" (${column.type}) ends as ${filled.dataType}`, object: objectOf(table, column.name),
          ...(filled.sequence && { fix: `ALTER SEQUENCE ${qualify(filled.sequence)} AS ${column.type};` }),
        };
      }
    }
  },
};
