import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathOf } from '../options/parse-comparison';
import type { LoadReport } from '../report/report';
import { LEAST_CPU_MS } from '../verdict/judge';
import type { Comparison } from './judge-ratio';

/** What a run leaves for later ones to be compared with. */
export interface Baseline {
  readonly version: 1;
  readonly kind: 'loadtest-baseline';
  readonly measuredAt: string;
  /** What has to be the same for CPU times to compare. */
  readonly machine: Readonly<Record<string, string | number>>;
  readonly load: unknown;
  readonly cpuPerRequestMs: number;
  /** For the trend only. */
  readonly trend: Readonly<Record<string, number>>;
}

/** A run beside a stored one. */
export interface BaselineResult {
  readonly verdict: Comparison;
  readonly reasons: readonly string[];
  readonly measuredAt: string;
  readonly margin: number;
  /** CPU time per request, now over then. */
  readonly ratio?: number;
  /** Ratios of what is not judged: it differs by half between runs of one build. */
  readonly trend: Readonly<Record<string, number>>;
}

/** Makes a baseline of a report; undefined where CPU time was not measured, or too little of it. */
export function toBaseline(report: LoadReport): Baseline | undefined {
  const { machine: { cpu, cores, platform, arch, node }, measurement, usage, requests, shape } = report;
  if (!measurement?.latency || usage?.cpuPerRequestMs === undefined || usage.cpuMs < LEAST_CPU_MS) return undefined;
  const { concurrency, rate, pipelining } = shape!;
  const { p50, p95, p99 } = measurement.latency;
  return {
    version: 1, kind: 'loadtest-baseline', measuredAt: report.measuredAt,
    machine: { cpu, cores, platform, arch, node: node.split('.')[0]! },
    load: { requests: requests.map(({ method, url, bodyBytes }) => `${method} ${pathOf(url)} ${bodyBytes}`), concurrency, pipelining, ...(rate !== undefined && { rate }) },
    cpuPerRequestMs: usage.cpuPerRequestMs,
    trend: { p50, p95, p99, rps: measurement.repliesPerSecond, memory: usage.peakBytes },
  };
}

/**
 * Judges CPU time per request alone, by a wide margin, on the same kind of machine alone: of runs of one build, stored
 * and compared, three in four differ by over 5 % in latency and throughput, and none by over 20 % in CPU time.
 */
export function compareBaseline(now: Baseline | undefined, then: Baseline, margin: number): BaselineResult {
  const common = { measuredAt: then.measuredAt, margin };
  if (!now) return { ...common, verdict: 'cannot tell', reasons: ['CPU time per request was not measured, or too little of it'], trend: {} };
  const trend = Object.fromEntries(Object.entries(now.trend).flatMap(([name, value]) => (then.trend[name] ? [[name, value / then.trend[name]]] : [])));
  const differing = Object.keys(now.machine).filter((name) => now.machine[name] !== then.machine[name]);
  if (differing.length > 0) {
    const what = differing.map((name) => `${name} ${now.machine[name]}, not ${then.machine[name]}`).join('; ');
    return { ...common, verdict: 'cannot tell', reasons: [`the baseline is of another kind of machine: ${what}`], trend: {} };
  }
  if (JSON.stringify(now.load) !== JSON.stringify(then.load)) return { ...common, verdict: 'cannot tell', reasons: ['the baseline is of another load'], trend: {} };
  const ratio = now.cpuPerRequestMs / then.cpuPerRequestMs;
  const verdict = ratio > 1 + margin ? 'slower' : ratio < 1 / (1 + margin) ? 'faster' : 'no difference';
  return { ...common, verdict, reasons: [], ratio, trend };
}

/** Reads a baseline; a sentence where that is none. */
export function readBaseline(file: string): Baseline | string {
  let json: Partial<Baseline>;
  try {
    json = JSON.parse(readFileSync(file, 'utf8')) as Partial<Baseline>;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? 'it does not exist' : code ?? 'it is not JSON';
  }
  if (json?.kind !== 'loadtest-baseline') return 'it is no baseline of a load test';
  if (json.version !== 1) return `its version is ${JSON.stringify(json.version)}, not 1`;
  const whole = typeof json.cpuPerRequestMs === 'number' && json.cpuPerRequestMs > 0 && [json.machine, json.load, json.trend].every((part) => typeof part === 'object' && part !== null);
  return whole ? (json as Baseline) : 'it is not whole';
}

export function writeBaseline(file: string, baseline: Baseline): void {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(baseline, null, 2)}\n`);
}
