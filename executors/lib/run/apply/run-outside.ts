import { describeError } from '../../../../generators/lib/diagnostics';
import type { RunContext } from '../context';
import { journaled, now } from '../context';
import type { Settled, StepResult } from '../engine';
import type { JournalRow } from '../journal/row';
import type { Step } from '../migration';
import type { StatementReport } from '../report';
import { StepFailure, withRetries } from '../retry';
import type { Job } from './job';
import { stepRow } from './resume';
import { noteCleaning } from './settle';
import { reportOf } from './statement-report';

/**
 * Runs a statement that takes effect by itself: the journal says so before and after it, and after an
 * error the catalog is asked what it left.
 * @param send sends it, where it has parameters
 * @param keep what else its row holds when it is done
 */
export async function runOutside(
  ctx: RunContext, job: Job, step: Step, last: boolean, send: () => Promise<StepResult> = () => ctx.session.run(step.text), keep: () => Partial<JournalRow> = () => ({}),
): Promise<StatementReport> {
  const { session, engine, journal } = ctx;
  const outside = await engine.outside(step.text);
  const tell = (phase: Parameters<RunContext['progress']>[0]['phase']): void =>
    ctx.progress({ migration: job.migration, direction: job.direction, phase, of: step.index, step: step.index });
  return withRetries(ctx, `statement ${step.index} of ${job.migration}`, async (attempt) => {
    if (attempt > 1) tell('retry');
    const known = await outside.before(session);
    const started = { startedAt: now(), earlier: JSON.stringify(known ?? null) };
    await journaled(ctx, () => journal.put([stepRow(job, step, 'running', { ...started, digest: step.digest })]));
    tell('intent');
    const start = performance.now();
    let affected: number | undefined;
    try {
      ({ affected } = await send());
    } catch (error) {
      if (engine.isLost(error)) throw error;
      const settled = await outside.settle(session, known).catch((cleaning: unknown): Settled => {
        throw new StepFailure(step.index, error, `what it left could not be cleaned up (${describeError(cleaning)}); the next run tries again`);
      });
      if (settled.note !== undefined) noteCleaning(ctx, job.migration, step.index, settled.note);
      if (settled.state !== 'done') throw new StepFailure(step.index, error);
    }
    const report = reportOf(step, 'done', performance.now() - start, affected);
    tell('after');
    await journaled(ctx, async () => {
      await journal.put([stepRow(job, step, 'done', { ...started, digest: step.digest, finishedAt: now(), ...(affected === undefined ? {} : { affected }), ...keep() })]);
      if (last) await job.finish();
    });
    tell('completed');
    return report;
  });
}
