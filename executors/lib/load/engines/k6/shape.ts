import type { LoadShape } from '../../plan/plan';

/** One of k6's scenarios: a number of users in turn, a rate, or an amount. An iteration is one request. */
export function k6Scenario({ concurrency, rate, amount, durationMs }: LoadShape): Record<string, unknown> {
  const duration = `${durationMs ?? 600_000}ms`;
  if (rate !== undefined) {
    // A rate below one per second, or with a fraction, is one per longer time.
    const [count, unit] = Number.isInteger(rate) ? [rate, '1s'] : [Math.max(1, Math.round(rate * 100)), '100s'];
    return { executor: 'constant-arrival-rate', rate: count, timeUnit: unit, duration: amount === undefined ? duration : `${Math.ceil((1000 * amount) / rate)}ms`, preAllocatedVUs: concurrency, maxVUs: concurrency };
  }
  if (amount !== undefined) return { executor: 'shared-iterations', vus: Math.min(concurrency, amount), iterations: amount, maxDuration: duration };
  return { executor: 'constant-vus', vus: concurrency, duration };
}
