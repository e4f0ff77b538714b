import type { Histogram } from 'hdr-histogram-js';
import { build, decodeFromCompressedBase64, encodeIntoCompressedBase64 } from 'hdr-histogram-js';

/** Latencies in microseconds, up to an hour, to three significant digits. */
export function latencyHistogram(): Histogram {
  return build({ lowestDiscernibleValue: 1, highestTrackableValue: HOUR, numberOfSignificantValueDigits: 3, useWebAssembly: false });
}

const HOUR = 3_600_000_000;

/** Adds one latency; what takes longer than an hour counts as an hour. */
export function recordMilliseconds(histogram: Histogram, ms: number): void {
  histogram.recordValue(Math.min(HOUR, Math.max(1, Math.round(ms * 1000))));
}

/** Text that merges exactly with others of its kind, in HdrHistogram's own format. */
export function encodeHistogram(histogram: Histogram): string {
  return encodeIntoCompressedBase64(histogram);
}

/** One histogram of all recorded values. */
export function mergeHistograms(encoded: readonly string[]): Histogram {
  const sum = latencyHistogram();
  for (const text of encoded) sum.add(decodeFromCompressedBase64(text, 32, false));
  return sum;
}

/** What a histogram says in milliseconds; absent where nothing was recorded. */
export interface LatencySummary {
  readonly count: number;
  readonly mean: number;
  readonly p50: number;
  readonly p75: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
}

/** The figures of a latency distribution, in milliseconds. */
export function summarizeLatency(histogram: Histogram): LatencySummary | undefined {
  if (histogram.totalCount === 0) return undefined;
  const at = (percentile: number): number => histogram.getValueAtPercentile(percentile) / 1000;
  return {
    count: histogram.totalCount, mean: Math.round(histogram.mean) / 1000,
    p50: at(50), p75: at(75), p90: at(90), p95: at(95), p99: at(99), p999: at(99.9), max: at(100),
  };
}

/** Points of the percentile curve, dense where it is steep: at 50, 75, 87.5 … per cent, ten to a halving. */
export function percentileCurve(histogram: Histogram): { readonly percentile: number; readonly ms: number }[] {
  const points: { percentile: number; ms: number }[] = [];
  if (histogram.totalCount === 0) return points;
  const halvings = Math.min(20, Math.ceil(Math.log2(histogram.totalCount)));
  for (let step = 0; step <= halvings * TICKS; step++) {
    const percentile = 100 * (1 - 2 ** (-step / TICKS));
    points.push({ percentile, ms: histogram.getValueAtPercentile(percentile) / 1000 });
  }
  points.push({ percentile: 100, ms: histogram.getValueAtPercentile(100) / 1000 });
  return points;
}

const TICKS = 10;
