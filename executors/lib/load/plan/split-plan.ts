import type { Lane, LoadPlan } from './plan';

/**
 * Deals a plan out to threads: for each thread its lanes, one per origin. Connections, amounts and
 * rates add up to the plan's exactly.
 */
export function splitPlan({ requests, shape, drive, tls }: LoadPlan): Lane[][] {
  const origins = [...new Set(requests.map(({ url }) => new URL(url).origin))];
  const concurrency = shape.amount === undefined ? shape.concurrency : Math.min(shape.concurrency, shape.amount);
  const threads = Math.max(1, Math.min(shape.workers, Math.floor(concurrency / origins.length)));
  const slots = threads * origins.length;
  const connections = deal(concurrency, slots);
  const amounts = shape.amount === undefined ? undefined : proportional(shape.amount, connections, concurrency);
  return Array.from({ length: threads }, (_, thread) => origins.map((origin, index): Lane => {
    const slot = thread * origins.length + index;
    const own = requests.flatMap((request, at) => (new URL(request.url).origin === origin ? [{ request, at }] : []));
    return {
      origin,
      requests: own.map(({ request }) => request),
      indexes: own.map(({ at }) => at),
      connections: connections[slot]!,
      ...(tls && { tls }),
      ...(drive && { drive: { plan: drive, firstUser: connections.slice(0, slot).reduce((a, b) => a + b, 0), users: concurrency } }),
      ...(amounts && { amount: amounts[slot]! }),
      ...(shape.rate !== undefined && { rate: (shape.rate * connections[slot]!) / concurrency }),
    };
  }).filter(({ connections: n }) => n > 0));
}

function deal(total: number, slots: number): number[] {
  return Array.from({ length: slots }, (_, slot) => Math.floor(total / slots) + (slot < total % slots ? 1 : 0));
}

/** Shares of a whole number by weight, none below its weight where the total allows, which add up. */
function proportional(total: number, weights: readonly number[], sum: number): number[] {
  let before = 0;
  return weights.map((weight) => {
    const from = Math.floor((total * before) / sum);
    before += weight;
    return Math.floor((total * before) / sum) - from;
  });
}
