import type { Severity } from '../../../generators/lib/diagnostics';
import { applyScript } from './apply/apply-script';
import { describeFailure } from './apply/describe-failure';
import type { Job } from './apply/job';
import { headRow } from './apply/resume';
import { measureState } from './apply/measure-state';
import { settle } from './apply/settle';
import type { RunContext } from './context';
import { journaled, now } from './context';
import type { Direction, JournalRow } from './journal/row';
import { stepsOf, type Migration, type Script } from './migration';
import type { MigrationReport, ScriptsRun } from './report';
import { tolerantRevert } from './revert/tolerant-revert';
import { Stop } from './stop';

/**
 * Reverts migrations by their down scripts, in the order given, and stops at the first that cannot be
 * reverted. What the folder no longer has is reverted by the script that the journal kept.
 */
export async function revertScripts(ctx: RunContext, migrations: readonly Migration[], names: readonly string[]): Promise<ScriptsRun> {
  const reports: MigrationReport[] = [];
  for (const name of names) {
    try {
      const { report, diagnostic } = await revertScript(ctx, name, migrations.find((migration) => migration.name === name));
      reports.push(report);
      if (diagnostic) return { migrations: reports, diagnostics: [diagnostic] };
    } catch (error) {
      if (!(error instanceof Stop)) throw error;
      return { migrations: reports, diagnostics: [error.diagnostic] };
    }
  }
  return { migrations: reports, diagnostics: [] };
}

async function revertScript(ctx: RunContext, name: string, migration: Migration | undefined): Promise<{ report: MigrationReport; diagnostic?: ScriptsRun['diagnostics'][number] }> {
  const rows = await ctx.journal.read(name, 'up');
  const head = rows.find(({ step }) => step === 0);
  if (!head) throw new Stop({ code: 'BACKEND_RUN_NOT_APPLIED', severity: 'error', message: `the journal knows no migration ${name}`, help: 'Name one that migrate-run has applied.' });
  const of = rows.length - 1;
  const down = await downScript(ctx, head, migration);
  const file = migration?.file;
  const report = (state: MigrationReport['state'], boundary: number, total: number, statements: MigrationReport['statements'], direction: Direction = 'down'): MigrationReport =>
    ({ name, ...(file === undefined ? {} : { file }), direction, state, boundary, of: total, statements });

  const started = (await ctx.journal.read(name, 'down')).some(({ step, state }) => step === 0 && state !== 'done');
  const boundary = started || head.state === 'done' ? of : await settleUp(ctx, rows);
  const reverted = (): JournalRow => ({ ...head, state: 'reverted', finishedAt: now() });
  if (boundary === 0) {
    await journaled(ctx, () => ctx.journal.put([reverted()]));
    return { report: report('reverted', 0, of, []) };
  }
  if (!down) {
    throw new Stop({
      code: 'BACKEND_RUN_NO_DOWN', severity: 'error', message: `${name} has no down script, neither in its folder nor in the journal`,
      help: `Write ${name}.down.sql, or finish the migration with migrate-run.`,
    });
  }
  const steps = stepsOf(down).length;
  if (boundary < of && steps !== of) {
    const statements = await tolerantRevert(ctx, name, down, head, reverted);
    return { report: report('reverted', steps, steps, statements) };
  }
  const job: Job = {
    migration: name, direction: 'down', script: down, from: boundary < of ? steps - boundary + 1 : 1, sequence: head.sequence ?? 0,
    async finish() {
      await ctx.journal.put([{ ...headRow(job, 'done'), finishedAt: now() }, reverted()]);
    },
  };
  const applied = await applyScript(ctx, job);
  if (applied.failure) return { report: report('partly', applied.boundary, steps, applied.statements), diagnostic: describeFailure(ctx, job, applied) };
  await compareStates(ctx, name, head, boundary < of ? 'error' : 'warning');
  return { report: report('reverted', steps, steps, applied.statements) };
}

/** Where an unfinished migration stands, its interrupted statement looked up. */
async function settleUp(ctx: RunContext, rows: readonly JournalRow[]): Promise<number> {
  await ctx.engine.reset(ctx.session);
  await ctx.engine.limitLocks(ctx.session, ctx.settings.outsideTimeout);
  for (const { step, state, statement } of rows) {
    if (step > 0 && state === 'done' && /^(session|setting)$/.test(await ctx.engine.kindOf(statement ?? ''))) await ctx.session.run(statement!);
  }
  return settle(ctx, rows, 0);
}

/** The folder's script where there is one, for it may have been corrected; else the journal's. */
async function downScript(ctx: RunContext, head: JournalRow, migration: Migration | undefined): Promise<Script | undefined> {
  if (migration?.down) return migration.down;
  if (head.down === undefined) return undefined;
  return (await ctx.engine.plan(head.down, `${head.migration}.down.sql of the journal`)).value;
}

/**
 * Says so when the schema is not what it was before the migration.
 * @param severity an error where statements were matched by their number: the down may be no mirror after all
 */
async function compareStates(ctx: RunContext, name: string, head: JournalRow, severity: Severity): Promise<void> {
  if (head.earlier === undefined || (await measureState(ctx)) === head.earlier) return;
  ctx.notes.push({
    code: 'BACKEND_RUN_DOWN_INEXACT', severity, message: `the schema after the revert of ${name} is not what it was before the migration`,
    help: 'Compare the two with migrate-analyze: the down script does not undo all, or something else changed the schema.',
  });
}
