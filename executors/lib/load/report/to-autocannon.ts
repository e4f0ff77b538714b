import type { Histogram } from 'hdr-histogram-js';
import { build } from 'hdr-histogram-js';
import { mergeHistograms } from '../run/histogram';
import type { LoadReport } from './report';

const PERCENTILES = [0.001, 0.01, 0.1, 1, 2.5, 10, 25, 50, 75, 90, 97.5, 99, 99.9, 99.99, 99.999];

/**
 * A report in the form that `autocannon --json` has, for tools that read it: latencies in
 * milliseconds, requests and bytes by sample of the time series. The figures are ours, of the same
 * replies. Undefined where nothing was measured.
 */
export function toAutocannon({ measurement: m, requests, shape }: LoadReport): Record<string, unknown> | undefined {
  if (!m || !shape) return undefined;
  const statusesOf = (first: number): number => Object.entries(m.statuses).reduce((sum, [status, count]) => sum + (status.startsWith(String(first)) ? count : 0), 0);
  const perSecond = 1000 / m.seriesIntervalMs;
  const latency = mergeHistograms([m.histogram]);
  const failed = m.failures.connect + m.failures.reset + m.failures.protocol;
  return {
    url: requests[0]?.url, connections: shape.concurrency, sampleInt: m.seriesIntervalMs, pipelining: shape.pipelining, workers: shape.workers || undefined,
    duration: Math.round(m.elapsedMs / 10) / 100, start: m.startedAt, finish: new Date(Date.parse(m.startedAt) + m.elapsedMs).toISOString(),
    samples: m.series.length, errors: failed + m.failures.timeout, timeouts: m.failures.timeout, mismatches: m.checks?.mismatches ?? 0, resets: 0,
    non2xx: m.replies - statusesOf(2), '1xx': statusesOf(1), '2xx': statusesOf(2), '3xx': statusesOf(3), '4xx': statusesOf(4), '5xx': statusesOf(5),
    statusCodeStats: Object.fromEntries(Object.entries(m.statuses).map(([status, count]) => [status, { count }])),
    latency: { ...figures(latency, 1000), totalCount: latency.totalCount },
    requests: { ...figures(samples(m.series.map(({ replies }) => replies * perSecond)), 1), total: m.replies, sent: m.replies + failed + m.failures.timeout + m.unfinished.inFlight },
    throughput: { ...figures(samples(m.series.map(({ bytes }) => bytes * perSecond)), 1), total: m.bytes },
  };
}

function samples(values: readonly number[]): Histogram {
  const histogram = build({ lowestDiscernibleValue: 1, highestTrackableValue: 100_000_000_000, numberOfSignificantValueDigits: 3, useWebAssembly: false });
  for (const value of values) histogram.recordValue(Math.max(0, Math.round(value)));
  return histogram;
}

/** @param unit what one of autocannon's is in the histogram */
function figures(histogram: Histogram, unit: number): Record<string, number> {
  const empty = histogram.totalCount === 0;
  const rounded = (value: number): number => Math.ceil((value / unit) * 100) / 100;
  return {
    average: empty ? 0 : rounded(histogram.mean), mean: empty ? 0 : rounded(histogram.mean), stddev: empty ? 0 : rounded(histogram.stdDeviation),
    min: empty ? 0 : histogram.minNonZeroValue / unit, max: histogram.maxValue / unit,
    ...Object.fromEntries(PERCENTILES.map((percentile) => [`p${percentile}`.replace('.', '_'), empty ? 0 : histogram.getValueAtPercentile(percentile) / unit])),
  };
}
