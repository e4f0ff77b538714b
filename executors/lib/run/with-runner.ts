import { describeError, hasErrors, internalError, type Diagnostic } from '../../../generators/lib/diagnostics';
import { SqlFailure } from '../postgres/sql-client';
import { standsAt } from './apply/describe-failure';
import type { RunContext } from './context';
import type { Database } from './database';
import type { Session } from './engine';
import { openJournal } from './journal/journal';
import type { RunReport, ScriptsRun } from './report';
import type { RunRequest } from './request';
import { Stop } from './stop';

/**
 * Connects, takes the lock, works, gives the lock back, and makes the report, whatever happens on the way.
 * @param options.lock false for what writes nothing
 */
export async function withRunner(
  database: Database, request: RunRequest, kind: RunReport['kind'], work: (ctx: RunContext) => Promise<ScriptsRun>, { lock = true } = {},
): Promise<RunReport> {
  const { engine, label } = database;
  const notes: Diagnostic[] = [];
  const report = ({ migrations, diagnostics }: ScriptsRun): RunReport => {
    const all = [...notes, ...diagnostics];
    return { version: 1, kind, project: request.project, ok: !hasErrors(all), dryRun: request.dryRun, engine: engine.name, database: label, migrations, diagnostics: all };
  };
  const failed = (diagnostic: Diagnostic): RunReport => report({ migrations: [], diagnostics: [diagnostic] });
  let session: Session;
  try {
    session = await database.open();
  } catch (error) {
    return failed({ code: 'BACKEND_RUN_CONNECTION', severity: 'error', message: `${label} cannot be reached: ${describeError(error)}`, help: 'Check --connection and whether the server runs.' });
  }
  let unlock: (() => Promise<void>) | undefined;
  try {
    if (lock) unlock = await engine.lock(session, request.settings.runnerWait);
    if (lock && engine.name === 'sqlite') {
      // sql.js holds a copy of the file from before the lock.
      await session.close();
      session = await database.open();
    }
    const ctx: RunContext = { engine, session, journal: openJournal(engine.name, session, request.journal), settings: request.settings, progress: request.progress ?? (() => undefined), notes };
    return report(await work(ctx));
  } catch (error) {
    if (error instanceof Stop) return failed(error.diagnostic);
    if (engine.isLost(error)) return failed(await describeLoss(database, request, error));
    if (engine.mayRetry(error)) {
      return failed({
        code: 'BACKEND_RUN_LOCK_TIMEOUT', severity: 'error', message: `a lock that the runner needs was not to be had in time: ${describeError(error)}`,
        help: 'Run again when the lock is free, or give --lockTimeout and --lockRetries more.',
      });
    }
    // SqlFailure knows what it sent, and so does TypeORM's QueryFailedError.
    if (!(error instanceof SqlFailure) && (error as { query?: unknown } | undefined)?.query === undefined) {
      return report({ migrations: [], diagnostics: internalError('running migrations', error) });
    }
    return failed({ code: 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error', message: `the runner's own statement failed: ${describeError(error)}`, help: 'The role must be able to read the catalog and to write the journal.' });
  } finally {
    // The work is done and journaled, or the session is lost: a goodbye that fails changes nothing.
    const close = (): Promise<void> => session.close().catch(() => undefined);
    // sql.js writes its file as it closes; elsewhere the lock is the session's.
    if (engine.name === 'sqlite') await close();
    await unlock?.().catch(() => undefined);
    if (engine.name !== 'sqlite') await close();
  }
}

/** Connects again and reads from the journal where the database stands. */
async function describeLoss({ engine, open }: Database, request: RunRequest, error: unknown): Promise<Diagnostic> {
  const code = 'BACKEND_RUN_CONNECTION_LOST';
  const help = 'Run again: the next run goes on from where the database stands. Or take back what was done with migrate-revert.';
  const lost = `the connection was lost: ${describeError(error)}`;
  try {
    const session = await open();
    try {
      const journal = openJournal(engine.name, session, request.journal);
      const unfinished = (await journal.heads()).filter(({ state }) => state === 'running');
      const places: string[] = [];
      for (const { migration, direction } of unfinished) {
        const rows = (await journal.read(migration, direction)).filter(({ step }) => step > 0);
        const boundary = rows.filter(({ state }) => state === 'done').length;
        const running = rows.find(({ state }) => state === 'running');
        places.push(`${migration}: ${standsAt(boundary, { from: 1, direction }, rows.length)}${running ? `, and statement ${running.step} may be under way or half done` : ''}`);
      }
      return { code, severity: 'error', message: [lost, ...places].join('; '), help };
    } finally {
      await session.close().catch(() => undefined);
    }
  } catch {
    return { code, severity: 'error', message: `${lost}; the journal says where the database stands, but it cannot be reached now`, help };
  }
}
