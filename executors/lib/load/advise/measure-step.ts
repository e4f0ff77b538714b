import { cpus } from 'node:os';
import { withUsage } from '../measure/server-usage';
import type { LoadSettings } from '../options/settings';
import { runLoad } from '../run/run';
import type { Target } from '../server/open-target';
import { errorRate } from '../verdict/judge';
import { judgeRun } from '../verdict/verdict';
import type { AdviceStep } from './advice-result';

/** What a step may fall behind and still keep up; with few requests chance alone takes more. */
const BEHIND = 0.03;

/** Loads the server for a while, at a rate or as fast as the connections can. */
export async function measureStep({ requests, shape, tls, drive, thresholds, expectStatus }: LoadSettings, target: Target, rate: number | undefined, durationMs: number, signal: AbortSignal): Promise<AdviceStep> {
  const { rate: _, amount: __, ...rest } = shape;
  const plan = { requests: requests.map((request) => ({ ...request, url: target.resolve(request.url) })), shape: { ...rest, durationMs, ...(rate !== undefined && { rate }) }, ...(tls && { tls }), ...(drive && { drive }) };
  const before = machineTimes();
  const { measured: m, usage } = await withUsage(target.meter, () => runLoad(plan, AbortSignal.any([signal, target.died])));
  const after = machineTimes();
  const judged = { measurement: m, ...(usage && { usage }), expectStatus, timeoutMs: shape.timeoutMs };
  const seconds = m.elapsedMs / 1000;
  const waiting = m.unfinished.inFlight + m.unfinished.neverSent;
  const due = rate === undefined ? 0 : rate * seconds;
  const failed = Object.values(m.failures).reduce((a, b) => a + b, 0);
  const service = m.serviceTime ?? m.latency;
  const done = m.replies + failed;
  return {
    ...(rate !== undefined && { offered: rate }), achieved: m.repliesPerSecond, replies: m.replies, seconds,
    // Requests that wait since the last moment are no queue: what is due is late by more than the usual.
    sustained: rate === undefined ? false : due - done <= Math.max(BEHIND * due, 2 * Math.sqrt(due) * BEHIND + ((rate * (service?.p50 ?? 0)) / 1000) + 1),
    ...(m.latency && { p50: m.latency.p50, p95: m.latency.p95, p99: m.latency.p99 }),
    ...(service && { meanService: service.mean, underWay: (m.repliesPerSecond * service.mean) / 1000 }),
    errorRate: errorRate(judged) ?? 1, keepsThresholds: judgeRun(judged, thresholds).outcome === 'pass',
    ...(usage && { cores: usage.cores, peakBytes: usage.peakBytes }), ...(usage?.eventLoop && { loopBusy: usage.eventLoop.utilization, loopDelayP99: usage.eventLoop.delayP99Ms }),
    machineBusy: after.all === before.all ? 0 : 1 - (after.idle - before.idle) / (after.all - before.all), generatorBusy: m.generator.eventLoopUtilization, waiting,
  };
}

function machineTimes(): { idle: number; all: number } {
  const times = cpus().map((cpu) => cpu.times);
  return { idle: times.reduce((sum, { idle }) => sum + idle, 0), all: times.reduce((sum, one) => sum + Object.values(one).reduce((a, b) => a + b, 0), 0) };
}
