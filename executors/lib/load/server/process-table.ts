import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** A process as the operating system accounts for it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** User and system time used so far, with that of children that have ended and were waited for. */
  readonly cpuMs: number;
  /** Resident memory. */
  readonly bytes: number;
}

/** Linux counts in hundredths of a second for every architecture's user space, and in pages of the machine. */
const TICK_MS = 10;

/** All processes; undefined where the operating system does not tell. */
export function readProcessTable(): Map<number, ProcessRow> | undefined {
  if (process.platform === 'linux') return byPid(readdirSync('/proc').filter((name) => /^\d+$/.test(name)).flatMap((name) => readProcess(Number(name)) ?? []));
  if (process.platform === 'win32') return undefined;
  return byPid(parsePs(execFileSync('ps', ['-axo', 'pid=,ppid=,time=,rss='], { encoding: 'utf8', maxBuffer: 2 ** 26 })));
}

function byPid(rows: readonly ProcessRow[]): Map<number, ProcessRow> {
  return new Map(rows.map((row) => [row.pid, row]));
}

/** One process, on Linux. */
export function readProcess(pid: number): ProcessRow | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name, field 2, stands in parentheses and may hold spaces and parentheses.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    const at = (index: number): number => Number(fields[index]);
    return { pid, parent: at(1), cpuMs: (at(11) + at(12) + at(13) + at(14)) * TICK_MS, bytes: at(21) * pageSize() };
  } catch {
    return undefined; // it has ended
  }
}

let pageBytes: number | undefined;

/** Of the machine, 4096 bytes or a multiple. */
function pageSize(): number {
  if (pageBytes === undefined) {
    try {
      pageBytes = Number(execFileSync('getconf', ['PAGESIZE'], { encoding: 'utf8' })) || 4096;
    } catch {
      pageBytes = 4096;
    }
  }
  return pageBytes;
}

/**
 * Reads the output of `ps`: times are `[[days-]hours:]minutes:seconds[.hundredths]`, memory is in
 * kilobytes. `ps` does not count children that have ended.
 */
export function parsePs(output: string): ProcessRow[] {
  return output.split('\n').flatMap((line) => {
    const match = /^\s*(\d+)\s+(\d+)\s+(?:(\d+)-)?((?:\d+:)+\d+(?:\.\d+)?)\s+(\d+)\s*$/.exec(line);
    if (!match) return [];
    const seconds = match[4]!.split(':').reduce((sum, part) => sum * 60 + Number(part), 0) + Number(match[3] ?? 0) * 86_400;
    return [{ pid: Number(match[1]), parent: Number(match[2]), cpuMs: Math.round(seconds * 1000), bytes: Number(match[5]) * 1024 }];
  });
}
