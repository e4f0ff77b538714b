import type { UslFit } from './fit-usl';

/** One rate that was tried. Rates are per second, times in milliseconds. */
export interface AdviceStep {
  /** What was asked for; absent: as fast as the connections could. */
  readonly offered?: number;
  readonly achieved: number;
  readonly replies: number;
  readonly seconds: number;
  /** It kept up with what was asked for. */
  readonly sustained: boolean;
  readonly p50?: number;
  readonly p95?: number;
  readonly p99?: number;
  /** From sending to the reply, on average. */
  readonly meanService?: number;
  /** Requests under way at the server, on average: Little's law. */
  readonly underWay?: number;
  readonly errorRate: number;
  readonly keepsThresholds: boolean;
  /** Processor cores that the server used. */
  readonly cores?: number;
  readonly peakBytes?: number;
  /** Of the server's busiest Node process, where the run started it. */
  readonly loopBusy?: number;
  readonly loopDelayP99?: number;
  /** Share of the whole machine's processor time that was used, by anybody. */
  readonly machineBusy: number;
  readonly generatorBusy: number;
  readonly waiting: number;
}

export type Saturation = 'event loop' | 'one core' | 'all cores' | 'the machine' | 'memory' | 'connections' | 'errors' | 'something behind the server';

/** What a search for the limit found. */
export interface AdviceResult {
  readonly steps: readonly AdviceStep[];
  /** The most replies per second, with the interval that holds it in 95 of 100 runs as long as the server's nature is. */
  readonly knee?: { readonly rate: number; readonly low: number; readonly high: number };
  /** The highest rate that all thresholds were kept at. */
  readonly withinThresholds?: number;
  readonly usl?: UslFit;
  readonly saturates?: { readonly what: Saturation; readonly why: string };
  readonly instances?: { readonly targetRate: number; readonly count: number; readonly low: number; readonly high: number };
  /** Sentences without full stops. */
  readonly recommendations: readonly string[];
}
