import type { Diagnostic, Result, SourcePosition } from '../../../../../generators/lib/diagnostics';
import { splitStatements, SqlSyntaxError, type SqlStatement } from '../../../postgres/split-statements';
import { digestOf, type Script, type Step, type StepKind, type Unit } from '../../migration';
import { addsEnumValue, classify } from './classify';

const NO_STATEMENTS: readonly SqlStatement[] = [];

/**
 * A script as units: what it puts between BEGIN and COMMIT is one transaction, what cannot be in a
 * transaction stands alone, and all else in a row is one transaction. ALTER TYPE … ADD VALUE ends such
 * a row, for the value may not be used before its transaction has ended.
 */
export async function planPostgres(text: string, file: string): Promise<Result<Script>> {
  const diagnostics: Diagnostic[] = metaCommands(text, file);
  const statements = await splitStatements(text).catch((error: unknown) => {
    if (!(error instanceof SqlSyntaxError)) throw error;
    const position = { file, line: error.line, column: error.column };
    diagnostics.push({ code: 'BACKEND_RUN_SYNTAX', severity: 'error', message: error.message, help: 'Correct the statement: nothing was run.', position });
    return NO_STATEMENTS;
  });
  const units: Unit[] = [];
  let index = 0;
  let block: { begin: string; steps: Step[]; position: SourcePosition } | undefined;
  let row: Step[] = [];
  const endRow = (): void => {
    if (row.length > 0) units.push({ transactional: true, steps: row });
    row = [];
  };
  for (const { text: sql, line, column, offset, tree } of statements) {
    const position = { file, line, column };
    const kind = classify(tree);
    const wrong = misplaced(kind, block !== undefined);
    if (wrong) diagnostics.push({ ...wrong, severity: 'error', position });
    else if (kind === 'begin') {
      endRow();
      block = { begin: sql, steps: [], position };
    } else if (kind === 'commit') {
      units.push({ transactional: true, begin: block!.begin, steps: block!.steps });
      block = undefined;
    } else {
      const step: Step = { index: (index += 1), text: sql, digest: digestOf(sql), kind: kind as StepKind, position, offset };
      if (block) block.steps.push(step);
      else if (kind === 'outside') {
        endRow();
        units.push({ transactional: false, steps: [step] });
      } else {
        row.push(step);
        if (addsEnumValue(tree)) endRow();
      }
    }
  }
  endRow();
  if (block) {
    diagnostics.push({ code: 'BACKEND_RUN_REFUSED_STATEMENT', severity: 'error', message: 'BEGIN has no COMMIT', help: 'End the transaction with COMMIT.', position: block.position });
  }
  return { value: { text, digest: digestOf(text), units: units.filter(({ steps }) => steps.length > 0) }, diagnostics };
}

function misplaced(kind: ReturnType<typeof classify>, inBlock: boolean): Pick<Diagnostic, 'code' | 'message' | 'help'> | undefined {
  if (kind === 'outside' && inBlock) {
    return { code: 'BACKEND_RUN_OUTSIDE_IN_TRANSACTION', message: 'PostgreSQL refuses this statement in a transaction, and it stands between BEGIN and COMMIT', help: 'Move it before BEGIN or after COMMIT.' };
  }
  const refused = (message: string, help: string) => ({ code: 'BACKEND_RUN_REFUSED_STATEMENT' as const, message, help });
  if (kind === 'refused' || kind === 'rollback') return refused('the runner cannot journal this statement', 'Leave it out: ROLLBACK, prepared transactions, DISCARD ALL and COPY from or to the client have no place in a migration.');
  if (kind === 'begin' && inBlock) return refused('BEGIN stands inside a transaction', 'Leave it out, or put COMMIT before it.');
  if (kind === 'commit' && !inBlock) return refused('COMMIT has no BEGIN', 'Leave it out, or put BEGIN where the transaction starts.');
  return undefined;
}

/** `\restrict`, `\unrestrict` and `\connect` of pg_dump are passed over; any other command of psql's would have done something. */
function metaCommands(text: string, file: string): Diagnostic[] {
  return [...text.matchAll(/^\\(?!(?:restrict|unrestrict|connect)\b)\S*/gm)].map((found) => ({
    code: 'BACKEND_RUN_REFUSED_STATEMENT',
    severity: 'error',
    message: `${found[0]} is a command of psql, not SQL`,
    help: 'Put what it does into the script as SQL.',
    position: { file, line: text.slice(0, found.index).split('\n').length, column: 1 },
  }));
}
