import path from 'node:path';
import type { Tree } from '@nx/devkit';
import { getProjects } from '@nx/devkit';
import type { SpecSettings } from '../lib/reverse/document/plan-spec';
import { RoutesError } from '../routes/routes-error';
import type { SpecGeneratorSchema } from './schema';

/** Paths as people type them, from where they are or from the workspace's root, and what they left out. */
export function resolveSpecSettings(tree: Tree, options: SpecGeneratorSchema): SpecSettings {
  const place = (file: string): string => fromRoot(tree, file);
  const directory = place(options.directory);
  const base = options.base === undefined ? undefined : place(options.base);
  if (base !== undefined && !tree.isFile(base)) throw new RoutesError(`There is no ${base} to take as --base.`);
  const output = options.output === undefined ? base ?? path.posix.join(projectRoot(tree, directory), 'openapi.yaml') : place(options.output);
  return {
    directory, output, ...(base !== undefined && { base }),
    ...(options.tsConfig !== undefined && { tsConfig: place(options.tsConfig) }),
    ...(options.entry !== undefined && { entry: options.entry }),
  };
}

function projectRoot(tree: Tree, folder: string): string {
  const roots = [...getProjects(tree).values()].map(({ root }) => root).filter((root) => root === '.' || folder === root || folder.startsWith(`${root}/`));
  return roots.sort((a, b) => b.length - a.length)[0] ?? '.';
}

function fromRoot(tree: Tree, given: string): string {
  const here = path.relative(tree.root, process.env['INIT_CWD'] ?? process.cwd()).split(path.sep).join('/');
  const inside = !here.startsWith('..') && !path.isAbsolute(here);
  const normal = path.isAbsolute(given) ? path.relative(tree.root, given).split(path.sep).join('/') : path.posix.normalize(given.split(path.sep).join('/')).replace(/\/$/, '');
  if (normal.startsWith('..') && !inside) throw new RoutesError(`${given} is outside of the workspace.`);
  const near = inside && !path.isAbsolute(given) ? path.posix.join(here, normal) : normal;
  const chosen = !tree.exists(near) && (tree.exists(normal) || normal.startsWith(`${here}/`)) ? normal : near;
  if (chosen.startsWith('..')) throw new RoutesError(`${given} is outside of the workspace.`);
  return chosen;
}
