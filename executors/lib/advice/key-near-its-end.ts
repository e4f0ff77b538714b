import type { Advice } from './shared/advice';
import { LARGEST } from './shared/integer-range';
import { objectOf } from './shared/subject';

/** A sequence that has used up much of what its column can hold: at the end every INSERT fails. Only where its position was read. */
export const advice: Advice = {
  id: 'key-near-its-end',
  severity: 'warning',
  help: 'Widen the column to bigint now: add a bigint column, fill it in batches, keep it in step by a trigger, and swap the two.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const column of table.columns) {
        const filled = subject.sequenceOf(table, column);
        const largest = LARGEST[column.type];
        const last = filled?.sequence?.lastValue;
        if (!filled || largest === undefined || last === undefined || last === null) continue;
        const end = [largest, LARGEST[filled.dataType] ?? largest, BigInt(filled.sequence!.maximum)].reduce((a, b) => (a < b ? a : b));
        const percent = Number((BigInt(last) * 100n) / end);
        if (percent < 50) continue;
        yield {
          message: `The sequence of "${table.name}"."${column.name}" stands at ${BigInt(last).toLocaleString('en')}, ${percent} % of what it can count to`,
          object: objectOf(table, column.name), severity: percent >= 80 ? 'error' : 'warning',
        };
      }
    }
  },
};
