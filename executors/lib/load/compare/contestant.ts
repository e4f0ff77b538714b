import type { DrivePlan } from '../drive/drive-plan';
import { withUsage } from '../measure/server-usage';
import type { LoadRequest, LoadShape } from '../plan/plan';
import type { Tls } from '../plan/tls';
import type { Measurement } from '../run/measurement';
import { runLoad } from '../run/run';
import type { Target } from '../server/open-target';
import type { ServerProblem } from '../server/start-server';
import type { Side } from './comparison';

/** One of the servers: how to reach it, and what to send. */
export interface Contestant {
  readonly side: Side;
  open(): Promise<Target | ServerProblem>;
  readonly requests: readonly LoadRequest[];
  readonly tls?: Tls;
  /** Virtual users make the requests. */
  readonly drive?: DrivePlan;
  /** We start it, so it can be started afresh. */
  readonly ours: boolean;
}

/** A contestant that answers. */
export interface Opened extends Contestant {
  readonly target: Target;
}

/** Opens those that are not open; where one cannot be, the others are closed again. */
export async function openAll(contestants: readonly Contestant[], opened: readonly Opened[]): Promise<{ readonly opened: Opened[] } | ServerProblem> {
  const targets = await Promise.all(contestants.map(async (one) => opened.find(({ side }) => side === one.side)?.target ?? one.open()));
  const failed = targets.findIndex((target) => 'kind' in target);
  if (failed === -1) return { opened: contestants.map((one, at) => ({ ...one, target: targets[at] as Target })) };
  await Promise.all(targets.map((target) => ('kind' in target ? undefined : target.close())));
  return named(contestants[failed]!, targets[failed] as ServerProblem);
}

/** Says of a problem which server has it. */
export function named({ side }: Contestant, problem: ServerProblem): ServerProblem {
  return side === 'other' ? { ...problem, message: `${problem.message} (the server to compare with)` } : problem;
}

/** Loads one of them for a while, or for as many requests, whichever is over first. */
export function loadSlice({ target, requests, tls, drive }: Opened, shape: LoadShape, size: Pick<LoadShape, 'durationMs' | 'amount'>, signal: AbortSignal): ReturnType<typeof withUsage<Measurement>> {
  const plan = { requests: requests.map((request) => ({ ...request, url: target.resolve(request.url) })), shape: { ...shape, ...size }, ...(tls && { tls }), ...(drive && { drive }) };
  return withUsage(target.meter, () => runLoad(plan, AbortSignal.any([signal, target.died])));
}

const STEP_MS = 500;
const WARM = { leastMs: 1000, mostMs: 3000, cpuMs: 500 };

/** How much of it is needed for a slice. */
export interface Warmth {
  readonly repliesPerMs: number;
  /** Of a millisecond of load; absent where it is not known. */
  readonly cpuPerMs?: number;
}

/**
 * Loads it until its compilers have seen enough: on a machine that others use, a second of time may
 * be a tenth of a second of work, and a server that is still compiling is no server to measure.
 */
export async function warm(one: Opened, shape: LoadShape, signal: AbortSignal): Promise<Warmth> {
  let [elapsedMs, cpuMs, last] = [0, 0, { repliesPerMs: 0 } as Warmth];
  const fixed = shape.warmupMs || undefined;
  const done = (): boolean => (fixed === undefined ? elapsedMs >= WARM.mostMs || (elapsedMs >= WARM.leastMs && (cpuMs >= WARM.cpuMs || last.cpuPerMs === undefined)) : elapsedMs >= fixed);
  while (!done() && !signal.aborted && !one.target.died.aborted) {
    const { measured, usage } = await loadSlice(one, shape, { durationMs: fixed ?? STEP_MS }, signal);
    elapsedMs += measured.elapsedMs;
    cpuMs += usage?.cpuMs ?? 0;
    last = { repliesPerMs: measured.replies / measured.elapsedMs, ...(usage && { cpuPerMs: usage.cpuMs / measured.elapsedMs }) };
  }
  return last;
}
