import type { LoadShape } from './plan/plan';
import type { Tally } from './run/tally';
import { createTally, readTally } from './run/tally';

/** How often the bar is drawn: the thread that draws also sends. */
const EVERY = 250;

/**
 * Runs a load under a bar of its time or amount, with replies per second and failures; without a terminal, without one.
 * @param terminal where the bar is drawn, and removed at the end
 */
export async function withProgressBar<T>(terminal: NodeJS.WriteStream | undefined, shape: LoadShape, load: (tally?: Tally) => Promise<T>): Promise<T> {
  if (!terminal) return load();
  const { SingleBar, Presets } = await import('cli-progress');
  const tally = createTally();
  const began = performance.now();
  const bar = new SingleBar(
    { format: 'loading [{bar}] {percentage} % | {time} s | {rate} replies/s | {failures} failures', stream: terminal, clearOnComplete: true, hideCursor: true, gracefulExit: false, barsize: 24, fps: 1000 / EVERY },
    Presets.shades_classic,
  );
  let before = { at: began, replies: 0 };
  const draw = (): void => {
    const now = performance.now();
    const { replies, failures } = readTally(tally);
    const rate = now > before.at ? Math.round(((replies - before.replies) * 1000) / (now - before.at)) : 0;
    before = { at: now, replies };
    bar.update(shareDone(shape, now - began, replies + failures) * 100, { time: ((now - began) / 1000).toFixed(1), rate, failures });
  };
  bar.start(100, 0, { time: '0.0', rate: 0, failures: 0 });
  const timer = setInterval(draw, EVERY);
  try {
    return await load(tally);
  } finally {
    clearInterval(timer);
    bar.stop();
  }
}

/** From 0 to 1, by the limit that is nearer: with an amount and a duration, whichever comes first ends the run. */
export function shareDone({ durationMs, amount }: LoadShape, elapsedMs: number, done: number): number {
  return Math.min(1, Math.max(durationMs === undefined ? 0 : elapsedMs / durationMs, amount === undefined ? 0 : done / amount));
}
