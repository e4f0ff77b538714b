import type { EngineSummary } from '../engine-result';

interface Metric { readonly [value: string]: unknown; readonly values?: Readonly<Record<string, unknown>> }

const PERCENTILES = { mean: 'avg', p50: 'p(50)', p75: 'p(75)', p90: 'p(90)', p95: 'p(95)', p99: 'p(99)', 'p99.9': 'p(99.9)', max: 'max' } as const;

/**
 * Reads the JSON summary of k6, as `handleSummary` has it (`{ metrics: { x: { values } } }`) or as
 * `--summary-export` writes it (`{ metrics: { x: { … } } }`).
 * @returns undefined for what is no summary of k6
 */
export function readK6Summary(json: unknown): EngineSummary | undefined {
  const metrics = typeof json === 'object' && json !== null ? (json as { metrics?: Record<string, Metric> }).metrics : undefined;
  if (typeof metrics !== 'object' || metrics === null || !('http_reqs' in metrics)) return undefined;
  const value = (name: string, of: string): number | undefined => {
    const metric = metrics[name];
    const found = metric?.values ? metric.values[of] : metric?.[of];
    return typeof found === 'number' ? found : undefined;
  };
  const requests = value('http_reqs', 'count') ?? 0;
  const latency = Object.fromEntries(Object.entries(PERCENTILES).flatMap(([name, of]) => {
    const ms = value('http_req_duration', of) ?? (name === 'p50' ? value('http_req_duration', 'med') : undefined);
    return ms === undefined ? [] : [[name, ms]];
  }));
  return {
    requests, repliesPerSecond: value('http_reqs', 'rate') ?? 0,
    // `--summary-export` has a rate as its `value`.
    errorRate: value('backend_errors', 'rate') ?? value('backend_errors', 'value') ?? value('http_req_failed', 'rate') ?? value('http_req_failed', 'value') ?? 0,
    statuses: Object.fromEntries(Object.keys(metrics).flatMap((name) => {
      const status = /^backend_status_(\d{3}|other)$/.exec(name)?.[1];
      const count = value(name, 'count') ?? 0;
      return status === undefined || count === 0 ? [] : [[status, count]];
    })),
    latency,
    bySteps: Object.keys(metrics).flatMap((name) => {
      const step = /^backend_step_(\d+)$/.exec(name)?.[1];
      const [p50, p99] = [value(name, 'p(50)') ?? value(name, 'med'), value(name, 'p(99)')];
      return step === undefined ? [] : [{ step: Number(step), requests: value(name, 'count') ?? 0, ...(p50 !== undefined && { p50 }), ...(p99 !== undefined && { p99 }) }];
    }).sort((a, b) => a.step - b.step),
  };
}
