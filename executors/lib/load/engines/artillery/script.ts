import { stringify } from 'yaml';
import type { LoadShape } from '../../plan/plan';
import type { Threshold } from '../../verdict/threshold';

/** Artillery's names of measures, in the conditions of its `ensure`. */
const MEASURES: Readonly<Partial<Record<Threshold['metric'], string>>> = {
  p50: 'http.response_time.p50', p75: 'http.response_time.p75', p90: 'http.response_time.p90', p95: 'http.response_time.p95', p99: 'http.response_time.p99', 'p99.9': 'http.response_time.p999',
  max: 'http.response_time.max', mean: 'http.response_time.mean', rps: 'http.request_rate', errorRate: 'backend.errors / http.requests',
};

/**
 * A test script of Artillery; what its users do is in the processor beside it. Without a rate there
 * are as many users as connections, who go on until the time is over; with one, each arrival is one request.
 */
export function artilleryScript({ concurrency, rate, durationMs = 10_000, timeoutMs, amount }: LoadShape, thresholds: readonly Threshold[], origin: string): string {
  const request = { get: { url: '/', beforeRequest: 'prepare', afterResponse: 'received', followRedirect: false } };
  const conditions = thresholds.flatMap(({ metric, operator, value }) => (MEASURES[metric] === undefined ? [] : [{ expression: `${MEASURES[metric]} ${operator} ${value}` }]));
  const seconds = Math.max(1, Math.ceil((rate !== undefined && amount !== undefined ? (amount * 1000) / rate : durationMs) / 1000));
  const script = {
    config: {
      target: origin, processor: './processor.cjs', http: { timeout: Math.max(1, Math.ceil(timeoutMs / 1000)) },
      phases: [rate === undefined ? { duration: 1, arrivalCount: concurrency } : { duration: seconds, arrivalRate: rate, maxVusers: concurrency }],
      ...(conditions.length > 0 && { plugins: { ensure: {} }, ensure: { conditions } }),
    },
    scenarios: [{ name: 'backend', flow: rate === undefined ? [{ function: 'begin' }, { loop: [request], whileTrue: 'goOn' }] : [{ function: 'begin' }, request] }],
  };
  return `# Runs with Artillery (https://www.artillery.io): artillery run --output report.json script.yml\n${stringify(script)}`;
}
