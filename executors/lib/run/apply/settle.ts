import type { RunContext } from '../context';
import { journaled, now } from '../context';
import type { Settled } from '../engine';
import type { JournalRow } from '../journal/row';
import { Stop } from '../stop';
import { excerpt } from './excerpt';

/**
 * Brings the database to a statement boundary that the journal names: a statement that was interrupted
 * is looked up in the catalog, and what it left half-done is removed.
 * @param rows the journal's rows of a migration in one direction
 * @param start the boundary where no statement has taken effect
 * @returns the number of the last statement that took effect
 */
export async function settle(ctx: RunContext, rows: readonly JournalRow[], start: number): Promise<number> {
  const boundary = rows.reduce((last, { step, state }) => (step > 0 && state === 'done' ? Math.max(last, step) : last), start);
  const running = rows.find(({ step, state }) => step > 0 && state === 'running');
  if (!running) return boundary;
  const outside = await ctx.engine.outside(running.statement ?? '');
  const settled = decide(ctx, running, await outside.settle(ctx.session, JSON.parse(running.earlier ?? 'null')));
  if (settled.note !== undefined) noteCleaning(ctx, running.migration, running.step, settled.note);
  const done = settled.state === 'done';
  await journaled(ctx, () => ctx.journal.put([{ ...running, state: done ? 'done' : 'planned', finishedAt: now() }]));
  return done ? running.step : boundary;
}

function decide(ctx: RunContext, row: JournalRow, settled: Settled): Settled {
  if (settled.state !== 'uncertain') return settled;
  if (ctx.settings.onUncertain === 'stop') {
    throw new Stop({
      code: 'BACKEND_RUN_UNCERTAIN', severity: 'error',
      message: `statement ${row.step} of ${row.migration} was interrupted, and the database cannot tell whether it took effect: ${excerpt(row.statement ?? '')}`,
      help: 'Look at the data, then run with --onUncertain=repeat or --onUncertain=skip.',
    });
  }
  return { ...settled, state: ctx.settings.onUncertain === 'skip' ? 'done' : 'undone' };
}

export function noteCleaning(ctx: RunContext, migration: string, step: number, note: string): void {
  ctx.notes.push({ code: 'BACKEND_RUN_RECOVERED', severity: 'warning', message: `statement ${step} of ${migration} had been interrupted: ${note}` });
}
