import type { Diagnostic, Result, SourcePosition } from '../../../../generators/lib/diagnostics';
import { digestOf, type Script, type Step, type StepKind, type Unit } from '../migration';

/** What a script's statement is to the runner. `refused` it cannot journal. */
export type ScriptKind = StepKind | 'begin' | 'commit' | 'rollback' | 'refused';

export interface ScriptStatement {
  readonly text: string;
  readonly line: number;
  readonly column: number;
  readonly kind: ScriptKind;
  /** The transaction that the runner makes may hold nothing after it. */
  readonly endsTransaction?: boolean;
}

/** Words in which an engine explains what it refuses. */
export interface Refusals {
  /** `PostgreSQL refuses this statement in a transaction`. */
  readonly outside: string;
  readonly refused: string;
}

/**
 * Statements as units: what a script puts between BEGIN and COMMIT is one transaction, what cannot be
 * in a transaction stands alone, and all else in a row is one transaction.
 */
export function groupUnits(script: string, file: string, statements: readonly ScriptStatement[], refusals: Refusals): Result<Script> {
  const diagnostics: Diagnostic[] = [];
  const units: Unit[] = [];
  let index = 0;
  let block: { begin: string; steps: Step[]; position: SourcePosition } | undefined;
  let row: Step[] = [];
  const endRow = (): void => {
    units.push({ transactional: true, steps: row });
    row = [];
  };
  for (const { text, line, column, kind, endsTransaction } of statements) {
    const position = { file, line, column };
    const wrong = misplaced(kind, block !== undefined, refusals);
    if (wrong) diagnostics.push({ ...wrong, severity: 'error', position });
    else if (kind === 'begin') {
      endRow();
      block = { begin: text, steps: [], position };
    } else if (kind === 'commit') {
      units.push({ transactional: true, begin: block!.begin, steps: block!.steps });
      block = undefined;
    } else {
      const step: Step = { index: (index += 1), text, digest: digestOf(text), kind: kind as StepKind, position };
      if (block) block.steps.push(step);
      else if (isOutside(kind)) {
        endRow();
        units.push({ transactional: false, steps: [step] });
      } else {
        row.push(step);
        if (endsTransaction) endRow();
      }
    }
  }
  endRow();
  if (block) diagnostics.push({ ...refused('BEGIN has no COMMIT', 'End the transaction with COMMIT.'), severity: 'error', position: block.position });
  return { value: { text: script, digest: digestOf(script), units: units.filter(({ steps }) => steps.length > 0) }, diagnostics };
}

export function isOutside(kind: ScriptKind): boolean {
  return kind === 'outside' || kind === 'setting';
}

const refused = (message: string, help: string) => ({ code: 'BACKEND_RUN_REFUSED_STATEMENT' as const, message, help });

function misplaced(kind: ScriptKind, inBlock: boolean, refusals: Refusals): Pick<Diagnostic, 'code' | 'message' | 'help'> | undefined {
  if (isOutside(kind) && inBlock) {
    return { code: 'BACKEND_RUN_OUTSIDE_IN_TRANSACTION', message: `${refusals.outside}, and it stands between BEGIN and COMMIT`, help: 'Move it before BEGIN or after COMMIT.' };
  }
  if (kind === 'refused' || kind === 'rollback') return refused('the runner cannot journal this statement', `Leave it out: ${refusals.refused} have no place in a migration.`);
  if (kind === 'begin' && inBlock) return refused('BEGIN stands inside a transaction', 'Leave it out, or put COMMIT before it.');
  if (kind === 'commit' && !inBlock) return refused('COMMIT has no BEGIN', 'Leave it out, or put BEGIN where the transaction starts.');
  return undefined;
}
