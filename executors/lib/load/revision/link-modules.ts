import { existsSync, lstatSync, mkdirSync, readdirSync, realpathSync, symlinkSync } from 'node:fs';
import path from 'node:path';

/**
 * Gives another revision the packages that are installed here. A link into the workspace itself, as
 * package managers make of its own packages, must lead into the other revision: linked as a whole,
 * node_modules would serve it this revision's libraries, and there would be nothing to compare.
 * @param folders where node_modules may be, relative to both roots: the root (''), and those of projects
 */
export function linkModules(here: string, there: string, folders: readonly string[]): void {
  const root = realpathSync(here);
  for (const folder of folders) {
    const [from, to] = [path.join(root, folder, 'node_modules'), path.join(there, folder, 'node_modules')];
    if (!existsSync(from) || existsSync(to) || !existsSync(path.dirname(to))) continue;
    linkEntries(from, to, root, there);
  }
}

function linkEntries(from: string, to: string, root: string, there: string): void {
  mkdirSync(to);
  for (const name of readdirSync(from)) {
    if (CACHES.has(name)) continue;
    const [source, target] = [path.join(from, name), path.join(to, name)];
    if (name.startsWith('@') && !lstatSync(source).isSymbolicLink()) linkEntries(source, target, root, there);
    else symlinkSync(counterpart(source, root, there), target, 'junction');
  }
}

/** Caches of tools hold what was built here. */
const CACHES = new Set(['.cache', '.vite', '.vitest']);

/** Where a link leads in the other revision. */
function counterpart(source: string, root: string, there: string): string {
  if (!lstatSync(source).isSymbolicLink() || !existsSync(source)) return source;
  const real = realpathSync(source);
  const within = path.relative(root, real);
  const own = !within.startsWith('..') && !path.isAbsolute(within) && !within.split(path.sep).includes('node_modules');
  return own ? path.join(there, within) : source;
}
