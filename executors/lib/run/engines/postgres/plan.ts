import type { Diagnostic, Result } from '../../../../../generators/lib/diagnostics';
import { splitStatements, SqlSyntaxError } from '../../../postgres/split-statements';
import type { Script } from '../../migration';
import { groupUnits, type ScriptStatement } from '../../scripts/group-units';
import { addsEnumValue, classify } from './classify';

const REFUSALS = {
  outside: 'PostgreSQL refuses this statement in a transaction',
  refused: 'ROLLBACK, prepared transactions, DISCARD ALL and COPY from or to the client',
};

/** A script by PostgreSQL's own grammar. After ALTER TYPE … ADD VALUE a transaction ends: the value may not be used before. */
export async function planPostgres(text: string, file: string): Promise<Result<Script>> {
  const diagnostics: Diagnostic[] = metaCommands(text, file);
  let statements: ScriptStatement[] = [];
  try {
    statements = (await splitStatements(text)).map(({ text: sql, line, column, tree }) => ({ text: sql, line, column, kind: classify(tree), endsTransaction: addsEnumValue(tree) }));
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    const position = { file, line: error.line, column: error.column };
    diagnostics.push({ code: 'BACKEND_RUN_SYNTAX', severity: 'error', message: error.message, help: 'Correct the statement: nothing was run.', position });
  }
  const { value, diagnostics: misplaced } = groupUnits(text, file, statements, REFUSALS);
  return { value, diagnostics: [...diagnostics, ...misplaced] };
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
