import type { RunContext } from '../context';
import { now } from '../context';
import type { Step, Unit } from '../migration';
import type { StatementReport } from '../report';
import { StepFailure, withRetries } from '../retry';
import type { Job } from './job';
import { stepRow } from './resume';
import { reportOf } from './statement-report';

/**
 * Runs statements in one transaction, which also holds their journal rows: after a crash both are there
 * or neither is.
 * @param last whether they end the script
 */
export async function runTransaction(ctx: RunContext, job: Job, unit: Unit, steps: readonly Step[], last: boolean): Promise<StatementReport[]> {
  const what = `statements ${steps[0]!.index} to ${steps.at(-1)!.index} of ${job.migration}`;
  return withRetries(ctx, what, async (attempt) => {
    const { session, engine, journal } = ctx;
    const tell = (phase: Parameters<RunContext['progress']>[0]['phase'], step?: number): void =>
      ctx.progress({ migration: job.migration, direction: job.direction, phase, of: steps.at(-1)!.index, ...(step === undefined ? {} : { step }) });
    const reports: StatementReport[] = [];
    let current: Step | undefined;
    try {
      if (attempt > 1) tell('retry');
      await session.run(unit.begin ?? engine.begin);
      tell('begin');
      const startedAt = now();
      for (const step of steps) {
        current = step;
        tell('before', step.index);
        const start = performance.now();
        const { affected } = await session.run(step.text);
        reports.push(reportOf(step, 'done', performance.now() - start, affected));
        tell('after', step.index);
      }
      current = undefined;
      await engine.asOurselves(session);
      await journal.put(reports.map(({ step, rows }, i) => stepRow(job, steps[i]!, 'done', { startedAt, finishedAt: now(), ...(rows === undefined ? {} : { affected: rows }), step })));
      if (last) await job.finish();
      tell('journaled');
      await session.run('commit');
      tell('committed', steps.at(-1)!.index);
      return reports;
    } catch (error) {
      if (engine.isLost(error)) throw error;
      await session.run('rollback');
      throw new StepFailure(current?.index, error);
    }
  });
}
