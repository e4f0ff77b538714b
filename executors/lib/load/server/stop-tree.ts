import { execFileSync } from 'node:child_process';
import { readProcessTable } from './process-table';
import { treeOf } from './process-tree';

/** How long processes may take to end by themselves. */
const PATIENCE = 3000;

/**
 * Ends a process that leads a group of its own, with all its descendants: asks first, insists later.
 * Descendants that left the group are ended too.
 */
export async function stopTree(leader: number): Promise<void> {
  if (process.platform === 'win32') return void quietly(() => execFileSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore' }));
  const members = new Set(descendants(leader));
  signal(leader, members, 'SIGTERM');
  for (const end = Date.now() + PATIENCE; Date.now() < end && alive(leader, members); ) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    descendants(leader).forEach((pid) => members.add(pid));
  }
  if (alive(leader, members)) signal(leader, members, 'SIGKILL');
  for (const end = Date.now() + PATIENCE; Date.now() < end && alive(leader, members); ) await new Promise((resolve) => setTimeout(resolve, 10));
}

/** Ends it at once: for the end of our own process, where nothing can be awaited. */
export function killTree(leader: number): void {
  if (process.platform === 'win32') return void quietly(() => execFileSync('taskkill', ['/pid', String(leader), '/T', '/F'], { stdio: 'ignore' }));
  signal(leader, new Set(descendants(leader)), 'SIGKILL');
}

function descendants(leader: number): number[] {
  const table = readProcessTable();
  return table ? treeOf([leader], table).map(({ pid }) => pid) : [];
}

function signal(leader: number, members: ReadonlySet<number>, name: NodeJS.Signals): void {
  quietly(() => process.kill(-leader, name));
  for (const pid of members) quietly(() => process.kill(pid, name));
}

function alive(leader: number, members: ReadonlySet<number>): boolean {
  return quietly(() => process.kill(-leader, 0)) || [...members].some((pid) => quietly(() => process.kill(pid, 0)));
}

/** Whether it worked; a process that has ended is no error. */
function quietly(act: () => unknown): boolean {
  try {
    act();
    return true;
  } catch {
    return false;
  }
}
