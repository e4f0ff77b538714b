import { encodeHistogram, mergeHistograms, percentileCurve, summarizeLatency } from '../run/histogram';
import type { Measurement } from '../run/measurement';
import type { Shard } from './hdr-file';

/** Shards that ran side by side, as one run: counts add up, histograms add up bucket by bucket, so percentiles are exactly those of all requests. */
export function mergeShards(shards: readonly Shard[]): Measurement {
  const sum = (of: (shard: Shard) => number): number => shards.reduce((total, shard) => total + of(shard), 0);
  const counts = <T extends Readonly<Record<string, number>>>(of: (shard: Shard) => T): T => {
    const all: Record<string, number> = {};
    for (const [name, count] of shards.flatMap((shard) => Object.entries(of(shard)))) all[name] = (all[name] ?? 0) + count;
    return all as T;
  };
  const replies = (shard: Shard): number => Object.values(shard.statuses).reduce((a, b) => a + b, 0);
  const latency = mergeHistograms(shards.map(({ histogram }) => histogram));
  const summary = summarizeLatency(latency);
  return {
    startedAt: shards.map(({ startedAt }) => startedAt).sort()[0]!, elapsedMs: Math.max(...shards.map(({ elapsedMs }) => elapsedMs)), interrupted: shards.some(({ interrupted }) => interrupted),
    replies: sum(replies), repliesPerSecond: sum((shard) => (replies(shard) * 1000) / shard.elapsedMs), bytes: sum(({ bytes }) => bytes), bytesPerSecond: sum(({ bytes, elapsedMs }) => (bytes * 1000) / elapsedMs),
    statuses: counts(({ statuses }) => statuses), failures: counts(({ failures }) => failures), failureCodes: counts(({ failureCodes }) => failureCodes),
    unfinished: { inFlight: sum(({ unfinished }) => unfinished.inFlight), neverSent: sum(({ unfinished }) => unfinished.neverSent), oldestMs: Math.max(...shards.map(({ unfinished }) => unfinished.oldestMs)) },
    coordinatedOmission: shards.every(({ coordinatedOmission }) => coordinatedOmission === 'corrected') ? 'corrected' : 'uncorrected',
    ...(summary && { latency: summary }), curve: percentileCurve(latency), histogram: encodeHistogram(latency), seriesIntervalMs: 1000, series: [], byRequest: [],
    generator: { threads: sum(({ generator }) => generator.threads), eventLoopUtilization: Math.max(...shards.map(({ generator }) => generator.eventLoopUtilization)) },
  };
}
