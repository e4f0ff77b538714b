import path from 'node:path';
import type { ServerProblem } from '../server/start-server';
import { findCommit } from './find-commit';
import { providePackages } from './install';
import { runStep } from './run-step';
import { addWorktree } from './worktree';

/** Another revision, installed and built. */
export interface Revision {
  readonly ref: string;
  readonly sha: string;
  /** What the workspace's root is here. */
  readonly root: string;
  close(): void;
}

export interface RevisionContext {
  readonly root: string;
  readonly signal: AbortSignal;
  readonly progress: (text: string) => void;
}

/**
 * Checks another revision out beside this one, gives it its packages and builds it. Uncommitted
 * changes stay where they are: they are what is compared with it.
 * @param build a command to run there; absent: none
 */
export async function openRevision(ref: string, build: string | undefined, { root, signal, progress }: RevisionContext): Promise<Revision | ServerProblem> {
  const commit = await findCommit(root, ref);
  if ('kind' in commit) return commit;
  const short = commit.sha.slice(0, 9);
  progress(`checking out ${ref} (${short})`);
  const worktree = await addWorktree(commit);
  if ('kind' in worktree) return worktree;
  const there = path.join(worktree.folder, commit.prefix);
  try {
    for (const step of [providePackages(root, there), build]) {
      if (step === undefined) continue;
      progress(`${short}: ${step}`);
      const problem = await runStep(step, there, signal);
      if (!problem) continue;
      worktree.remove();
      return problem;
    }
  } catch (error) {
    worktree.remove();
    throw error;
  }
  return { ref, sha: commit.sha, root: there, close: worktree.remove };
}
