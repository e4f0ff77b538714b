import { digestOf, stepsOf, type Step } from '../migration';
import type { RunContext } from '../context';
import { journaled, now } from '../context';
import type { JournalRow } from '../journal/row';
import { Stop } from '../stop';
import { excerpt } from './excerpt';
import type { Job } from './job';
import { measureState } from './measure-state';
import { settle } from './settle';

/**
 * Finds the statement boundary at which the database stands, and plans what follows in the journal.
 * @returns the last statement that took effect; `job.from - 1` for none
 */
export async function resume(ctx: RunContext, job: Job): Promise<number> {
  const rows = await ctx.journal.read(job.migration, job.direction);
  const head = rows.find(({ step }) => step === 0);
  const steps = stepsOf(job.script);
  if (!head || head.state === 'reverted' || (job.direction === 'down' && head.state === 'done')) {
    const earlier = await measureState(ctx);
    await journaled(ctx, async () => {
      await ctx.journal.remove(job.migration, job.direction);
      if (job.direction === 'up') await ctx.journal.remove(job.migration, 'down');
      await ctx.journal.put([headRow(job, 'running', earlier), ...planned(job, job.from - 1)]);
    });
    return job.from - 1;
  }
  refuseChanges(job, rows, steps);
  await replaySession(ctx, steps.filter(({ index }) => rows.some(({ step, state }) => step === index && state === 'done')));
  const boundary = await settle(ctx, rows, job.from - 1);
  await journaled(ctx, async () => {
    await ctx.journal.remove(job.migration, job.direction, boundary);
    await ctx.journal.put([headRow(job, 'running', head.earlier, head.startedAt), ...planned(job, boundary)]);
  });
  return boundary;
}

/** Statements that took effect must be the ones the script has; those after them may have been corrected. */
function refuseChanges(job: Job, rows: readonly JournalRow[], steps: readonly Step[]): void {
  for (const row of rows) {
    if (row.step === 0 || !(row.state === 'done' || row.state === 'running')) continue;
    const step = steps[row.step - 1];
    if (step?.digest === row.digest) continue;
    throw new Stop({
      code: 'BACKEND_RUN_CHANGED_PARTLY', severity: 'error',
      message: `${job.migration} is applied up to statement ${row.step - 1} or later, and statement ${row.step} is not the one that was run: ${excerpt(row.statement ?? '')}`,
      help: 'Put the statement back as it was; those after it may be corrected. Or revert what was done with migrate-revert.',
      ...(step?.position ? { position: step.position } : {}),
    });
  }
}

/** What earlier statements set for their connection holds for the later ones too. */
async function replaySession(ctx: RunContext, done: readonly Step[]): Promise<void> {
  for (const { kind, text } of done) if (kind === 'session' || kind === 'setting') await ctx.session.run(text);
}

export function headRow(job: Job, state: JournalRow['state'], earlier?: string, startedAt: string = now()): JournalRow {
  const { migration, direction, script, down, sequence } = job;
  return {
    migration, direction, step: 0, state, digest: script.digest, sequence, startedAt,
    ...(down === undefined ? {} : { down }), ...(earlier === undefined ? {} : { earlier }),
  };
}

function planned(job: Job, after: number): JournalRow[] {
  return stepsOf(job.script).filter(({ index }) => index > after).map((step) => stepRow(job, step, 'planned'));
}

export function stepRow({ migration, direction }: Pick<Job, 'migration' | 'direction'>, { index, text }: Pick<Step, 'index' | 'text'>, state: JournalRow['state'], rest: Partial<JournalRow> = {}): JournalRow {
  return { migration, direction, step: index, state, digest: digestOf(text), statement: text, ...rest };
}
