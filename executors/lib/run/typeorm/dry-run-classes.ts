import { describeError, hasErrors, type Diagnostic } from '../../../../generators/lib/diagnostics';
import { excerpt } from '../apply/excerpt';
import { reportOf } from '../apply/statement-report';
import type { RunContext } from '../context';
import { addedLocks, heldLocks, knownRelations } from '../dry-run/held-locks';
import { digestOf } from '../migration';
import type { MigrationReport, ScriptsRun, StatementReport } from '../report';
import { isOutside } from '../scripts/group-units';
import type { RunOrder } from './protocol';
import type { Classes } from './run-classes';
import { toStepResult, type UserQueryRunner } from './query-runner';

/**
 * Runs the pending classes in one transaction that is rolled back. A statement that the database cannot
 * take back is not sent, and nothing that writes after it; PostgreSQL gets a scratch database for them.
 */
export async function dryRunClasses(ctx: RunContext, classes: Classes, order: RunOrder): Promise<ScriptsRun> {
  const { pending, stopped, ...live } = await inTransaction(ctx, classes);
  if (!stopped || ctx.engine.name !== 'postgres' || hasErrors(live.diagnostics)) return live;
  const { dryRunRest } = require('./dry-run-rest') as typeof import('./dry-run-rest');
  return dryRunRest(ctx, order, live, pending);
}

async function inTransaction(ctx: RunContext, { runner, query, books }: Classes): Promise<ScriptsRun & { readonly pending: readonly string[]; readonly stopped: boolean }> {
  const { engine, session } = ctx;
  const executed = new Set((await books.executed()).map(({ name }) => name));
  const pending = (await books.all()).filter(({ name }) => !executed.has(name));
  const reports: MigrationReport[] = [];
  const diagnostics: Diagnostic[] = [];
  let stopped = false;
  let statements: StatementReport[] = [];
  await engine.limitLocks(session, ctx.settings.lockTimeout);
  // `PRAGMA foreign_keys` has no effect in a transaction.
  await runner.beforeMigration();
  await session.run(engine.begin);
  const known = engine.name === 'postgres' ? await knownRelations(session) : new Set<string>();
  const locksNow = async () => (engine.name === 'postgres' ? heldLocks(session, known) : new Map<string, never>());
  let held = await locksNow();
  runner.query = (async (sql: string, parameters?: unknown[], structured?: boolean) => {
    const kind = await engine.kindOf(sql).catch(() => 'plain' as const);
    if (kind === 'begin' || kind === 'commit' || kind === 'rollback') return undefined;
    const step = { index: statements.length + 1, text: sql, digest: digestOf(sql), kind: 'plain' as const };
    const reads = /^\s*(?:select|show|explain|describe|pragma)\b/i.test(sql);
    if (isOutside(kind) || (stopped && !reads)) {
      if (!stopped && engine.name !== 'postgres') diagnostics.push({ code: 'BACKEND_RUN_NOT_DRY', severity: 'warning', message: `${engine.name} cannot take this statement back: ${excerpt(sql)}`, help: 'It and the writes after it were not run; try them on a scratch database.' });
      stopped = true;
      statements.push({ ...reportOf(step, 'not run'), note: isOutside(kind) ? 'it cannot be rolled back' : 'a statement before it was not run' });
      return structured ? { raw: [], records: [], affected: 0 } : [];
    }
    const start = performance.now();
    const result = await query.call(runner, sql, parameters, true);
    const elapsed = performance.now() - start;
    const after = await locksNow();
    const locks = addedLocks(held, after);
    held = after;
    statements.push({ ...reportOf(step, 'rolled back', elapsed, toStepResult(result).affected), where: 'transaction', ...(locks.length > 0 ? { locks } : {}) });
    return structured ? result : (result as { raw?: unknown }).raw;
  }) as UserQueryRunner['query'];
  try {
    for (const { name, instance } of pending) {
      statements = [];
      try {
        await instance!.up(runner);
      } catch (error) {
        // After a statement that was not run, the database is not what the migration expects.
        if (!stopped) diagnostics.push({ code: 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error', message: `${name} would fail: ${describeError(error)}`, help: 'Correct the migration; the dry run has been rolled back.' });
        stopped = true;
      }
      reports.push({ name, direction: 'up', state: 'planned', boundary: 0, of: statements.length, statements });
      if (diagnostics.some(({ severity }) => severity === 'error')) break;
    }
    return { migrations: reports, diagnostics, stopped, pending: pending.map(({ name }) => name) };
  } finally {
    runner.query = query as UserQueryRunner['query'];
    await session.run('rollback').catch(() => undefined);
    await runner.afterMigration().catch(() => undefined);
  }
}
