import type { UsageMeter } from '../server/process-tree';
import type { EventLoop } from './event-loop/event-loop';

/** What the server used while it was measured. */
export interface Usage {
  readonly cpuMs: number;
  /** Absent without replies. */
  readonly cpuPerRequestMs?: number;
  /** Processor cores in use, on average. */
  readonly cores: number;
  readonly peakBytes: number;
  readonly processes: number;
  /** Where the run started it, and it is Node's. */
  readonly eventLoop?: EventLoop;
}

/** How often memory is looked at. */
const EVERY = 250;

/** Runs a measurement and says what the server used meanwhile; nothing where it cannot be metered. */
export async function withUsage<T extends { readonly replies: number; readonly elapsedMs: number }>(
  meter: UsageMeter | undefined, measure: () => Promise<T>,
): Promise<{ readonly measured: T; readonly usage?: Usage }> {
  if (!meter) return { measured: await measure() };
  await meter.loop?.begin();
  const before = meter.read();
  let peakBytes = before.bytes;
  const timer = setInterval(() => (peakBytes = Math.max(peakBytes, meter.bytes() ?? 0)), EVERY);
  const measured = await measure().finally(() => clearInterval(timer));
  const after = meter.read();
  const eventLoop = await meter.loop?.end(measured.elapsedMs);
  const cpuMs = after.cpuMs - before.cpuMs;
  return {
    measured,
    usage: {
      cpuMs, ...(measured.replies > 0 && { cpuPerRequestMs: cpuMs / measured.replies }),
      cores: measured.elapsedMs === 0 ? 0 : cpuMs / measured.elapsedMs,
      peakBytes: Math.max(peakBytes, after.bytes), processes: after.processes, ...(eventLoop && { eventLoop }),
    },
  };
}
