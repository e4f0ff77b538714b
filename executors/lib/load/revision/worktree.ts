import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ServerProblem } from '../server/start-server';
import type { Commit } from './find-commit';
import { git } from './git';

/** Another revision's files, beside the repository's own. */
export interface Worktree {
  readonly folder: string;
  remove(): void;
}

/** Checks a revision out into a folder of its own, which goes again even when our own process ends at once. */
export async function addWorktree({ sha, top }: Commit): Promise<Worktree | ServerProblem> {
  const parent = mkdtempSync(path.join(realpathSync(tmpdir()), 'backend-revision-'));
  const folder = path.join(parent, path.basename(top));
  let there = true;
  const remove = (): void => {
    if (!there) return;
    there = false;
    process.off('exit', remove);
    quietly(() => execFileSync('git', ['-C', top, 'worktree', 'remove', '--force', '--force', folder], { stdio: 'ignore' }));
    quietly(() => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }));
    quietly(() => execFileSync('git', ['-C', top, 'worktree', 'prune'], { stdio: 'ignore' }));
  };
  process.once('exit', remove);
  const added = await git(top, ['worktree', 'add', '--detach', folder, sha]);
  if (added.ok) return { folder, remove };
  remove();
  return { kind: 'revision-broken', message: `the revision cannot be checked out: ${added.text.split('\n').at(-1)}` };
}

function quietly(act: () => unknown): void {
  try {
    act();
  } catch {
    // What is gone already need not be removed.
  }
}
