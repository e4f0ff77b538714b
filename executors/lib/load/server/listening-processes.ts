import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** Processes of this machine that listen on a TCP port, as far as the operating system lets us see. */
export function listeningProcesses(port: number): number[] {
  return process.platform === 'linux' ? fromProc(port) : process.platform === 'win32' ? [] : fromLsof(port);
}

function fromProc(port: number): number[] {
  const sockets = new Set(['tcp', 'tcp6'].flatMap((table) => listeningSockets(table, port)));
  if (sockets.size === 0) return [];
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && holds(name, sockets)).map(Number);
}

/** Links as in /proc/<pid>/fd: `socket:[1059]`. */
function listeningSockets(table: string, port: number): string[] {
  return quietly(() => readFileSync(`/proc/net/${table}`, 'utf8'), '').split('\n').slice(1).flatMap((line) => {
    const fields = line.trim().split(/\s+/);
    const local = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16);
    return local === port && fields[3] === LISTEN ? [`socket:[${fields[9]}]`] : [];
  });
}

const LISTEN = '0A';

function holds(pid: string, sockets: ReadonlySet<string>): boolean {
  return quietly(() => readdirSync(`/proc/${pid}/fd`), []).some((fd) => sockets.has(quietly(() => readlinkSync(`/proc/${pid}/fd/${fd}`), '')));
}

function fromLsof(port: number): number[] {
  const output = quietly(() => execFileSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-t'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }), '');
  return output.split('\n').filter((line) => /^\d+$/.test(line)).map(Number);
}

/** Other users' processes may not be looked into, and processes end while we look. */
function quietly<T>(read: () => T, otherwise: T): T {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
