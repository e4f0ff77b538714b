import type { Usage } from '../measure/server-usage';
import { mergeHistograms } from '../run/histogram';
import type { Measurement } from '../run/measurement';
import type { ExpectedStatus } from './expected-status';
import { isExpected } from './expected-status';
import type { Threshold } from './threshold';
import { holds } from './threshold';

export type Outcome = 'pass' | 'fail' | 'void';

/** A threshold with what was measured. `void`: the run cannot tell, and says why. */
export interface JudgedThreshold extends Threshold {
  readonly outcome: Outcome;
  readonly measured?: number;
  readonly why?: string;
}

/** Over this share of time at work, the generator's own queue is part of every latency. */
export const SATURATED = 0.9;
/** The operating system counts CPU time in 10 ms; below this much, a figure per request is coarser than 5 %. */
export const LEAST_CPU_MS = 200;

export interface Judged {
  readonly measurement: Measurement;
  readonly usage?: Usage;
  readonly expectStatus: ExpectedStatus;
  readonly timeoutMs: number;
}

/** Replies with a status that was not expected, and requests without a reply, of all that came to an end. */
export function errorRate({ measurement: { statuses, failures, replies, checks }, expectStatus }: Judged): number | undefined {
  const unexpected = checks ? checks.unexpected + checks.mismatches : Object.entries(statuses).reduce((sum, [status, count]) => sum + (isExpected(status, expectStatus) ? 0 : count), 0);
  const failed = Object.values(failures).reduce((a, b) => a + b, 0);
  return replies + failed === 0 ? undefined : (unexpected + failed) / (replies + failed);
}

export function judgeThreshold(threshold: Threshold, judged: Judged): JudgedThreshold {
  const { metric } = threshold;
  const { measurement, usage } = judged;
  const saturated = measurement.generator.eventLoopUtilization > SATURATED;
  const outcome = (measured: number | undefined, unknown: string): JudgedThreshold => {
    if (measured === undefined) return { ...threshold, outcome: 'void', why: unknown };
    return { ...threshold, measured, outcome: holds(measured, threshold.operator, threshold.value) ? 'pass' : 'fail' };
  };
  switch (metric) {
    case 'errorRate': return outcome(errorRate(judged), 'no request came to an end');
    case 'mismatchRate': return outcome(measurement.checks && measurement.replies > 0 ? measurement.checks.mismatches / measurement.replies : undefined, 'no reply was looked at');
    case 'memory': return outcome(usage?.peakBytes, 'the processes of the server are not known');
    case 'eventLoopDelay': return outcome(usage?.eventLoop?.delayP99Ms, 'not measured: the run has to start the server itself, by --command, and that has to be Node with the NODE_OPTIONS it is given');
    case 'cpuPerRequest': {
      if (usage && usage.cpuMs < LEAST_CPU_MS) return { ...outcome(undefined, ''), why: `the server used ${usage.cpuMs} ms of CPU time in all, too little to tell` };
      return outcome(usage?.cpuPerRequestMs, usage ? 'there was no reply' : 'the processes of the server are not known');
    }
    case 'rps': {
      const result = outcome(measurement.repliesPerSecond, '');
      // What was reached was reached; that more was not may be the generator's doing.
      const byServer = !saturated || (result.outcome === 'pass' && threshold.operator.startsWith('>'));
      return byServer ? result : { ...result, outcome: 'void', why: SATURATION };
    }
    default: {
      const result = judgeLatency(threshold, metric, judged);
      return saturated && result.outcome !== 'void' ? { ...result, outcome: 'void', why: SATURATION } : result;
    }
  }
}

const SATURATION = 'the load generator itself was saturated; give it --workers, or lower --concurrency or --rate';

type LatencyMetric = 'mean' | 'max' | 'p50' | 'p75' | 'p90' | 'p95' | 'p99' | 'p99.9';

/**
 * Requests that waited longer than the limit without a reply, timed out or still open at the end,
 * count as slower than every reply: a server that answers half of them fast is not fast.
 */
function judgeLatency(threshold: Threshold, metric: LatencyMetric, { measurement, timeoutMs }: Judged): JudgedThreshold {
  const { latency, failures, unfinished } = measurement;
  if (!latency) return { ...threshold, outcome: 'void', why: 'there was no reply' };
  const { value, operator } = threshold;
  const open = unfinished.oldestMs > value ? unfinished.inFlight + unfinished.neverSent : 0;
  const slower = open + (timeoutMs >= value ? failures.timeout : 0);
  const judge = (measured: number): JudgedThreshold => ({ ...threshold, measured, outcome: holds(measured, operator, value) ? 'pass' : 'fail' });
  if (metric === 'mean' || metric === 'max') {
    const result = judge(latency[metric]);
    return slower > 0 && operator.startsWith('<') ? { ...result, outcome: 'fail', why: `${slower} requests waited longer without a reply` } : result;
  }
  const share = Number(metric.slice(1)) / 100;
  const all = latency.count + slower;
  const needed = Math.ceil(1 / (1 - share) - 1e-9);
  if (all < needed) return { ...threshold, outcome: 'void', why: `${all} requests are too few for ${metric}, which needs ${needed}` };
  const rank = (share * all) / latency.count;
  if (rank > 1) return { ...threshold, outcome: operator.startsWith('<') ? 'fail' : 'pass', why: `${slower} of ${all} requests waited longer without a reply` };
  return judge(mergeHistograms([measurement.histogram]).getValueAtPercentile(rank * 100) / 1000);
}
