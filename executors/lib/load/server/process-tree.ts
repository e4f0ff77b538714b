import type { ProcessRow } from './process-table';
import { readProcess, readProcessTable } from './process-table';

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
}

/**
 * Meters a process tree. Processes once seen stay in it, be their parents gone, and what ended ones
 * have used stays counted.
 */
export function meterUsage(roots: readonly number[]): UsageMeter | undefined {
  if (roots.length === 0 || readProcessTable() === undefined) return undefined;
  const members = new Set(roots);
  let before = new Map<number, number>();
  let cpuMs = 0;
  return {
    read() {
      const rows = treeOf(members, readProcessTable()!);
      rows.forEach(({ pid }) => members.add(pid));
      // A child's time moves to its parent when it ends; the difference of sums counts it once.
      const sum = rows.reduce((total, row) => total + row.cpuMs, 0);
      const lived = [...before].reduce((total, [, ms]) => total + ms, 0);
      cpuMs += Math.max(0, sum - lived);
      before = new Map(rows.map((row) => [row.pid, row.cpuMs]));
      return { cpuMs, bytes: rows.reduce((total, row) => total + row.bytes, 0), processes: rows.length };
    },
    bytes() {
      if (process.platform !== 'linux') return undefined;
      return [...members].reduce((total, pid) => total + (readProcess(pid)?.bytes ?? 0), 0);
    },
  };
}
