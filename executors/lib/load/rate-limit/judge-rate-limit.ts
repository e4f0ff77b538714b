import type { Observation } from './probe-rate-limit';
import type { RateLimitCheck, RateLimitResult } from './rate-limit-result';

/** A clock's second, and what an answer takes: a server that says 3 may mean 2.1 to 3.9. */
const SLACK_MS = 1500;

/** Judges what was seen of a rate limit. @param recoveryMs how long was waited at most */
export function judgeRateLimit(request: string, { first, refusal, recovery, fresh, windowMs }: Observation, recoveryMs: number): RateLimitResult {
  const statuses: Record<string, number> = { ...first.statuses };
  for (const [status, count] of Object.entries(fresh?.statuses ?? {})) statuses[status] = (statuses[status] ?? 0) + count;
  const failed = Object.entries(statuses).filter(([status]) => !/^([23]\d\d|429)$/.test(status)).map(([status, count]) => `${status} × ${count}`).join(', ');
  const checks: RateLimitCheck[] = [];
  const check = (name: string, good: boolean | undefined, what: string): void => void checks.push({ name, outcome: good === undefined ? 'void' : good ? 'pass' : 'fail', what });

  check('too many requests are refused', first.refusal !== undefined, first.refusal ? `429 after ${first.accepted} requests` : `none of ${first.accepted} requests in ${(first.elapsedMs / 1000).toFixed(1)} s was answered 429`);
  check('requests that are within the limit are answered well', failed === '', failed === '' ? 'nothing but 2xx, 3xx and 429' : failed);
  if (!refusal) return { request, checks, observed: { accepted: first.accepted, fresh: false }, statuses };

  const told = refusal.retryAfterSeconds ?? refusal.resetSeconds;
  check('a refusal says when to come back', told !== undefined, told === undefined ? `neither Retry-After nor a RateLimit field says it${refusal.sources.length > 0 ? ` (there is ${refusal.sources.join(', ')})` : ''}` : `in ${Number(told.toPrecision(3))} s, by ${refusal.sources.join(', ')}`);
  const tooLong = told !== undefined && told * 1000 > recoveryMs;
  check('requests are taken again afterwards', tooLong ? undefined : recovery !== undefined, recovery ? `after ${(recovery.waitedMs / 1000).toFixed(1)} s` : tooLong ? `that is longer than --recoveryTimeout, ${recoveryMs / 1000} s` : `not within ${recoveryMs / 1000} s`);
  if (recovery && told !== undefined) check('they are taken when it said', recovery.waitedMs <= told * 1000 + SLACK_MS, `after ${(recovery.waitedMs / 1000).toFixed(1)} s, ${Number(told.toPrecision(3))} s were said`);

  const fields = recovery?.fields ?? refusal;
  const limit = refusal.limit ?? fields.limit;
  const windowSeconds = refusal.windowSeconds ?? fields.windowSeconds;
  const filled = fresh?.refusal !== undefined;
  const window = windowMs ?? (windowSeconds === undefined ? undefined : windowSeconds * 1000);
  // A burst that is slower than its window fills several: the last to the limit, those before it as far as it came.
  const windows = filled && window !== undefined ? Math.floor(fresh.elapsedMs / window) + 1 : 1;
  const whole = filled && windows === 1;
  if (limit !== undefined) {
    const accepted = filled ? fresh.accepted : first.accepted;
    const slack = Math.max(1, limit * 0.05);
    const right = accepted <= limit * windows + slack && (!filled || accepted >= limit - slack);
    check('the limit is what it says', right, `it says ${limit}, ${accepted} were taken${whole ? '' : filled ? ` over ${windows} windows: more --concurrency would fill one` : ' in a window that had begun'}`);
  }
  const observedWindow = windowMs === undefined ? undefined : windowMs / 1000;
  return {
    request, checks, statuses,
    ...(refusal.sources.length > 0 && { declared: { fields: refusal.sources, ...(limit !== undefined && { limit }), ...(windowSeconds !== undefined && { windowSeconds }) } }),
    observed: { accepted: filled ? fresh.accepted : first.accepted, fresh: whole, ...(observedWindow !== undefined && { windowSeconds: observedWindow }) },
  };
}
