import type { ServerProblem } from '../server/start-server';
import { git } from './git';

/** A revision of the repository that a folder is in. */
export interface Commit {
  readonly sha: string;
  /** Of the repository. */
  readonly top: string;
  /** The folder within it: empty, or `services/shop/`. */
  readonly prefix: string;
}

/** What a branch, tag or commit means here; a branch that only the remote has is taken from `origin`. */
export async function findCommit(folder: string, ref: string): Promise<Commit | ServerProblem> {
  const place = await git(folder, ['rev-parse', '--show-toplevel', '--show-prefix']);
  if (!place.ok) return { kind: 'no-repository', message: `--compareRef needs a git repository: ${place.text}` };
  const [top = '', prefix = ''] = place.text.split('\n');
  for (const name of [ref, `origin/${ref}`]) {
    const found = await git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    if (found.ok && found.text) return { sha: found.text.split('\n').at(-1)!, top, prefix };
  }
  const shallow = await git(folder, ['rev-parse', '--is-shallow-repository']);
  if (shallow.text === 'true') return { kind: 'shallow', message: `there is no revision ${JSON.stringify(ref)} in this shallow clone` };
  return { kind: 'no-revision', message: `there is no revision ${JSON.stringify(ref)} in the repository` };
}
