import type { Tls } from '../plan/tls';
import { probeAgent } from '../probe/probe-agent';
import type { ProbeReply, ProbeRequest } from '../probe/send';
import { send } from '../probe/send';
import { burst } from './burst';
import type { Burst } from './burst';
import type { RateLimitFields } from './rate-limit-fields';
import { readRateLimit } from './rate-limit-fields';

export interface RateLimitOptions {
  readonly connections: number;
  /** Most requests of a burst. */
  readonly amount: number;
  /** How long a burst may last. */
  readonly durationMs: number;
  readonly timeoutMs: number;
  readonly tls?: Tls | undefined;
  /** How long to wait until requests are taken again. */
  readonly recoveryMs: number;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/** What was seen: a burst from whatever window there was, the way out, and a burst in a fresh window. */
export interface Observation {
  readonly first: Burst;
  readonly refusal?: RateLimitFields;
  /** Absent where it was not waited for, or in vain. */
  readonly recovery?: { readonly waitedMs: number; readonly fields: RateLimitFields };
  /** A burst that began with the first request of a new window; `accepted` counts that one too. */
  readonly fresh?: Burst;
  /** From the first request of that window to the first that was taken after it. */
  readonly windowMs?: number;
}

/** Asks less often than this, so that limiters which count refused requests too let go. */
const POLLS = 25;

/** Sends until it is refused, waits as it is told, and sends again until it is refused in a window whose beginning is known. */
export async function observeRateLimit(request: ProbeRequest, options: RateLimitOptions): Promise<Observation> {
  const { signal, progress, durationMs, timeoutMs } = options;
  const agent = probeAgent(request.url, options.connections);
  const sendOne = (): Promise<ProbeReply> => send(request, { timeoutMs, tls: options.tls, agent, signal });
  const shape = { connections: options.connections, amount: options.amount, durationMs, signal };
  try {
    progress(`sending until it answers 429, at most ${options.amount} requests`);
    const first = await burst(sendOne, shape);
    if (!first.refusal) return { first };
    const refusal = readRateLimit(first.refusal.headers, Date.now());
    const recovery = await recover(sendOne, refusal, first.beganAt + first.elapsedMs, options);
    if (!recovery) return { first, refusal };
    const more = await burst(sendOne, { ...shape, amount: Math.max(shape.amount, first.accepted * 2 + 10) });
    const fresh = { ...more, accepted: more.accepted + 1, beganAt: recovery.at, elapsedMs: more.beganAt + more.elapsedMs - recovery.at };
    const seen: Observation = { first, refusal, recovery: { waitedMs: recovery.waitedMs, fields: recovery.fields }, fresh };
    if (!more.refusal || recovery.fields.windowSeconds !== undefined) return seen;
    const again = await recover(sendOne, readRateLimit(more.refusal.headers, Date.now()), more.beganAt + more.elapsedMs, options);
    return again ? { ...seen, windowMs: again.at - recovery.at } : seen;
  } finally {
    agent.destroy();
  }
}

async function recover(sendOne: () => Promise<ProbeReply>, refusal: RateLimitFields, since: number, { recoveryMs, signal, progress }: RateLimitOptions): Promise<{ readonly at: number; readonly waitedMs: number; readonly fields: RateLimitFields } | undefined> {
  const told = (refusal.retryAfterSeconds ?? refusal.resetSeconds ?? 0) * 1000;
  if (told > recoveryMs) return undefined;
  if (told > 0) progress(`waiting for ${Math.ceil(told / 1000)} s, as it says`);
  await pause(told, signal);
  const step = Math.max(50, Math.min(1000, told / POLLS || 100));
  for (let at = performance.now(); at - since < recoveryMs && !signal.aborted; at = performance.now()) {
    const reply = await sendOne();
    if ('status' in reply && reply.status < 400) return { at, waitedMs: at - since, fields: readRateLimit(reply.headers, Date.now()) };
    await pause(step, signal);
  }
  return undefined;
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) return resolve();
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}
