import type { JudgedThreshold } from '../verdict/judge';
import type { Threshold } from '../verdict/threshold';
import { holds } from '../verdict/threshold';
import type { EngineSummary } from './engine-result';

/** Judges thresholds by the summary of another engine; what it does not measure voids. */
export function judgeSummary({ latency, errorRate, repliesPerSecond }: EngineSummary, thresholds: readonly Threshold[]): JudgedThreshold[] {
  const values: Partial<Record<Threshold['metric'], number>> = { ...latency, errorRate, rps: repliesPerSecond };
  return thresholds.map((threshold) => {
    const measured = values[threshold.metric];
    if (measured === undefined) return { ...threshold, outcome: 'void', why: 'this engine does not measure it' };
    return { ...threshold, measured, outcome: holds(measured, threshold.operator, threshold.value) ? 'pass' : 'fail' };
  });
}
