import type { Threshold } from '../../verdict/threshold';

/** k6's name of a measure, and the value in its summary. */
const MEASURES: Readonly<Partial<Record<Threshold['metric'], readonly [metric: string, value: string]>>> = {
  p50: ['http_req_duration', 'p(50)'], p75: ['http_req_duration', 'p(75)'], p90: ['http_req_duration', 'p(90)'], p95: ['http_req_duration', 'p(95)'], p99: ['http_req_duration', 'p(99)'], 'p99.9': ['http_req_duration', 'p(99.9)'],
  max: ['http_req_duration', 'max'], mean: ['http_req_duration', 'avg'], errorRate: ['backend_errors', 'rate'], rps: ['http_reqs', 'rate'],
};

/** Thresholds as k6 writes them: `{ http_req_duration: ['p(95)<200'] }`; what k6 cannot measure is left out. */
export function k6Thresholds(thresholds: readonly Threshold[]): Record<string, string[]> {
  const all: Record<string, string[]> = {};
  for (const { metric, operator, value } of thresholds) {
    const [name, of] = MEASURES[metric] ?? [];
    if (name !== undefined) (all[name] ??= []).push(`${of}${operator}${value}`);
  }
  return all;
}

/** Thresholds that only our own engine can judge. */
export function unknownToEngines(thresholds: readonly Threshold[]): Threshold[] {
  return thresholds.filter(({ metric }) => MEASURES[metric] === undefined);
}
