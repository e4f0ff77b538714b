/** What a threshold can be about, and in what its value is kept. */
export const METRICS = {
  p50: 'ms', p75: 'ms', p90: 'ms', p95: 'ms', p99: 'ms', 'p99.9': 'ms', max: 'ms', mean: 'ms',
  errorRate: 'share', mismatchRate: 'share', rps: 'number', cpuPerRequest: 'ms', eventLoopDelay: 'ms', memory: 'bytes',
} as const;

export type Metric = keyof typeof METRICS;
export type Operator = '<' | '<=' | '>' | '>=';

/** A limit that the run has to keep. */
export interface Threshold {
  /** As it was written. */
  readonly text: string;
  readonly metric: Metric;
  readonly operator: Operator;
  readonly value: number;
}

export function holds(measured: number, operator: Operator, value: number): boolean {
  switch (operator) {
    case '<': return measured < value;
    case '<=': return measured <= value;
    case '>': return measured > value;
    case '>=': return measured >= value;
  }
}
