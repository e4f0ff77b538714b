import { mergeReplyChecks } from '../drive/reply-checks';
import { encodeHistogram, mergeHistograms, percentileCurve, summarizeLatency } from './histogram';
import type { Measurement } from './measurement';

/** Measurements of one server that followed one another, as one; the time between them does not count. */
export function joinMeasurements(parts: readonly Measurement[]): Measurement {
  const first = parts[0]!;
  const sum = (of: (part: Measurement) => number): number => parts.reduce((total, part) => total + of(part), 0);
  const counts = <T extends Readonly<Record<string, number>>>(of: (part: Measurement) => T): T => {
    const all: Record<string, number> = {};
    for (const [name, count] of parts.flatMap((part) => Object.entries(of(part)))) all[name] = (all[name] ?? 0) + count;
    return all as T;
  };
  const elapsedMs = sum((part) => part.elapsedMs);
  const [replies, bytes] = [sum((part) => part.replies), sum((part) => part.bytes)];
  const checks = parts.flatMap((part) => part.checks ?? []);
  const latency = mergeHistograms(parts.map((part) => part.histogram));
  const summary = summarizeLatency(latency);
  return {
    startedAt: first.startedAt, elapsedMs, interrupted: parts.some((part) => part.interrupted),
    replies, repliesPerSecond: (replies * 1000) / elapsedMs, bytes, bytesPerSecond: (bytes * 1000) / elapsedMs,
    statuses: counts((part) => part.statuses), failures: counts((part) => part.failures), failureCodes: counts((part) => part.failureCodes),
    // Each part ends with its last requests under way: that says nothing of the server.
    unfinished: parts.at(-1)!.unfinished,
    coordinatedOmission: first.coordinatedOmission, ...(summary && { latency: summary }), curve: percentileCurve(latency), histogram: encodeHistogram(latency),
    seriesIntervalMs: first.seriesIntervalMs, series: parts.flatMap((part) => part.series), byRequest: [], ...(checks.length > 0 && { checks: mergeReplyChecks(checks) }),
    generator: { threads: first.generator.threads, eventLoopUtilization: Math.max(...parts.map((part) => part.generator.eventLoopUtilization)) },
  };
}
