import type { LoopMeter } from '../measure/event-loop/watch-event-loop';
import type { ProcessRow } from './process-table';
import { readProcess, readProcessTable } from './process-table';
import { readThreadTimes } from './thread-times';

/** The processes of a table that are among `roots` or descend from them. */
export function treeOf(roots: Iterable<number>, table: ReadonlyMap<number, ProcessRow>): ProcessRow[] {
  const children = new Map<number, ProcessRow[]>();
  for (const row of table.values()) children.set(row.parent, [...(children.get(row.parent) ?? []), row]);
  const found = new Map<number, ProcessRow>();
  const visit = (row: ProcessRow | undefined): void => {
    if (!row || found.has(row.pid)) return;
    found.set(row.pid, row);
    children.get(row.pid)?.forEach(visit);
  };
  for (const root of roots) visit(table.get(root));
  return [...found.values()];
}

/** What a server's processes use. */
export interface Usage {
  readonly cpuMs: number;
  readonly bytes: number;
  readonly processes: number;
}

/** Follows the processes of a server; undefined where the operating system does not tell. */
export interface UsageMeter {
  read(): Usage;
  /** Memory of the processes known so far: cheap enough for the thread that sends. Undefined where it is not. */
  bytes(): number | undefined;
  /** In what steps its CPU time is counted: milliseconds. */
  readonly stepMs: number;
  /** Of its Node processes, where we started them. */
  readonly loop?: LoopMeter;
}

/** User and system time are each cut down to hundredths of a second, at both ends. */
const CUT_MS = 20;

/**
 * Meters a process tree: by hundredths of a second, refined by the scheduler's own clock where there is
 * one, since 10 ms are 5 % of what a server uses in a short slice. Processes once seen stay in it, be their parents gone, and what ended ones
 * have used stays counted.
 */
export function meterUsage(roots: readonly number[]): UsageMeter | undefined {
  if (roots.length === 0 || readProcessTable() === undefined) return undefined;
  const members = new Set(roots);
  let before = new Map<number, number>();
  const threads = new Map<string, number>();
  let cpuMs = 0;
  const refine = (rows: readonly ProcessRow[], coarse: number): number => {
    let fine = 0;
    for (const { pid } of rows) for (const [thread, ms] of readThreadTimes(pid)) {
      fine += ms - (threads.get(`${pid}/${thread}`) ?? 0);
      threads.set(`${pid}/${thread}`, ms);
    }
    // What has ended since is in the coarse figure alone.
    return fine > 0 && Math.abs(fine - coarse) <= CUT_MS * rows.length + coarse / 20 ? fine : coarse;
  };
  return {
    stepMs: [...members].some((pid) => readThreadTimes(pid).size > 0) ? 0.001 : 10,
    read() {
      const rows = treeOf(members, readProcessTable()!);
      rows.forEach(({ pid }) => members.add(pid));
      // A child's time moves to its parent when it ends; the difference of sums counts it once.
      const sum = rows.reduce((total, row) => total + row.cpuMs, 0);
      const lived = [...before].reduce((total, [, ms]) => total + ms, 0);
      cpuMs += refine(rows, Math.max(0, sum - lived));
      before = new Map(rows.map((row) => [row.pid, row.cpuMs]));
      return { cpuMs, bytes: rows.reduce((total, row) => total + row.bytes, 0), processes: rows.length };
    },
    bytes() {
      if (process.platform !== 'linux') return undefined;
      return [...members].reduce((total, pid) => total + (readProcess(pid)?.bytes ?? 0), 0);
    },
  };
}
