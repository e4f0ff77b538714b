import type { LoadPlan } from '../plan/plan';
import { splitPlan } from '../plan/split-plan';
import type { Measurement } from './measurement';
import { mergeRecordings } from './measurement';
import type { Recording } from './recording';
import { runThread } from './run-thread';
import { runWorkers } from './run-workers';
import type { Tally } from './tally';

/**
 * Sends a plan's requests and measures the replies.
 * @param signal ends the run early; what was measured until then is returned
 * @param tally counts replies and failures while it goes on
 */
export async function runLoad(plan: LoadPlan, signal?: AbortSignal, tally?: Tally): Promise<Measurement> {
  return mergeRecordings(await send(plan, signal, tally));
}

/** Sends them for the warm-up's time, and measures nothing. */
export async function warmUp({ shape: { amount: _, ...shape }, ...plan }: LoadPlan, signal?: AbortSignal): Promise<void> {
  if (shape.warmupMs > 0 && signal?.aborted !== true) await send({ ...plan, shape: { ...shape, durationMs: shape.warmupMs } }, signal, undefined);
}

async function send(plan: LoadPlan, signal: AbortSignal | undefined, tally: Tally | undefined): Promise<Recording[]> {
  const threads = splitPlan(plan);
  return plan.shape.workers > 0 ? runWorkers(threads, plan.shape, signal, tally) : [await runThread(threads[0]!, plan.shape, signal, tally)];
}
