import type { DrivePlan } from '../drive/drive-plan';
import { withUsage } from '../measure/server-usage';
import type { LoadRequest, LoadShape } from '../plan/plan';
import { joinMeasurements } from '../run/join-measurements';
import type { Measurement } from '../run/measurement';
import { runLoad } from '../run/run';
import type { Target } from '../server/open-target';
import type { ServerProblem } from '../server/start-server';
import { SATURATED } from '../verdict/judge';
import type { ComparisonResult, Side, Slice } from './comparison';
import type { SliceVerdict } from './judge-slices';
import { judgeSlices } from './judge-slices';

/** One of the servers: how to reach it, and what to send. */
export interface Contestant {
  readonly side: Side;
  open(): Promise<Target | ServerProblem>;
  readonly requests: readonly LoadRequest[];
  /** Virtual users make the requests. */
  readonly drive?: DrivePlan;
  /** We start it, so it can be started afresh. */
  readonly ours: boolean;
}

export interface ComparisonOptions {
  readonly shape: LoadShape;
  readonly margin: number;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
  /** Order of the two in a round. Default: the toss of a coin. */
  readonly random?: () => number;
}

/** A busy server uses enough of the kernel's 10 ms in it for a figure to 2 %, and most moods of a machine outlast two of them. */
const SLICE_MS = 500;
const LONGEST_SLICE_MS = 3000;
const WANTED_CPU_MS = 250;
const WARM_UP_MS = 1000;
const LAUNCHES = 3;
const ROUNDS_OF_LAUNCH = 5;
/** Of a launch's rounds, and where there is one launch. */
const LEAST_ROUNDS = { several: 2, one: 8 };
const CLEAR_MARGINS = 4;
const CLEAR_ROUNDS = 4;
/** Starting afresh may cost this share of the time. */
const STARTING_SHARE = 0.4;

interface Opened extends Contestant {
  readonly target: Target;
}

/**
 * Loads both servers in turns, in short slices and random order, so that what disturbs the machine
 * disturbs both alike; goes on until it can tell or the time is over. Servers of ours are started
 * afresh several times: two processes of one build differ for as long as they run.
 */
export async function compareServers(contestants: readonly [Contestant, Contestant], options: ComparisonOptions): Promise<(ComparisonResult & { readonly measurement: Measurement }) | ServerProblem> {
  const { budgetMs, signal, progress, margin, random = Math.random } = options;
  const deadline = performance.now() + budgetMs;
  const slices: Slice[] = [];
  const measured: Record<Side, Measurement[]> = { this: [], other: [] };
  let opened: Opened[] = [];
  let sliceMs = SLICE_MS;
  let several = contestants.some(({ ours }) => ours);
  let state: SliceVerdict | undefined;
  let origin = '';
  let launch = 0;
  try {
    for (; ; launch++) {
      const began = performance.now();
      const problem = await openAll(contestants, opened);
      if ('kind' in problem) return problem;
      opened = problem.opened;
      origin = opened.find(({ side }) => side === 'other')!.target.origin;
      if (launch === 0) several &&= (performance.now() - began) * LAUNCHES < budgetMs * STARTING_SHARE;
      for (const one of opened) {
        const { usage } = await slice(one, options, options.shape.warmupMs || WARM_UP_MS);
        if (launch === 0 && usage) sliceMs = Math.max(sliceMs, Math.min(LONGEST_SLICE_MS, (WANTED_CPU_MS * (options.shape.warmupMs || WARM_UP_MS)) / Math.max(1, usage.cpuMs)));
      }
      for (let round = 0; !several || round < ROUNDS_OF_LAUNCH; round++) {
        const order = random() < 0.5 ? opened : [...opened].reverse();
        for (const one of order) {
          const { measured: m, usage } = await slice(one, options, sliceMs);
          const death = one.target.died;
          if (death.aborted) return named(one, death.reason as ServerProblem);
          if (signal.aborted) break;
          measured[one.side].push(m);
          slices.push({
            side: one.side, launch, round, replies: m.replies, repliesPerSecond: m.repliesPerSecond, ...(m.latency && { p50: m.latency.p50, p99: m.latency.p99 }),
            ...(usage?.cpuPerRequestMs !== undefined && { cpuPerRequestMs: usage.cpuPerRequestMs }),
          });
        }
        if (signal.aborted) return { kind: 'stopped', message: 'the comparison was interrupted' };
        const saturated = [...measured.this, ...measured.other].some(({ generator }) => generator.eventLoopUtilization > SATURATED);
        state = judgeSlices(slices, margin, !saturated);
        progress(describe(state, launch, round));
        const enough = isClear(state, margin, measured.this.length) || (several ? launch >= LAUNCHES - 1 && round + 1 >= LEAST_ROUNDS.several : round + 1 >= LEAST_ROUNDS.one);
        const over = performance.now() + 2 * sliceMs > deadline;
        if ((enough && state.settled) || over) {
          const last = enough ? state : { ...state, verdict: 'cannot tell' as const, reasons: [...state.reasons, 'the time was over before there were enough rounds'], roundsToTell: state.roundsToTell ?? LEAST_ROUNDS.one };
          const { settled: _, ...verdict } = last;
          return { ...verdict, launches: launch + 1, rounds: measured.this.length, sliceMs, slices, other: { origin, measurement: joinMeasurements(measured.other) }, measurement: joinMeasurements(measured.this) };
        }
      }
      await Promise.all(opened.filter(({ ours }) => ours).map(({ target }) => target.close()));
      opened = opened.filter(({ ours }) => !ours);
    }
  } finally {
    await Promise.all(opened.map(({ target }) => target.close()));
  }
}

/** A difference that is several margins wide is none between two launches of one build. */
function isClear({ metrics: [first] }: SliceVerdict, margin: number, rounds: number): boolean {
  const clear = 1 + CLEAR_MARGINS * margin;
  return first !== undefined && rounds >= CLEAR_ROUNDS && (first.low > clear || first.high < 1 / clear);
}

/** Opens those that are not open; where one cannot be, the others are closed again. */
async function openAll(contestants: readonly Contestant[], opened: readonly Opened[]): Promise<{ opened: Opened[] } | ServerProblem> {
  const targets = await Promise.all(contestants.map(async (one) => opened.find(({ side }) => side === one.side)?.target ?? one.open()));
  const failed = targets.findIndex((target) => 'kind' in target);
  if (failed === -1) return { opened: contestants.map((one, at) => ({ ...one, target: targets[at] as Target })) };
  await Promise.all(targets.map((target) => ('kind' in target ? undefined : target.close())));
  return named(contestants[failed]!, targets[failed] as ServerProblem);
}

function named({ side }: Contestant, problem: ServerProblem): ServerProblem {
  return side === 'other' ? { ...problem, message: `${problem.message} (the server to compare with)` } : problem;
}

function slice({ target, requests, drive }: Opened, { shape, signal }: ComparisonOptions, durationMs: number): ReturnType<typeof withUsage<Measurement>> {
  const plan = { requests: requests.map((request) => ({ ...request, url: target.resolve(request.url) })), shape: { ...shape, durationMs }, ...(drive && { drive }) };
  return withUsage(target.meter, () => runLoad(plan, AbortSignal.any([signal, target.died])));
}

function describe({ verdict, metrics }: SliceVerdict, launch: number, round: number): string {
  const [first] = metrics;
  const so = first ? `${first.metric} × ${first.ratio.toFixed(3)} (${first.low.toFixed(3)}–${first.high.toFixed(3)})` : 'nothing to compare';
  return `launch ${launch + 1}, round ${round + 1}: ${so}, ${verdict}`;
}
