import type { ComparedMetric, ComparisonResult, Slice } from './comparison';
import type { Comparison } from './judge-ratio';
import { judgeRatio, launchesToTell } from './judge-ratio';
import { median, ratioInterval } from './ratio-interval';

/** Latencies of a noisy machine wander more than CPU time: their margin is twice as wide. */
const P50_MARGIN = 2;
/** The rest is for P50. */
const SHARE_OF_CPU = 0.8;

export type SliceVerdict = Pick<ComparisonResult, 'verdict' | 'reasons' | 'metrics' | 'slicesToTell'> & {
  /** More launches would tell nothing new. */
  readonly settled: boolean;
};

/**
 * Judges rounds of one slice of each server: CPU time per request first, since it takes no notice of
 * what else runs on the machine; P50 second, since a server that waits longer uses no CPU for it.
 * @param alpha how often the intervals of this look may miss, together: 0.0125
 * @param p50Counts false where the generator was saturated: its own queue is in every latency then
 */
export function judgeSlices(slices: readonly Slice[], margin: number, alpha: number, p50Counts = true): SliceVerdict {
  const hasCpu = slices.some(({ side, cpuPerRequestMs }) => side === 'other' && cpuPerRequestMs);
  const cpu = compareMetric('cpuPerRequest', slices, (slice) => slice.cpuPerRequestMs, margin, p50Counts ? alpha * SHARE_OF_CPU : alpha);
  const p50 = p50Counts ? compareMetric('p50', slices, (slice) => slice.p50, margin * P50_MARGIN, hasCpu ? alpha * (1 - SHARE_OF_CPU) : alpha) : undefined;
  const metrics = [cpu, p50].filter((metric): metric is ComparedMetric => metric !== undefined);
  const verdict = combine(cpu?.verdict, p50?.verdict);
  const suspect = cpu?.verdict === 'no difference' && p50?.verdict === 'cannot tell' && Math.abs(Math.log(p50.ratio)) > Math.log(1 + p50.margin);
  const reasons: string[] = [];
  if (metrics.length === 0) reasons.push('there are fewer than two launches with replies of both servers');
  else if (!cpu) reasons.push('CPU time per request is not known of both servers, so P50 is judged');
  if (!p50Counts) reasons.push('the load generator was saturated, so P50 is not judged');
  if (cpu && verdict !== cpu.verdict && p50) reasons.push(`P50 is ${p50.verdict}, though CPU time per request is ${cpu.verdict}`);
  if (verdict === 'no difference' && p50?.verdict === 'cannot tell') reasons.push('P50 spreads too much to judge');
  const first = metrics[0];
  return {
    verdict, reasons, metrics, settled: verdict !== 'cannot tell' && !suspect,
    ...(verdict === 'cannot tell' && first && { slicesToTell: slicesToTell(first, slices) }),
  };
}

function combine(cpu: Comparison | undefined, p50: Comparison | undefined): Comparison {
  if (cpu === undefined) return p50 ?? 'cannot tell';
  if (p50 === 'slower' && cpu !== 'cannot tell') return 'slower';
  return cpu === 'no difference' && p50 === 'faster' ? 'faster' : cpu;
}

function compareMetric(metric: ComparedMetric['metric'], slices: readonly Slice[], of: (slice: Slice) => number | undefined, margin: number, alpha: number): ComparedMetric | undefined {
  const launches = new Map<number, number[]>();
  const values = { this: [] as number[], other: [] as number[] };
  for (const one of slices.filter(({ side }) => side === 'this')) {
    const two = slices.find(({ side, launch, round }) => side === 'other' && launch === one.launch && round === one.round);
    const [mine, others] = [of(one), two && of(two)];
    if (!mine || !others) continue;
    launches.set(one.launch, [...(launches.get(one.launch) ?? []), mine / others]);
    values.this.push(mine);
    values.other.push(others);
  }
  if (launches.size < 2) return undefined;
  const interval = ratioInterval([...launches.values()], alpha);
  return { metric, verdict: judgeRatio(interval, margin), this: median(values.this), other: median(values.other), ...interval, margin, confidence: 1 - alpha };
}

function slicesToTell(metric: ComparedMetric, slices: readonly Slice[]): number {
  const launches = new Set(slices.map(({ launch }) => launch)).size;
  return Math.ceil((launchesToTell(metric, metric.margin, launches) * slices.length) / launches);
}
