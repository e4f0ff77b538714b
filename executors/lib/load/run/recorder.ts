import type { Histogram } from 'hdr-histogram-js';
import { encodeHistogram, latencyHistogram, recordMilliseconds } from './histogram';
import type { Bucket, FailureKind, Recording } from './recording';
import type { Tally } from './tally';
import { countFailure, countReply } from './tally';

/** Collects what the connections of one thread see. Times are those of `performance.now()`. */
export interface Recorder {
  /** Sets the zero of the run. */
  begin(): void;
  /** @param due when the request should have been sent; @param sent when it was */
  reply(index: number, status: number, bytes: number, due: number, sent: number): void;
  failure(index: number, kind: FailureKind, code: string): void;
  unfinished(due: number, sent: boolean): void;
  /** @param how `complete`: everything was sent, so the run ended with its last reply */
  end(how: 'complete' | 'stopped' | 'interrupted'): Recording;
}

interface OpenBucket {
  replies: number;
  failures: number;
  bytes: number;
  readonly latency: Histogram;
}

export function createRecorder(options: { readonly openLoop: boolean; readonly seriesIntervalMs: number; readonly indexes: readonly number[]; readonly tally?: Tally }): Recorder {
  const { openLoop, seriesIntervalMs, indexes, tally } = options;
  const latency = latencyHistogram();
  const serviceTime = openLoop ? latencyHistogram() : undefined;
  const statuses = new Map<number, number>();
  const failures: Record<FailureKind, number> = { connect: 0, timeout: 0, reset: 0, protocol: 0 };
  const failureCodes = new Map<string, number>();
  const byRequest = new Map(indexes.length > 1 ? indexes.map((index) => [index, { replies: 0, failures: 0, latency: latencyHistogram() }]) : []);
  const series: Bucket[] = [];
  const open = { inFlight: 0, neverSent: 0, oldestMs: 0 };
  let bucket: OpenBucket = { replies: 0, failures: 0, bytes: 0, latency: latencyHistogram() };
  let bytesInAll = 0;
  let startedAt = Date.now();
  let zero = performance.now();
  let last = zero;
  let busy = performance.eventLoopUtilization();

  const closeBucket = (): void => {
    const { replies, failures: failed, bytes, latency: own } = bucket;
    series.push({ replies, failures: failed, bytes, ...(replies > 0 && { latency: encodeHistogram(own) }) });
    own.reset();
    bucket = { replies: 0, failures: 0, bytes: 0, latency: own };
  };
  const advance = (now: number): void => {
    last = now;
    while (now - zero >= (series.length + 1) * seriesIntervalMs) closeBucket();
  };

  return {
    begin() {
      startedAt = Date.now();
      zero = performance.now();
      busy = performance.eventLoopUtilization();
    },
    reply(index, status, bytes, due, sent) {
      const now = performance.now();
      advance(now);
      recordMilliseconds(latency, now - due);
      if (serviceTime) recordMilliseconds(serviceTime, now - sent);
      recordMilliseconds(bucket.latency, now - due);
      bucket.replies++;
      bucket.bytes += bytes;
      bytesInAll += bytes;
      if (tally) countReply(tally);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const own = byRequest.get(index);
      if (own) {
        own.replies++;
        recordMilliseconds(own.latency, now - due);
      }
    },
    failure(index, kind, code) {
      advance(performance.now());
      failures[kind]++;
      if (tally) countFailure(tally);
      bucket.failures++;
      failureCodes.set(code, (failureCodes.get(code) ?? 0) + 1);
      const own = byRequest.get(index);
      if (own) own.failures++;
    },
    unfinished(due, sent) {
      if (sent) open.inFlight++;
      else open.neverSent++;
      open.oldestMs = Math.max(open.oldestMs, performance.now() - due);
    },
    end(how) {
      const now = how === 'complete' ? last : performance.now();
      const { utilization } = performance.eventLoopUtilization(busy);
      advance(now);
      if (bucket.replies + bucket.failures > 0) closeBucket();
      return {
        startedAt, elapsedMs: now - zero, bytes: bytesInAll,
        statuses: Object.fromEntries(statuses), failures, failureCodes: Object.fromEntries(failureCodes),
        latency: encodeHistogram(latency), ...(serviceTime && { serviceTime: encodeHistogram(serviceTime) }),
        unfinished: open, seriesIntervalMs, series,
        byRequest: [...byRequest].map(([index, own]) => ({ index, replies: own.replies, failures: own.failures, latency: encodeHistogram(own.latency) })),
        eventLoopUtilization: utilization, interrupted: how === 'interrupted',
      };
    },
  };
}
