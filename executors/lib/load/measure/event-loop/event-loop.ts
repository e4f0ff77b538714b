/** How the event loop of a server's busiest Node process did while it was measured. */
export interface EventLoop {
  /** What came in at any moment waited so long until the loop came round to it: milliseconds. */
  readonly delayP50Ms: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Share of the time in which it did something, or was kept from it, in place of waiting for something to do. */
  readonly utilization: number;
}

/** What a process tells. */
export interface LoopReading {
  readonly windowMs: number;
  readonly activeMs: number;
  /** From each tick of a timer to the next. */
  readonly lengths: readonly (readonly [ms: number, count: number])[];
  readonly maxMs: number;
  /** How far apart ticks were due: milliseconds. */
  readonly tickMs: number;
}

/**
 * Percentiles over the time of the load, not over ticks: of ten seconds, in one of which the loop was blocked, that one is a tenth,
 * though it is one late tick of nine hundred.
 * @param elapsedMs how long the load took: what went before and after it was idle
 */
export function toEventLoop({ windowMs, activeMs, lengths, maxMs, tickMs }: LoopReading, elapsedMs: number): EventLoop {
  const utilization = Math.min(1, activeMs / elapsedMs);
  // It did not come round once.
  if (lengths.length === 0) return { delayP50Ms: activeMs / 2, delayP99Ms: activeMs, delayMaxMs: activeMs, utilization };
  const beyond = delayBeyond(lengths, tickMs, elapsedMs / windowMs);
  return { delayP50Ms: beyond(0.5), delayP99Ms: beyond(0.01), delayMaxMs: Math.max(0, maxMs - tickMs), utilization };
}

/**
 * By a share of the time, the delay that was longer in so much of it. Of a tick that is 25 ms late, of 10, what was due
 * then waited 25 ms, what was due after it 15 and 5.
 */
function delayBeyond(ticks: LoopReading['lengths'], tickMs: number, part: number): (share: number) => number {
  const delays = ticks.flatMap(([ms, count]) => {
    const found = [{ delay: Math.max(0, ms - tickMs), count }];
    for (let delay = ms - 2 * tickMs; delay > 0; delay -= tickMs) found.push({ delay, count });
    return found;
  }).sort((a, b) => b.delay - a.delay);
  const all = delays.reduce((sum, { count }) => sum + count, 0) * Math.min(1, part);
  return (share) => {
    let beyond = 0;
    return delays.find(({ count }) => (beyond += count) > share * all)?.delay ?? 0;
  };
}
