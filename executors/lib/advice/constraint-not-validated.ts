import { qualify, quoteIdentifier } from '../catalog/quote';
import type { Advice } from './shared/advice';
import { objectOf } from './shared/subject';

/** A constraint that was added NOT VALID and never validated: old rows may break it, and the planner does not rely on it. */
export const advice: Advice = {
  id: 'constraint-not-validated',
  severity: 'warning',
  help: 'Validate it: reads and writes go on meanwhile.',
  *check(subject) {
    for (const table of subject.tables) {
      for (const { name, validated, enforced } of subject.constraintsOf(table)) {
        if (!validated && enforced) yield { message: `The constraint "${name}" of "${table.name}" is NOT VALID: old rows may break it`, object: objectOf(table), fix: `ALTER TABLE ${qualify(table)} VALIDATE CONSTRAINT ${quoteIdentifier(name)};` };
      }
    }
  },
};
