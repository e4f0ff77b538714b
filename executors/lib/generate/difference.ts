import type { Diagnostic } from '../../../generators/lib/diagnostics';
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
  if (statements) return fromStatements(statements);
  const { up, down, notes, failures, unseeded } = await planPostgres(catalogs!.from, catalogs!.to, { renames: request.rename ?? [], ...(request.shadow !== undefined && { shadow: request.shadow }) });
  const words = failures.map(({ message, sql }) => `${message}${sql === undefined ? '' : `: ${sql}`}`);
  return {
    up: up.map(draft), down: down.map(draft), irreversible: [],
    proof: { proved: failures.length === 0, failures: words, unseeded },
    diagnostics: [
      ...notes.map((note): Diagnostic => ({ code: note.code === 'possible-rename' ? 'BACKEND_GENERATE_RENAME' : 'BACKEND_GENERATE_NOTE', severity: 'warning', message: note.message, help: note.help })),
      ...words.map(unproved),
    ],
  };
}

function draft({ sql, object, outsideTransaction, loses }: { sql: string; object: string; outsideTransaction: boolean; loses: string | null }): DraftStatement {
  return { sql, object, outsideTransaction, loses };
}

function fromStatements({ up, down, dropped, proof }: StatementsDifference): Difference {
  const loses = dropped.length > 0 ? `the values of ${dropped.join(', ')}` : null;
  const failures = proof.reached && proof.reverted ? [] : proof.left;
  return {
    up: up.map((sql, index) => ({ sql, ...(index === 0 && { loses }) })), down: down.map((sql) => ({ sql })), irreversible: [],
    proof: { proved: failures.length === 0, failures, unseeded: [] },
    diagnostics: failures.map(unproved),
  };
}

function unproved(failure: string): Diagnostic {
  return { code: 'BACKEND_GENERATE_UNPROVED', severity: 'error', message: `the migration was not proved, and not written: ${failure.replace(/\s+/g, ' ').slice(0, 600)}`, help: 'Write this one by hand, and please report the case with both schemas.' };
}
