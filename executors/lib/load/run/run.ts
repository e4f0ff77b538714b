import type { LoadPlan } from '../plan/plan';
import { splitPlan } from '../plan/split-plan';
import type { Measurement } from './measurement';
import { mergeRecordings } from './measurement';
import type { Recording } from './recording';
import { runThread } from './run-thread';
import { runWorkers } from './run-workers';

/**
 * Sends a plan's requests and measures the replies, after a warm-up that is not measured.
 * @param signal ends the run early; what was measured until then is returned
 */
export async function runLoad(plan: LoadPlan, signal?: AbortSignal): Promise<Measurement> {
  const { warmupMs } = plan.shape;
  if (warmupMs > 0 && !signal?.aborted) {
    const { amount: _, ...shape } = plan.shape;
    await send({ ...plan, shape: { ...shape, durationMs: warmupMs } }, signal);
  }
  return mergeRecordings(await send(plan, signal));
}

async function send(plan: LoadPlan, signal: AbortSignal | undefined): Promise<Recording[]> {
  const threads = splitPlan(plan);
  return plan.shape.workers > 0 ? runWorkers(threads, plan.shape, signal) : [await runThread(threads[0]!, plan.shape, signal)];
}
