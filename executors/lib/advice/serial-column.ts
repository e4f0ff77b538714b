import type { Advice } from './shared/advice';
import { columnsWhere, objectOf } from './shared/subject';

/** A default that takes from an owned sequence (serial): its privileges are apart, and INSERT can pass it by unnoticed. */
export const advice: Advice = {
  id: 'serial-column',
  severity: 'info',
  help: 'Use GENERATED … AS IDENTITY (in TypeORM `@PrimaryGeneratedColumn(\'identity\')`).',
  *check(subject) {
    for (const { table, column } of columnsWhere(subject, ({ default: text }) => text?.startsWith('nextval(') ?? false)) {
      if (subject.sequenceOf(table, column)) yield { message: `The column "${column.name}" of "${table.name}" is a serial`, object: objectOf(table, column.name) };
    }
  },
};
