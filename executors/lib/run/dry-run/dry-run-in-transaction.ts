import { describeError, type Diagnostic } from '../../../../generators/lib/diagnostics';
import { excerpt } from '../apply/excerpt';
import { reportOf } from '../apply/statement-report';
import type { Engine, Session } from '../engine';
import { isOutside } from '../scripts/group-units';
import { stepsOf, type Migration, type Step } from '../migration';
import type { HeldLock, MigrationReport, StatementReport } from '../report';
import { addedLocks, heldLocks, knownRelations } from './held-locks';

/** A dry run as far as one transaction goes. */
export interface DryRun {
  readonly migrations: readonly MigrationReport[];
  readonly diagnostics: readonly Diagnostic[];
  /** Statements from here on (a migration's name and a step) could not be in the transaction. */
  readonly stopped?: { readonly migration: string; readonly step: number };
}

/** `unsafe use of new value of enum type`: right after the migration's COMMIT, not within one transaction. */
const UNSAFE_ENUM_VALUE = '55P04';

/**
 * Runs migrations in one transaction that is rolled back, up to the first statement that cannot be in a
 * transaction. Locks that it takes are held until the end: `lock_timeout` bounds the wait, not the hold.
 */
export async function dryRunInTransaction(engine: Engine, session: Session, migrations: readonly { readonly migration: Migration; readonly from: number }[], lockTimeout: number): Promise<DryRun> {
  const reports: MigrationReport[] = [];
  const diagnostics: Diagnostic[] = [];
  let stopped: DryRun['stopped'];
  await engine.limitLocks(session, lockTimeout);
  await session.run(engine.begin);
  try {
    const postgres = engine.name === 'postgres';
    const known = postgres ? await knownRelations(session) : new Set<string>();
    const locksNow = async (): Promise<ReadonlyMap<string, HeldLock>> => (postgres ? heldLocks(session, known) : new Map());
    let held = await locksNow();
    for (const { migration, from } of migrations) {
      const steps = stepsOf(migration.up);
      const statements: StatementReport[] = [];
      for (const step of steps.filter(({ index }) => index >= from)) {
        if (stopped || diagnostics.length > 0) {
          statements.push(reportOf(step, 'not run'));
          continue;
        }
        if (isOutside(step.kind)) {
          stopped = { migration: migration.name, step: step.index };
          statements.push({ ...reportOf(step, 'not run'), note: engine.name === 'mysql' ? 'the database commits it at once' : 'it cannot be in a transaction' });
          continue;
        }
        const start = performance.now();
        try {
          const { affected } = await session.run(step.text);
          const elapsed = performance.now() - start;
          const after = await locksNow();
          const locks = addedLocks(held, after);
          held = after;
          statements.push({ ...reportOf(step, 'rolled back', elapsed, affected), where: 'transaction', ...(locks.length > 0 ? { locks } : {}) });
        } catch (error) {
          if ((error as { code?: string }).code === UNSAFE_ENUM_VALUE) {
            stopped = { migration: migration.name, step: step.index };
            statements.push({ ...reportOf(step, 'not run'), note: 'it uses an enum value that is added in the same transaction' });
          } else {
            diagnostics.push(failed(migration.name, step, error));
            statements.push({ ...reportOf(step, 'failed', performance.now() - start), where: 'transaction', note: describeError(error) });
          }
        }
      }
      reports.push({ name: migration.name, file: migration.file, direction: 'up', state: 'planned', boundary: from - 1, of: steps.length, statements });
    }
    if (postgres && !stopped && diagnostics.length === 0) await session.run('set constraints all immediate').catch((error: unknown) => void diagnostics.push(deferred(error)));
  } finally {
    await session.run('rollback').catch(() => undefined);
  }
  return { migrations: reports, diagnostics, ...(stopped ? { stopped } : {}) };
}

function failed(migration: string, { index, text, position }: Step, error: unknown): Diagnostic {
  return {
    code: 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error',
    message: `statement ${index} of ${migration} would fail: ${(error as Error).message}: ${excerpt(text)}`,
    help: 'Correct the statement; the dry run has been rolled back.', ...(position ? { position } : {}),
  };
}

function deferred(error: unknown): Diagnostic {
  return {
    code: 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error', message: `COMMIT would fail: ${(error as Error).message}`,
    help: 'Correct the rows that break the deferred constraint; the dry run has been rolled back.',
  };
}
