import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export const repoRoot = path.resolve(__dirname, '../..');

/**
 * Folder for packed tarballs, installed modules and workspaces: outside the repository, so that
 * nothing resolves to the repository's own node_modules by accident.
 */
export function scratch(...parts: string[]): string {
  const key = createHash('sha256').update(repoRoot).digest('hex').slice(0, 8);
  const folder = path.join(os.tmpdir(), `org-backend-e2e-${key}`, ...parts);
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Removes what earlier runs left behind in a scratch folder, once nobody can be using it. */
export function prune(folder: string, olderThanMinutes = 120): void {
  for (const name of readdirSync(folder)) {
    const entry = path.join(folder, name);
    try {
      if (Date.now() - statSync(entry).mtimeMs > olderThanMinutes * 60_000) rmSync(entry, { recursive: true, force: true });
    } catch {
      // Another worker was faster.
    }
  }
}
