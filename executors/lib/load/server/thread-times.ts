import { readdirSync, readFileSync } from 'node:fs';

/**
 * How long each thread of a process has run, in milliseconds to the nanosecond: the first field of
 * /proc/<pid>/task/<tid>/schedstat (Linux, Documentation/scheduler/sched-stats). Empty where the
 * kernel does not tell or the process has ended. Threads that have ended are not in it.
 */
export function readThreadTimes(pid: number): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const thread of quietly(() => readdirSync(`/proc/${pid}/task`), [])) {
    const ns = Number(quietly(() => readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8'), '').split(' ')[0]);
    if (ns > 0) times.set(thread, ns / 1e6);
  }
  return times;
}

/** Threads and processes end while we look. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
