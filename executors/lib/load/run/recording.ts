import type { ReplyChecks } from '../drive/reply-checks';

/** Why a request has no reply. */
export type FailureKind = 'connect' | 'timeout' | 'reset' | 'protocol';

/** What one thread measured, as plain data that merges with others. */
export interface Recording {
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly elapsedMs: number;
  readonly bytes: number;
  /** Replies by status code. */
  readonly statuses: Readonly<Record<string, number>>;
  readonly failures: Readonly<Record<FailureKind, number>>;
  /** Failures by the operating system's or the parser's own word: ECONNREFUSED. */
  readonly failureCodes: Readonly<Record<string, number>>;
  /** From the moment a request was due to the end of its reply; in closed loop it is due when sent. Encoded histogram. */
  readonly latency: string;
  /** From sending to the end of the reply, in open loop only. Encoded histogram. */
  readonly serviceTime?: string;
  /** What was still open at the end: it counts neither as reply nor as failure. */
  readonly unfinished: { readonly inFlight: number; readonly neverSent: number; readonly oldestMs: number };
  readonly seriesIntervalMs: number;
  readonly series: readonly Bucket[];
  /** Requests of the plan, by index, when there are several. */
  readonly byRequest: readonly { readonly index: number; readonly replies: number; readonly failures: number; readonly latency: string }[];
  /** Share of the time that the thread was busy, 0 to 1. */
  readonly eventLoopUtilization: number;
  /** Where replies were looked at. */
  readonly checks?: ReplyChecks;
  /** The run was ended from outside. */
  readonly interrupted: boolean;
}

/** An interval of the time series. */
export interface Bucket {
  readonly replies: number;
  readonly failures: number;
  readonly bytes: number;
  /** Encoded histogram; absent where there were no replies. */
  readonly latency?: string;
}
