import type { LoadPlan } from '../plan/plan';
import { splitPlan } from '../plan/split-plan';
import type { Measurement } from './measurement';
import { mergeRecordings } from './measurement';
import type { Recording } from './recording';
import { runThread } from './run-thread';
import { runWorkers } from './run-workers';

/**
 * Sends a plan's requests and measures the replies.
 * @param signal ends the run early; what was measured until then is returned
 */
export async function runLoad(plan: LoadPlan, signal?: AbortSignal): Promise<Measurement> {
  return mergeRecordings(await send(plan, signal));
}

/** Sends them for the warm-up's time, and measures nothing. */
export async function warmUp({ shape: { amount: _, ...shape }, ...plan }: LoadPlan, signal?: AbortSignal): Promise<void> {
  if (shape.warmupMs > 0 && signal?.aborted !== true) await send({ ...plan, shape: { ...shape, durationMs: shape.warmupMs } }, signal);
}

async function send(plan: LoadPlan, signal: AbortSignal | undefined): Promise<Recording[]> {
  const threads = splitPlan(plan);
  return plan.shape.workers > 0 ? runWorkers(threads, plan.shape, signal) : [await runThread(threads[0]!, plan.shape, signal)];
}
