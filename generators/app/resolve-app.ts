import type { Tree } from '@nx/devkit';
import { getProjects, readJson } from '@nx/devkit';
import { DEFAULT_PORT } from '../lib/app/plan-app';
import { placeApp } from '../lib/app/place-app';
import type { AppSettings } from '../lib/app/settings';
import { workspacesOf } from '../lib/inference/workspaces';
import { RoutesError } from '../routes/routes-error';
import type { RoutesGeneratorSchema } from '../routes/schema';
import type { AppGeneratorSchema } from './schema';

/** What the user left out, and whether it can be. */
export function resolveApp(tree: Tree, options: AppGeneratorSchema): { settings: AppSettings; routes: RoutesGeneratorSchema } {
  const { name: named, directory, framework = 'express', port = DEFAULT_PORT, openapi, tags: _tags, ...choices } = options;
  const projects = getProjects(tree);
  const applications = [...projects.values()].filter(({ projectType }) => projectType === 'application').map(({ root }) => root);
  const isFree = (folder: string): boolean => !tree.exists(folder) || tree.children(folder).length === 0;
  const place = placeApp(named, directory, { projects: new Set(projects.keys()), applications, isMember: workspacesOf(tree.root), isFree });
  if ('problem' in place) throw new RoutesError(place.problem);
  const { name, root } = place;
  const starter = openapi === undefined;
  return {
    settings: { name, root, framework, port, starter, references: hasReferences(tree), base: tree.exists('tsconfig.base.json') ? 'tsconfig.base.json' : undefined },
    routes: { ...choices, ...(starter && choices.stubs === undefined && { stubs: 'example' }), openapi: openapi ?? `${root}/openapi.yaml`, framework, project: name },
  };
}

function hasReferences(tree: Tree): boolean {
  return tree.exists('tsconfig.json') && Array.isArray(readJson<{ references?: unknown }>(tree, 'tsconfig.json').references);
}
