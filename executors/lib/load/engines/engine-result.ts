import type { JudgedThreshold } from '../verdict/judge';

/** What another engine ran, or would run. */
export interface EngineResult {
  readonly name: 'k6' | 'artillery';
  /** Files that were written, relative to the workspace's root. */
  readonly files: readonly string[];
  /** The command that runs them. */
  readonly command: string;
  /** What its summary says; absent where there is none yet. */
  readonly summary?: EngineSummary;
  readonly stepNames: readonly string[];
}

/** Figures of a summary, in milliseconds and per second. Histograms are not in it, so it merges with no other. */
export interface EngineSummary {
  readonly requests: number;
  readonly repliesPerSecond: number;
  /** Replies of a status that was not expected, and requests without one, of all. */
  readonly errorRate: number;
  readonly statuses: Readonly<Record<string, number>>;
  readonly latency: Readonly<Partial<Record<'mean' | 'p50' | 'p75' | 'p90' | 'p95' | 'p99' | 'p99.9' | 'max', number>>>;
  /** By index of the plan's steps, where the engine tells. */
  readonly bySteps: readonly { readonly step: number; readonly requests: number; readonly p50?: number; readonly p99?: number }[];
}

/** Judged by what a summary says. */
export type EngineThresholds = readonly JudgedThreshold[];
