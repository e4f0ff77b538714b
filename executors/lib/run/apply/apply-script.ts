import type { RunContext } from '../context';
import { journaled } from '../context';
import { stepsOf, type Step } from '../migration';
import type { StatementReport } from '../report';
import { StepFailure } from '../retry';
import type { Job } from './job';
import { headRow, resume, stepRow } from './resume';
import { runOutside } from './run-outside';
import { runTransaction } from './run-transaction';

export interface Applied {
  /** The last statement that took effect. */
  readonly boundary: number;
  readonly statements: readonly StatementReport[];
  /** What stopped it; the journal says `failed`. */
  readonly failure?: StepFailure;
}

/** Runs a script from the boundary at which the database stands to its end. */
export async function applyScript(ctx: RunContext, job: Job): Promise<Applied> {
  const { engine, session, settings } = ctx;
  await engine.reset(session);
  const limits = !stepsOf(job.script).some(setsLockTimeout);
  if (limits) await engine.limitLocks(session, settings.lockTimeout);
  let boundary = await resume(ctx, job);
  if (limits) await engine.limitLocks(session, settings.lockTimeout);
  ctx.progress({ migration: job.migration, direction: job.direction, phase: 'planned', of: stepsOf(job.script).length });
  const statements: StatementReport[] = [];
  const units = job.script.units
    .map((unit) => ({ unit, steps: unit.steps.filter(({ index }) => index > boundary) }))
    .filter(({ steps }) => steps.length > 0);
  try {
    if (units.length === 0) await journaled(ctx, () => job.finish());
    for (const [i, { unit, steps }] of units.entries()) {
      const last = i === units.length - 1;
      if (unit.transactional) statements.push(...await runTransaction(ctx, job, unit, steps, last));
      else {
        if (limits) await engine.limitLocks(session, settings.outsideTimeout);
        statements.push(await runOutside(ctx, job, steps[0]!, last));
        if (limits) await engine.limitLocks(session, settings.lockTimeout);
      }
      boundary = steps.at(-1)!.index;
    }
    await engine.reset(session);
    return { boundary, statements };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    await recordFailure(ctx, job, error);
    return { boundary, statements, failure: error };
  }
}

/** A script that sets lock_timeout itself knows better. */
function setsLockTimeout({ kind, text }: Step): boolean {
  return kind === 'session' && /\block_timeout\b/i.test(text);
}

async function recordFailure(ctx: RunContext, job: Job, failure: StepFailure): Promise<void> {
  const error = failure.message;
  await ctx.engine.reset(ctx.session);
  const rows = await ctx.journal.read(job.migration, job.direction);
  const head = rows.find(({ step }) => step === 0);
  const step = stepsOf(job.script).find(({ index }) => index === failure.step);
  await journaled(ctx, () =>
    ctx.journal.put([
      { ...headRow(job, 'failed', head?.earlier, head?.startedAt), error },
      // What could not be cleaned up stays `running`: the next run settles it.
      ...(step && failure.remains === undefined ? [stepRow(job, step, 'failed', { error })] : []),
    ]));
}
