import type { LoadShape } from '../plan/plan';
import { joinMeasurements } from '../run/join-measurements';
import type { Measurement } from '../run/measurement';
import type { ServerProblem } from '../server/start-server';
import { SATURATED } from '../verdict/judge';
import type { ComparisonResult, Side, Slice } from './comparison';
import type { Contestant, Opened } from './contestant';
import { loadSlice, named, openAll, warm } from './contestant';
import type { SliceVerdict } from './judge-slices';
import { judgeSlices } from './judge-slices';
import { LEAST_LAUNCHES, planLooks } from './looks';
import type { Schedule } from './schedule';
import { makeSchedule } from './schedule';

export interface ComparisonOptions {
  readonly shape: LoadShape;
  readonly margin: number;
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
  /** Order of the two in a round. Default: the toss of a coin. */
  readonly random?: () => number;
}

/** A slice that takes so many times as long as expected is ended. */
const PATIENCE = 8;

/** What was measured so far. */
interface Observed {
  readonly slices: Slice[];
  readonly measured: Record<Side, Measurement[]>;
}

/**
 * Loads both servers in turns, in short slices and random order, so that what disturbs the machine
 * disturbs both alike. Servers of ours are started afresh for every few rounds: two processes of one
 * build differ for as long as they run. Looks at the result as planned beforehand, and ends when it can
 * tell or the time is over.
 */
export async function compareServers(contestants: readonly [Contestant, Contestant], options: ComparisonOptions): Promise<(ComparisonResult & { readonly measurement: Measurement }) | ServerProblem> {
  const { budgetMs, signal, progress, margin } = options;
  const deadline = performance.now() + budgetMs;
  const record: Observed = { slices: [], measured: { this: [], other: [] } };
  const ours = contestants.some((one) => one.ours);
  let opened: Opened[] = [];
  let schedule: Schedule | undefined;
  const looks = planLooks();
  let slowestLaunch = 0;
  try {
    for (let launch = 0; ; launch++) {
      const began = performance.now();
      if (launch === 0 || schedule!.afresh) {
        const problem = await openAll(contestants, opened);
        if ('kind' in problem) return problem;
        opened = problem.opened;
        const warmths = await Promise.all(opened.map((one) => warm(one, options.shape, signal)));
        const steps = opened.map(({ target }) => target.meter?.stepMs);
        schedule ??= makeSchedule(deadline - performance.now(), performance.now() - began, warmths, steps.includes(undefined) ? undefined : Math.max(...(steps as number[])), ours, options.shape.concurrency);
      }
      const begin = schedule!.afresh ? began : performance.now();
      const stopped = await measureLaunch(launch, opened, schedule!, options, record, deadline);
      if (stopped) return stopped;
      slowestLaunch = Math.max(slowestLaunch, performance.now() - begin);
      const last = performance.now() + slowestLaunch > deadline;
      const alpha = last ? looks.spendRest() : looks.spend(1 - (deadline - performance.now()) / budgetMs, launch + 1);
      if (alpha !== undefined) {
        const saturated = [...record.measured.this, ...record.measured.other].some(({ generator }) => generator.eventLoopUtilization > SATURATED);
        const state = judgeSlices(record.slices, margin, alpha, !saturated);
        progress(describe(state, launch + 1));
        if (state.settled || last) return conclude(state, record, schedule!, launch + 1, opened);
      } else progress(`${launch + 1} of about ${Math.max(launch + 2, schedule!.launches)} launches measured`);
      if (!schedule!.afresh) continue;
      await Promise.all(opened.filter((one) => one.ours).map(({ target }) => target.close()));
      opened = opened.filter((one) => !one.ours);
    }
  } finally {
    await Promise.all(opened.map(({ target }) => target.close()));
  }
}

/** The rounds of a launch; why it cannot be measured, where it cannot. */
async function measureLaunch(launch: number, opened: readonly Opened[], { rounds, requests, sliceMs }: Schedule, options: ComparisonOptions, { slices, measured }: Observed, deadline: number): Promise<ServerProblem | undefined> {
  const { shape, signal, random = Math.random } = options;
  let order = [...opened];
  for (let round = 0; round < rounds && (slices.length === 0 || performance.now() < deadline); round++) {
    // A B B A, or B A A B: what grows steadily weighs on both alike.
    order = round % 2 === 1 || random() < 0.5 ? [...order].reverse() : order;
    for (const one of order) {
      const { measured: m, usage } = await loadSlice(one, shape, { amount: requests, durationMs: PATIENCE * sliceMs }, signal);
      if (one.target.died.aborted) return named(one, one.target.died.reason as ServerProblem);
      if (signal.aborted) return { kind: 'stopped', message: 'the comparison was interrupted' };
      measured[one.side].push(m);
      slices.push({
        side: one.side, launch, round, replies: m.replies, repliesPerSecond: m.repliesPerSecond, ...(m.latency && { p50: m.latency.p50, p99: m.latency.p99 }),
        ...(usage?.cpuPerRequestMs !== undefined && { cpuPerRequestMs: usage.cpuPerRequestMs }), ...(usage?.eventLoop && { eventLoop: usage.eventLoop }),
      });
    }
  }
  return undefined;
}

function conclude({ settled: _, ...verdict }: SliceVerdict, { slices, measured }: Observed, { requests, rounds, afresh }: Schedule, launches: number, opened: readonly Opened[]): ComparisonResult & { readonly measurement: Measurement } {
  const other = opened.find(({ side }) => side === 'other')!;
  const alone = afresh ? [] : ['the servers were not started afresh, so that two processes of one build differ is not in the interval'];
  return {
    ...verdict, ...(verdict.verdict === 'cannot tell' && { slicesToTell: verdict.slicesToTell ?? Math.max(2, 2 * rounds * LEAST_LAUNCHES - slices.length) }), reasons: [...verdict.reasons, ...alone], launches: afresh ? launches : 1, rounds: measured.this.length, requestsPerSlice: requests, slices,
    other: { origin: other.target.origin, measurement: joinMeasurements(measured.other) }, measurement: joinMeasurements(measured.this),
  };
}

function describe({ verdict, metrics }: SliceVerdict, launches: number): string {
  const [first] = metrics;
  const so = first ? `${first.metric} × ${first.ratio.toFixed(3)} (${first.low.toFixed(3)}–${first.high.toFixed(3)})` : 'nothing to compare';
  return `after ${launches} launches: ${so}, ${verdict}`;
}
