import type { Tree } from '@nx/devkit';
import { getProjects } from '@nx/devkit';
import { ROUTES_EXECUTOR } from '../lib/inference/plugin-options';
import type { RoutesSettings } from '../lib/workspace/settings';

/** Every `routes` run that projects have recorded, in order of project and target. */
export function recordedRuns(tree: Tree): { project: string; settings: RoutesSettings }[] {
  return [...getProjects(tree)].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([project, { targets = {} }]) =>
    Object.values(targets)
      .filter(({ executor, options }) => executor === ROUTES_EXECUTOR && options?.openapi && options.output)
      .map(({ options }) => ({ project, settings: options as RoutesSettings })));
}
