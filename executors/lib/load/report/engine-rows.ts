import type { EngineResult } from '../engines/engine-result';
import { formatMs } from '../verdict/verdict';

export const ENGINE_HEAD = ['', 'requests', 'P50', 'P75', 'P90', 'P95', 'P99', 'P99.9', 'max'];

/** Latency of all requests, and of each step where the engine tells. */
export function engineRows({ summary, stepNames }: EngineResult): string[][] {
  if (!summary) return [];
  const ms = (value: number | undefined): string => (value === undefined ? '' : formatMs(value));
  const { latency: of } = summary;
  return [
    ['all', String(summary.requests), ...([of.p50, of.p75, of.p90, of.p95, of.p99, of['p99.9'], of.max].map(ms))],
    ...summary.bySteps.map(({ step, requests, p50, p99 }) => [stepNames[step] ?? String(step), String(requests), ms(p50), '', '', '', ms(p99), '', '']),
  ];
}

export function engineSentence({ name, summary, files, command }: EngineResult): string {
  if (!summary) return `Files for ${name}: ${files.join(', ')}. They run by: ${command}`;
  const statuses = Object.entries(summary.statuses).map(([status, count]) => `${status} × ${count}`).join(', ') || 'none';
  return `Measured by ${name}: ${summary.requests} requests, ${Math.round(summary.repliesPerSecond)} replies per second, error rate ${(summary.errorRate * 100).toPrecision(3)} %, statuses ${statuses}. Files: ${files.join(', ')}.`;
}
