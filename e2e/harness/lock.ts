import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Runs `work` while no other process (Jest worker) holds the lock folder; a dead holder's lock is taken over. */
export async function withLock<T>(lock: string, work: () => Promise<T> | T): Promise<T> {
  for (;;) {
    try {
      mkdirSync(lock);
      break;
    } catch {
      if (!holderLives(lock)) rmSync(lock, { recursive: true, force: true });
      else await sleep(200);
    }
  }
  try {
    writeFileSync(path.join(lock, 'pid'), String(process.pid));
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

const unreadable = new Map<string, number>();

function holderLives(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    // The holder may be between mkdir and writing its id: give it some rounds.
    const rounds = (unreadable.get(lock) ?? 0) + 1;
    unreadable.set(lock, rounds);
    return rounds % 50 !== 0;
  }
}
