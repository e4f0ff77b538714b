import { decodeFromCompressedBase64 } from 'hdr-histogram-js';
import type { Measurement } from '../run/measurement';

/** What a shard says beside its histogram. */
export type ShardCounts = Pick<Measurement, 'startedAt' | 'elapsedMs' | 'interrupted' | 'bytes' | 'statuses' | 'failures' | 'failureCodes' | 'unfinished' | 'coordinatedOmission' | 'generator'>;

export interface Shard extends ShardCounts {
  /** HdrHistogram of microseconds, compressed, base64. */
  readonly histogram: string;
}

const COUNTS = '#[Counts: ';

/**
 * A measurement in the log format of HdrHistogram (version 1.3, one interval, microseconds), which its
 * tools read; what is no latency stands in a comment, so that a merge loses nothing.
 */
export function toHdr({ histogram, startedAt, elapsedMs, interrupted, bytes, statuses, failures, failureCodes, unfinished, coordinatedOmission, generator, latency }: Measurement): string {
  const counts: ShardCounts = { startedAt, elapsedMs, interrupted, bytes, statuses, failures, failureCodes, unfinished, coordinatedOmission, generator };
  return [
    '#[Histogram log format version 1.3]', `#[StartTime: ${(Date.parse(startedAt) / 1000).toFixed(3)} (seconds since epoch), ${startedAt}]`, `${COUNTS}${JSON.stringify(counts)}]`,
    '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"', `0.000,${(elapsedMs / 1000).toFixed(3)},${(latency?.max ?? 0).toFixed(3)},${histogram}`, '',
  ].join('\n');
}

/** Reads such a file; a sentence where it is none, or was not written by a load test. */
export function parseHdr(text: string): Shard | string {
  const lines = text.split(/\r?\n/);
  const counts = lines.find((line) => line.startsWith(COUNTS));
  const histogram = lines.filter((line) => line !== '' && !/^[#"]/.test(line)).at(-1)?.split(',').at(-1);
  if (counts === undefined || histogram === undefined) return 'it is no latency.hdr of a load test';
  try {
    decodeFromCompressedBase64(histogram, 32, false);
    return { ...(JSON.parse(counts.slice(COUNTS.length, -1)) as ShardCounts), histogram };
  } catch {
    return 'it is not whole';
  }
}
