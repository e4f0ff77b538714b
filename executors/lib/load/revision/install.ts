import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { linkModules } from './link-modules';

const LOCKFILES = ['package-lock.json', 'npm-shrinkwrap.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];

/**
 * Sees to it that another revision has its packages: those that are installed here, where the lockfile
 * is the same, and else a command to install its own.
 * @returns the command to run there, or undefined where nothing is left to do
 */
export function providePackages(here: string, there: string): string | undefined {
  const lockfile = LOCKFILES.find((name) => existsSync(path.join(there, name)));
  if (existsSync(path.join(there, 'node_modules'))) return undefined;
  const same = LOCKFILES.every((name) => content(path.join(here, name)) === content(path.join(there, name)));
  if (same && existsSync(path.join(here, 'node_modules'))) {
    return void linkModules(here, there, foldersWithModules(here));
  }
  return lockfile === undefined ? undefined : installCommand(lockfile, there);
}

function installCommand(lockfile: string, folder: string): string {
  switch (lockfile) {
    case 'pnpm-lock.yaml': return 'pnpm install --frozen-lockfile';
    case 'yarn.lock': return existsSync(path.join(folder, '.yarnrc.yml')) ? 'yarn install --immutable' : 'yarn install --frozen-lockfile';
    case 'bun.lock':
    case 'bun.lockb': return 'bun install --frozen-lockfile';
    default: return 'npm ci --no-audit --no-fund';
  }
}

/** The root and the packages of the workspace, as far down as they are kept, that have a node_modules. */
function foldersWithModules(root: string, folder = '', depth = 3): string[] {
  const own = existsSync(path.join(root, folder, 'node_modules')) ? [folder] : [];
  if (depth === 0) return own;
  const inner = readdirSync(path.join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'node_modules' && !entry.name.startsWith('.'));
  return [...own, ...inner.flatMap(({ name }) => foldersWithModules(root, path.join(folder, name), depth - 1))];
}

/** Latin-1 keeps every byte of a binary lockfile. */
function content(file: string): string | undefined {
  return existsSync(file) ? readFileSync(file, 'latin1') : undefined;
}
