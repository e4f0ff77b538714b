import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Small servers in files of their own, to be started by a command. */
export interface Programs {
  readonly folder: string;
  /** Writes a program and returns the command that runs it. */
  write(name: string, code: string): string;
  remove(): void;
}

export function programs(): Programs {
  const folder = mkdtempSync(path.join(tmpdir(), 'backend-load-'));
  return {
    folder,
    write(name, code) {
      writeFileSync(path.join(folder, `${name}.cjs`), code);
      return `"${process.execPath}" ${name}.cjs`;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A server that answers everything at once. */
export const GOOD_SERVER = `require('node:http').createServer((_, r) => r.end('ok')).listen(process.env.PORT, '127.0.0.1');`;

/** A server that takes its time, and leaves some to the load generator. */
export const UNHURRIED_SERVER = `require('node:http').createServer((_, r) => setTimeout(() => r.end('ok'), 10)).listen(process.env.PORT, '127.0.0.1');`;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
