import { constraintFact } from './lint/fact-of';
import { addNotValid } from './lint/not-valid';
import type { Match, Rule, Subject } from './lint/rule';
import { objectOf } from './lint/sql-text';
import { alterations, writtenConstraints } from './lint/tables';
import { tableKey } from './lint/tree';

/** The kinds of constraint that have a rule of their own, which speaks where it runs. */
const OWN_RULES: Readonly<Record<string, string>> = {
  CONSTR_FOREIGN: 'adding-foreign-key-constraint', CONSTR_PRIMARY: 'adding-serial-primary-key-field', CONSTR_UNIQUE: 'disallowed-unique-constraint',
  CONSTR_EXCLUSION: 'adding-exclusion-constraint',
};

/** A constraint that is checked at once: every row is read while the table is locked. */
export const rule: Rule = {
  id: 'constraint-missing-not-valid',
  severity: 'error',
  help: 'Add the constraint as NOT VALID, and validate it in a later transaction.',
  *check(subject) {
    yield* added(subject);
    yield* validatedAtOnce(subject);
  },
};

function* added({ node, statement, state, active, pgVersion }: Subject): Generator<Match> {
  for (const { table, constraint, how } of writtenConstraints(node)) {
    const { contype = 'CONSTR_CHECK', skip_validation: notValid, indexname } = constraint;
    if (how !== 'add-constraint' || notValid || constraint.is_enforced === false || indexname !== undefined || state.isEmpty(tableKey(table))) continue;
    const ownRule = OWN_RULES[contype];
    if (ownRule !== undefined && active.has(ownRule)) continue;
    const name = constraintFact(table.relname ?? '', constraint)?.[0] ?? '';
    const curable = contype === 'CONSTR_CHECK' || contype === 'CONSTR_FOREIGN' || (contype === 'CONSTR_NOTNULL' && pgVersion >= 18);
    yield {
      message: `Adding the constraint "${name}" reads the whole table "${table.relname}" while it is locked`, at: constraint.location, object: objectOf(table),
      fix: curable ? addNotValid(node, statement, table, name) : undefined,
    };
  }
}

/** NOT VALID and VALIDATE in one transaction: the lock of the first is held through the scan of the second. */
function* validatedAtOnce({ node, state }: Subject): Generator<Match> {
  for (const { table, command } of alterations(node)) {
    if (command.subtype !== 'AT_ValidateConstraint' || !state.addedNotValid.has(`${tableKey(table)} ${command.name}`) || state.isEmpty(tableKey(table))) continue;
    yield {
      message: `The constraint "${command.name}" is added and validated in one transaction, which keeps "${table.relname}" locked through the scan`,
      help: 'Commit between the two.', object: objectOf(table),
    };
  }
}
