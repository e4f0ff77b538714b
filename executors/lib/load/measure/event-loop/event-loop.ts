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
  /** Of turns of the loop, without the time in which it waited for something to do; or from each tick of a timer to the next. */
  readonly lengths: readonly (readonly [ms: number, count: number])[];
  readonly maxMs: number;
  /** When ticks were due. Absent: turns were measured. */
  readonly tickMs?: number;
}

/**
 * Percentiles over the time of the load, not over turns: of ten seconds, in one of which the loop was blocked, that one is a tenth,
 * though it is one turn of thousands.
 * @param elapsedMs how long the load took: what went before and after it was idle
 */
export function toEventLoop({ windowMs, activeMs, lengths, maxMs, tickMs }: LoopReading, elapsedMs: number): EventLoop {
  const utilization = Math.min(1, activeMs / elapsedMs);
  // It did not come round once.
  if (lengths.length === 0) return { delayP50Ms: activeMs / 2, delayP99Ms: activeMs, delayMaxMs: activeMs, utilization };
  const beyond = tickMs === undefined ? delayOfTurns(lengths, elapsedMs) : delayOfTicks(lengths, tickMs, elapsedMs / windowMs);
  return { delayP50Ms: beyond(0.5), delayP99Ms: beyond(0.01), delayMaxMs: Math.max(0, maxMs - (tickMs ?? 0)), utilization };
}

/** What is waited longer for than a share of the time. */
type Beyond = (share: number) => number;

/** Whoever comes during a turn waits for the rest of it, so a turn of 40 ms has 10 ms in which one waits for over 30. */
function delayOfTurns(turns: LoopReading['lengths'], elapsedMs: number): Beyond {
  const longest = [...turns].sort(([a], [b]) => b - a);
  return (share) => {
    let [count, sum] = [0, 0];
    for (const [at, [ms, times]] of longest.entries()) {
      count += times;
      sum += times * ms;
      // The delay at which these turns together have so much time to spare.
      const delay = (sum - share * elapsedMs) / count;
      if (delay >= (longest[at + 1]?.[0] ?? 0)) return delay;
    }
    return 0;
  };
}

/** A tick that is 25 ms late, of 10: what was due then waited 25 ms, what was due after it 15 and 5. */
function delayOfTicks(ticks: LoopReading['lengths'], tickMs: number, part: number): Beyond {
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
