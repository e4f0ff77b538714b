import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseJson } from '@nx/devkit';

/**
 * Tells whether a folder is one of the package manager's workspaces (`workspaces` of the root
 * package.json, `packages` of pnpm-workspace.yaml), as Nx tells its package.json projects.
 */
export function workspacesOf(root: string): (folder: string) => boolean {
  const patterns = [...npmWorkspaces(root), ...pnpmWorkspaces(root)].map((pattern) => pattern.replace(/^\.\//, '').replace(/\/$/, ''));
  const included = patterns.filter((pattern) => !pattern.startsWith('!')).map(globExpression);
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => globExpression(pattern.slice(1)));
  return (folder) => included.some((glob) => glob.test(folder)) && !excluded.some((glob) => glob.test(folder));
}

function npmWorkspaces(root: string): string[] {
  const file = path.join(root, 'package.json');
  if (!existsSync(file)) return [];
  const { workspaces } = parseJson<{ workspaces?: string[] | { packages?: string[] } }>(readFileSync(file, 'utf8'));
  return Array.isArray(workspaces) ? workspaces : workspaces?.packages ?? [];
}

function pnpmWorkspaces(root: string): string[] {
  const file = path.join(root, 'pnpm-workspace.yaml');
  if (!existsSync(file)) return [];
  const { parse } = require('yaml') as typeof import('yaml');
  return (parse(readFileSync(file, 'utf8')) as { packages?: string[] } | null)?.packages ?? [];
}

/** `packages/*`, `apps/**`, `libs/{a,b}` as an expression over posix paths. */
function globExpression(glob: string): RegExp {
  const source = glob.replace(/\*\*\/?|\*|\?|\{[^{}]*\}|[.+^$()|[\]\\]/g, (part) => {
    if (part.startsWith('**')) return part.endsWith('/') ? '(?:.*/)?' : '.*';
    if (part === '*') return '[^/]*';
    if (part === '?') return '[^/]';
    if (part.startsWith('{')) return `(?:${part.slice(1, -1).split(',').map((text) => text.replace(/[.+^$()|[\]\\]/g, '\\$&')).join('|')})`;
    return `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
