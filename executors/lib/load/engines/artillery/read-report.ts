import type { EngineSummary } from '../engine-result';

interface Aggregate {
  readonly counters?: Readonly<Record<string, number>>;
  readonly rates?: Readonly<Record<string, number>>;
  readonly summaries?: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly firstMetricAt?: number;
  readonly lastMetricAt?: number;
}

const NAMES = { mean: 'mean', p50: 'p50', p75: 'p75', p90: 'p90', p95: 'p95', p99: 'p99', 'p99.9': 'p999', max: 'max' } as const;

/** Reads what `artillery run --output` writes. @returns undefined for what is no report of Artillery */
export function readArtilleryReport(json: unknown): EngineSummary | undefined {
  const aggregate = typeof json === 'object' && json !== null ? (json as { aggregate?: Aggregate }).aggregate : undefined;
  if (!aggregate?.counters) return undefined;
  const { counters, summaries = {}, firstMetricAt = 0, lastMetricAt = 0 } = aggregate;
  const replies = counters['http.responses'] ?? 0;
  const failed = Object.entries(counters).filter(([name]) => name.startsWith('errors.')).reduce((sum, [, count]) => sum + count, 0);
  const seconds = Math.max(0.001, (lastMetricAt - firstMetricAt) / 1000);
  const times = summaries['http.response_time'];
  return {
    requests: replies + failed, repliesPerSecond: replies / seconds, errorRate: replies + failed === 0 ? 0 : ((counters['backend.errors'] ?? 0) + failed) / (replies + failed),
    statuses: Object.fromEntries(Object.entries(counters).flatMap(([name, count]) => (/^http\.codes\.\d{3}$/.test(name) ? [[name.slice(-3), count]] : []))),
    latency: Object.fromEntries(Object.entries(NAMES).flatMap(([name, of]) => (times?.[of] === undefined ? [] : [[name, times[of]]]))),
    bySteps: Object.entries(summaries).flatMap(([name, of]) => {
      const step = /^backend\.step\.(\d+)$/.exec(name)?.[1];
      return step === undefined ? [] : [{ step: Number(step), requests: of['count'] ?? 0, ...(of['p50'] !== undefined && { p50: of['p50'] }), ...(of['p99'] !== undefined && { p99: of['p99'] }) }];
    }).sort((a, b) => a.step - b.step),
  };
}
