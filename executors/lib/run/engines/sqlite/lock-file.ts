import { closeSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Stop } from '../../stop';

const POLL = 50;

/**
 * A file beside the database that only one runner can make. One that a killed runner left is taken over:
 * it names the process and the machine.
 */
export async function lockFile(database: string, wait: number): Promise<() => Promise<void>> {
  const file = `${database}.migrate-lock`;
  const end = Date.now() + wait;
  for (;;) {
    try {
      const descriptor = openSync(file, 'wx');
      writeSync(descriptor, JSON.stringify({ pid: process.pid, host: hostname() }));
      closeSync(descriptor);
      return async () => rmSync(file, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const holder = holderOf(file);
    if (holder === 'dead') rmSync(file, { force: true });
    else if (Date.now() >= end) {
      throw new Stop({
        code: 'BACKEND_RUN_LOCKED', severity: 'error', message: `another runner has held the migration lock for ${wait / 1000} s: ${holder}`,
        help: `Wait for it and run again, or remove ${file} if that runner is gone.`,
      });
    } else await sleep(Math.max(1, Math.min(POLL, end - Date.now())));
  }
}

function holderOf(file: string): string {
  let holder: { pid?: number; host?: string };
  try {
    holder = JSON.parse(readFileSync(file, 'utf8')) as typeof holder;
  } catch {
    // Being written, or gone already.
    return 'a process that has just begun';
  }
  if (holder.host !== hostname() || holder.pid === undefined) return `process ${holder.pid ?? '?'} on ${holder.host ?? '?'}`;
  try {
    process.kill(holder.pid, 0);
    return `process ${holder.pid} on this machine`;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH' ? 'dead' : `process ${holder.pid} on this machine`;
  }
}
