import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { PlannedStatement } from '../diff/change';
import type { SourcePair } from '../sources/read-pair';
import type { StatementsDifference } from '../typeorm/protocol';
import type { DraftStatement } from '../write/draft';
import { planPostgres } from './plan-postgres';
import type { GenerateRequest } from './request';

/** A difference in the form that is written, with its proof. */
export interface Difference {
  readonly up: readonly DraftStatement[];
  readonly down: readonly DraftStatement[];
  readonly irreversible: readonly string[];
  readonly proof: { readonly proved: boolean; readonly failures: readonly string[]; /** Tables whose rows nothing is proved about. */ readonly unseeded: readonly string[] };
  readonly diagnostics: readonly Diagnostic[];
}

export async function difference({ catalogs, statements }: SourcePair, request: GenerateRequest): Promise<Difference> {
  if (statements) return fromStatements(statements, request);
  const { up, down, notes, failures, unseeded, hazards } = await planPostgres(catalogs!.from, catalogs!.to, { renames: request.rename ?? [], online: request.online ?? false, ...(request.shadow !== undefined && { shadow: request.shadow }) });
  const words = failures.map(({ message, sql }) => `${message}${sql === undefined ? '' : `: ${sql}`}`);
  return {
    up: up.map(draft), down: down.map(draft), irreversible: [],
    proof: { proved: failures.length === 0, failures: words, unseeded },
    diagnostics: [
      ...notes.map((note): Diagnostic => ({ code: note.code === 'possible-rename' ? 'BACKEND_GENERATE_RENAME' : 'BACKEND_GENERATE_NOTE', severity: 'warning', message: note.message, help: note.help })),
      ...hazards.map((hazard): Diagnostic => ({ code: 'BACKEND_GENERATE_NOTE', severity: 'warning', message: `made-up rows were refused: ${hazard.replace(/\s+/g, ' ').slice(0, 400)}; real rows may be too`, help: 'Look at the rows, and correct them in an earlier migration.' })),
      ...words.map(unproved),
    ],
  };
}

function draft({ sql, object, outsideTransaction, startsTransaction, loses }: PlannedStatement & { readonly startsTransaction?: boolean }): DraftStatement {
  return { sql, object, outsideTransaction, loses, ...(startsTransaction && { startsTransaction }) };
}

function fromStatements({ up, down, dropped, proof }: StatementsDifference, { online = false }: GenerateRequest): Difference {
  const loses = dropped.length > 0 ? `the values of ${dropped.join(', ')}` : null;
  const failures = proof.reached && proof.reverted ? [] : proof.left;
  return {
    up: up.map((sql, index) => ({ sql, ...(index === 0 && { loses }) })), down: down.map((sql) => ({ sql })), irreversible: [],
    proof: { proved: failures.length === 0, failures, unseeded: [] },
    diagnostics: [
      ...failures.map(unproved),
      ...(online ? [{ code: 'BACKEND_GENERATE_OPTION', severity: 'error', message: '--online writes forms that PostgreSQL alone has', help: 'Leave it out for MySQL, MariaDB and SQLite.' } as const] : []),
    ],
  };
}

function unproved(failure: string): Diagnostic {
  return { code: 'BACKEND_GENERATE_UNPROVED', severity: 'error', message: `the migration was not proved, and not written: ${failure.replace(/\s+/g, ' ').slice(0, 600)}`, help: 'Write this one by hand, and please report the case with both schemas.' };
}
