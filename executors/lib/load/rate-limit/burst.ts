import type { ProbeReply } from '../probe/send';

/** What a burst of requests met. */
export interface Burst {
  /** Replies but 429. */
  readonly accepted: number;
  readonly limited: number;
  readonly first: ProbeReply | undefined;
  /** The first 429. */
  readonly refusal: Extract<ProbeReply, { status: number }> | undefined;
  readonly beganAt: number;
  readonly elapsedMs: number;
  readonly statuses: Readonly<Record<string, number>>;
}

/**
 * Sends over several connections until the first 429, an amount or a time; then waits for what is under way.
 */
export async function burst(sendOne: () => Promise<ProbeReply>, options: { readonly connections: number; readonly amount: number; readonly durationMs: number; readonly signal: AbortSignal }): Promise<Burst> {
  const statuses: Record<string, number> = {};
  const beganAt = performance.now();
  let [sent, accepted, limited] = [0, 0, 0];
  let first: ProbeReply | undefined;
  let refusal: Burst['refusal'];
  const goOn = (): boolean => !refusal && !options.signal.aborted && sent < options.amount && performance.now() - beganAt < options.durationMs;
  await Promise.all(Array.from({ length: options.connections }, async () => {
    while (goOn()) {
      sent++;
      const reply = await sendOne();
      const status = 'status' in reply ? String(reply.status) : `${reply.failure} (${reply.code})`;
      statuses[status] = (statuses[status] ?? 0) + 1;
      if ('status' in reply && reply.status === 429) {
        limited++;
        refusal ??= reply;
      } else {
        accepted++;
        first ??= reply;
      }
    }
  }));
  return { accepted, limited, first, refusal, beganAt, elapsedMs: performance.now() - beganAt, statuses };
}
