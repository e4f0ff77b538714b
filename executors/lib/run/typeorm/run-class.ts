import type { Job } from '../apply/job';
import { headRow } from '../apply/resume';
import { settle } from '../apply/settle';
import type { RunContext } from '../context';
import { journaled } from '../context';
import type { Applied } from '../apply/apply-script';
import type { StatementReport } from '../report';
import { StepFailure, withRetries } from '../retry';
import { Stop } from '../stop';
import { record } from './record';
import type { Query, UserQueryRunner } from './query-runner';

/** A TypeORM migration's instance. */
export interface MigrationClass {
  up(runner: UserQueryRunner): Promise<unknown>;
  down(runner: UserQueryRunner): Promise<unknown>;
  readonly transaction?: boolean;
}

/**
 * Runs `up` or `down` of a TypeORM migration, or what an earlier run has left of it.
 * @param transaction whether it is in one where the class does not say
 */
export async function runClass(ctx: RunContext, runner: UserQueryRunner, query: Query, instance: MigrationClass, job: Job, transaction: boolean): Promise<Applied> {
  await ctx.engine.reset(ctx.session);
  await ctx.engine.limitLocks(ctx.session, ctx.settings.lockTimeout);
  await begin(ctx, job);
  let reports: readonly StatementReport[] = [];
  try {
    await withRetries(ctx, job.migration, async () => {
      const rows = await ctx.journal.read(job.migration, job.direction);
      const done = new Map(rows.filter(({ step, state }) => step > 0 && state === 'done').map((row) => [row.step, row]));
      const recording = record(ctx, runner, query, job, done);
      try {
        await recording.unrecorded(() => runner.beforeMigration());
        // TypeORM begins one for `down` whatever the class says; such a class knows how to leave it.
        if (instance.transaction ?? transaction) await runner.startTransaction();
        await instance[job.direction](runner);
        recording.last();
        if (runner.isTransactionActive) await runner.commitTransaction();
        await recording.complete();
      } catch (error) {
        if (ctx.engine.isLost(error)) throw error;
        if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
        if (error instanceof Stop || error instanceof StepFailure) throw error;
        throw new StepFailure(recording.current, error);
      } finally {
        reports = recording.statements;
        await recording.unrecorded(() => runner.afterMigration()).catch(() => undefined);
        recording.stop();
      }
    });
    await ctx.engine.reset(ctx.session);
    return { boundary: await boundaryOf(ctx, job), statements: reports };
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    await ctx.engine.reset(ctx.session);
    const boundary = await boundaryOf(ctx, job);
    const [head] = await ctx.journal.read(job.migration, job.direction);
    await journaled(ctx, () => ctx.journal.put([{ ...headRow(job, 'failed', head?.earlier, head?.startedAt), error: error.message }]));
    return { boundary, statements: reports.filter(({ step }) => step <= boundary), failure: error };
  }
}

/** Plans it in the journal; of one that was interrupted, settles the statement that was under way. */
async function begin(ctx: RunContext, job: Job): Promise<void> {
  const rows = await ctx.journal.read(job.migration, job.direction);
  const [head] = rows;
  if (head?.step === 0 && (head.state === 'running' || head.state === 'failed')) {
    await settle(ctx, rows, 0);
    await journaled(ctx, () => ctx.journal.put([headRow(job, 'running', head.earlier, head.startedAt)]));
    return;
  }
  await journaled(ctx, async () => {
    await ctx.journal.remove(job.migration, job.direction);
    if (job.direction === 'up') await ctx.journal.remove(job.migration, 'down');
    await ctx.journal.put([headRow(job, 'running')]);
  });
}

async function boundaryOf(ctx: RunContext, { migration, direction }: Job): Promise<number> {
  return (await ctx.journal.read(migration, direction)).filter(({ step, state }) => step > 0 && state === 'done').length;
}
