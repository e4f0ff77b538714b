import type { EventLoop } from '../measure/event-loop/event-loop';
import type { Measurement } from '../run/measurement';
import type { Comparison } from './judge-ratio';

/** The server under test, and the one it is compared with. */
export type Side = 'this' | 'other';

/** A short piece of load on one of the servers. */
export interface Slice {
  readonly side: Side;
  /** Of both servers; where neither can be started afresh, a stretch of their time. */
  readonly launch: number;
  readonly round: number;
  readonly replies: number;
  readonly repliesPerSecond: number;
  readonly p50?: number;
  readonly p99?: number;
  /** Absent where the server's processes are not known. */
  readonly cpuPerRequestMs?: number;
  /** Absent unless the run starts both. */
  readonly eventLoop?: EventLoop;
}

/** One figure of both servers. */
export interface ComparedMetric {
  readonly metric: 'cpuPerRequest' | 'p50';
  readonly verdict: Comparison;
  /** Milliseconds: the medians over all slices. */
  readonly this: number;
  readonly other: number;
  /** This over the other, with the interval of that ratio. */
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
  /** A ratio within it does not matter: 0.05. */
  readonly margin: number;
  /** Of the interval, at the look that gave the verdict: all looks at both figures together are right 95 times in a hundred. */
  readonly confidence: number;
}

/** What an interleaved comparison found. */
export interface ComparisonResult {
  readonly verdict: Comparison;
  /** Sentences without full stops. */
  readonly reasons: readonly string[];
  /** The first carries the verdict. */
  readonly metrics: readonly ComparedMetric[];
  readonly launches: number;
  readonly rounds: number;
  /** Absent unless it cannot tell: how many more. */
  readonly slicesToTell?: number;
  /** The same for both servers. */
  readonly requestsPerSlice: number;
  readonly slices: readonly Slice[];
  readonly other: { readonly origin: string; /** Of --compareRef. */ readonly revision?: { readonly ref: string; readonly sha: string }; readonly measurement: Measurement };
}
