/** How the event loop of a server's busiest Node process did while it was measured. */
export interface EventLoop {
  /** What came in waited so long until the loop came round to it: milliseconds. */
  readonly delayP50Ms: number;
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** Share of the time in which it did something, or was kept from it, in place of waiting for something to do. */
  readonly utilization: number;
}

/** What a process tells: between two ticks of its monitor, which are due `resolutionMs` apart, so much time went by. */
export interface LoopReading {
  readonly resolutionMs: number;
  readonly windowMs: number;
  readonly activeMs: number;
  readonly intervals: readonly (readonly [ms: number, count: number])[];
}

/**
 * Delays as ticks would have met them that come whether or not the last one was answered: while the loop is blocked for a second
 * the monitor has one late tick, and a hundred were due. As counted by the monitor that second is one of many ticks, and
 * a tenth of ten seconds all the same.
 * @param elapsedMs how long the load took: what went before and after it was idle
 */
export function toEventLoop({ resolutionMs, windowMs, activeMs, intervals }: LoopReading, elapsedMs: number): EventLoop {
  // No tick: it did not come round once.
  const measured = intervals.length > 0 ? intervals : [[windowMs, 1] as const];
  const delays = measured.flatMap(([ms, count]) => dueWithin(ms - resolutionMs, resolutionMs).map((delay) => ({ delay, count })));
  delays.sort((a, b) => b.delay - a.delay);
  const all = delays.reduce((sum, { count }) => sum + count, 0) * Math.min(1, elapsedMs / windowMs);
  const percentile = (share: number): number => {
    let beyond = 0;
    return delays.find(({ count }) => (beyond += count) > (1 - share) * all)?.delay ?? 0;
  };
  return { delayP50Ms: percentile(0.5), delayP99Ms: percentile(0.99), delayMaxMs: delays[0]!.delay, utilization: Math.min(1, activeMs / elapsedMs) };
}

/** 25 ms late of 10: what was due then waited 25 ms, what was due after it 15 and 5. */
function dueWithin(lateMs: number, resolutionMs: number): number[] {
  const delays = [Math.max(0, lateMs)];
  for (let delay = lateMs - resolutionMs; delay > 0; delay -= resolutionMs) delays.push(delay);
  return delays;
}
