import type { ReplyChecks } from '../drive/reply-checks';
import { mergeReplyChecks } from '../drive/reply-checks';
import type { LatencySummary } from './histogram';
import { encodeHistogram, mergeHistograms, percentileCurve, summarizeLatency } from './histogram';
import type { FailureKind, Recording } from './recording';

/** What a run measured, all threads together. Times in milliseconds. */
export interface Measurement {
  /** ISO 8601. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  readonly interrupted: boolean;
  readonly replies: number;
  readonly repliesPerSecond: number;
  readonly bytes: number;
  readonly bytesPerSecond: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<FailureKind, number>>;
  readonly failureCodes: Readonly<Record<string, number>>;
  readonly unfinished: Recording['unfinished'];
  /** `corrected`: open loop, counted from when a request was due; `uncorrected`: closed loop, which is blind to requests that a slow reply kept from being sent. */
  readonly coordinatedOmission: 'corrected' | 'uncorrected';
  readonly latency?: LatencySummary;
  /** From sending only, beside a corrected latency. */
  readonly serviceTime?: LatencySummary;
  readonly curve: readonly { readonly percentile: number; readonly ms: number }[];
  /** HdrHistogram of microseconds, compressed, base64: merges exactly with others. */
  readonly histogram: string;
  readonly seriesIntervalMs: number;
  readonly series: readonly { readonly replies: number; readonly failures: number; readonly bytes: number; readonly p50?: number; readonly p99?: number; readonly max?: number }[];
  /** By index of the plan's requests, where there are several. */
  readonly byRequest: readonly { readonly index: number; readonly replies: number; readonly failures: number; readonly latency?: LatencySummary }[];
  /** Where replies were looked at: of a spec or a scenario. */
  readonly checks?: ReplyChecks;
  readonly generator: { readonly threads: number; /** Of the busiest thread. */ readonly eventLoopUtilization: number };
}

/** Adds up what the threads of one run recorded. */
export function mergeRecordings(recordings: readonly Recording[]): Measurement {
  const elapsedMs = Math.max(...recordings.map((r) => r.elapsedMs));
  const sum = (of: (r: Recording) => number): number => recordings.reduce((total, r) => total + of(r), 0);
  const statuses = addCounts(recordings.map((r) => r.statuses));
  const replies = Object.values(statuses).reduce((a, b) => a + b, 0);
  const bytes = sum((r) => r.bytes);
  const latency = mergeHistograms(recordings.map((r) => r.latency));
  const checks = recordings.flatMap((r) => r.checks ?? []);
  const services = recordings.flatMap((r) => r.serviceTime ?? []);
  const summary = summarizeLatency(latency);
  const serviceTime = services.length > 0 ? summarizeLatency(mergeHistograms(services)) : undefined;
  return {
    startedAt: new Date(Math.min(...recordings.map((r) => r.startedAt))).toISOString(),
    elapsedMs, interrupted: recordings.some((r) => r.interrupted),
    replies, repliesPerSecond: perSecond(replies, elapsedMs), bytes, bytesPerSecond: perSecond(bytes, elapsedMs), statuses,
    failures: addCounts(recordings.map((r) => r.failures)) as Record<FailureKind, number>,
    failureCodes: addCounts(recordings.map((r) => r.failureCodes)),
    unfinished: { inFlight: sum((r) => r.unfinished.inFlight), neverSent: sum((r) => r.unfinished.neverSent), oldestMs: Math.max(...recordings.map((r) => r.unfinished.oldestMs)) },
    coordinatedOmission: services.length > 0 ? 'corrected' : 'uncorrected',
    ...(summary && { latency: summary }), ...(serviceTime && { serviceTime }),
    curve: percentileCurve(latency), histogram: encodeHistogram(latency),
    seriesIntervalMs: recordings[0]!.seriesIntervalMs, series: mergeSeries(recordings), byRequest: mergeByRequest(recordings), ...(checks.length > 0 && { checks: mergeReplyChecks(checks) }),
    generator: { threads: recordings.length, eventLoopUtilization: Math.max(...recordings.map((r) => r.eventLoopUtilization)) },
  };
}

function addCounts(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const [name, count] of counts.flatMap((c) => Object.entries(c))) sum[name] = (sum[name] ?? 0) + count;
  return sum;
}

function perSecond(count: number, ms: number): number {
  return ms === 0 ? 0 : (count * 1000) / ms;
}

function mergeSeries(recordings: readonly Recording[]): Measurement['series'] {
  const length = Math.max(...recordings.map((r) => r.series.length));
  return Array.from({ length }, (_, at) => {
    const buckets = recordings.flatMap((r) => r.series[at] ?? []);
    const sum = (of: 'replies' | 'failures' | 'bytes'): number => buckets.reduce((total, bucket) => total + bucket[of], 0);
    const latency = summarizeLatency(mergeHistograms(buckets.flatMap((bucket) => bucket.latency ?? [])));
    return { replies: sum('replies'), failures: sum('failures'), bytes: sum('bytes'), ...(latency && { p50: latency.p50, p99: latency.p99, max: latency.max }) };
  });
}

function mergeByRequest(recordings: readonly Recording[]): Measurement['byRequest'] {
  const indexes = [...new Set(recordings.flatMap((r) => r.byRequest.map(({ index }) => index)))].sort((a, b) => a - b);
  return indexes.map((index) => {
    const own = recordings.flatMap((r) => r.byRequest.filter((one) => one.index === index));
    const latency = summarizeLatency(mergeHistograms(own.map((one) => one.latency)));
    return { index, replies: own.reduce((n, one) => n + one.replies, 0), failures: own.reduce((n, one) => n + one.failures, 0), ...(latency && { latency }) };
  });
}
