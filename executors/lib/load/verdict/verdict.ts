import type { Judged, JudgedThreshold, Outcome } from './judge';
import { judgeThreshold } from './judge';
import type { Threshold } from './threshold';

export interface Verdict {
  readonly outcome: Outcome;
  /** Sentences without full stops. */
  readonly reasons: readonly string[];
  readonly thresholds: readonly JudgedThreshold[];
}

/** What holds where no threshold speaks of errors: fast errors are no performance. */
export const DEFAULT_ERRORS: Threshold = { text: 'errorRate<1%', metric: 'errorRate', operator: '<', value: 0.01 };

/** Likewise of replies that break the document's promises: a slow lie among a hundred operations is one per cent. */
const DEFAULT_MISMATCHES: Threshold = { text: 'mismatchRate<=0%', metric: 'mismatchRate', operator: '<=', value: 0 };

/** Judges a whole run: one failure fails it; what cannot be told voids it, which is no pass either. */
export function judgeRun(judged: Judged, thresholds: readonly Threshold[]): Verdict {
  const { measurement } = judged;
  const defaults = [DEFAULT_ERRORS, ...(measurement.checks && measurement.replies > 0 ? [DEFAULT_MISMATCHES] : [])];
  const own = [...thresholds, ...defaults.filter(({ metric }) => !thresholds.some((one) => one.metric === metric))];
  const all = own.map((threshold) => judgeThreshold(threshold, judged));
  const reasons: string[] = [];
  if (measurement.replies === 0) reasons.push(noReply(judged));
  const failed = all.filter(({ outcome }) => outcome === 'fail');
  const unclear = all.filter(({ outcome }) => outcome === 'void');
  reasons.push(...failed.map(describeThreshold));
  if (measurement.interrupted) reasons.push('the run was interrupted');
  reasons.push(...unclear.map(describeThreshold));
  const outcome: Outcome = measurement.replies === 0 || failed.length > 0 ? 'fail' : measurement.interrupted || unclear.length > 0 ? 'void' : 'pass';
  return { outcome, reasons, thresholds: all };
}

function noReply({ measurement: { failures, failureCodes, unfinished } }: Judged): string {
  const failed = Object.entries(failures).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  const codes = Object.keys(failureCodes);
  if (failed.length > 0) return `no request had a reply: ${failed.join(', ')} (${codes.join(', ')})`;
  return `no request had a reply: ${unfinished.inFlight} were still waiting at the end, the oldest for ${Math.round(unfinished.oldestMs)} ms`;
}

/** `p95<200ms: 312 ms`. */
export function describeThreshold({ text, metric, measured, why }: JudgedThreshold): string {
  if (measured === undefined) return `${text}: ${why}`;
  return `${text}: ${formatMetric(metric, measured)}${why === undefined ? '' : ` (${why})`}`;
}

/** A value with its unit, to three digits. */
export function formatMetric(metric: Threshold['metric'], value: number): string {
  const digits = (number: number): string => Number(number.toPrecision(3)).toString();
  switch (metric) {
    case 'errorRate':
    case 'mismatchRate': return `${digits(value * 100)} %`;
    case 'rps': return `${digits(value)}/s`;
    case 'memory': return `${digits(value / 2 ** 20)} MiB`;
    default: return formatMs(value);
  }
}

/** `312 ms`, `85 µs`, `2.1 s`. */
export function formatMs(ms: number): string {
  const [value, unit] = ms < 1 ? [ms * 1000, 'µs'] : ms < 1000 ? [ms, 'ms'] : [ms / 1000, 's'];
  return `${Number(value.toPrecision(3))} ${unit}`;
}
