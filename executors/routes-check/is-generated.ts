import path from 'node:path';
import type { ExecutorContext } from '@nx/devkit';
import { ROUTES_EXECUTOR } from '../../generators/lib/inference/plugin-options';
import type { RoutesSettings, WorkspaceFiles } from '../../generators/lib/workspace';
import { outputPlace } from '../../generators/lib/workspace';
import { readManifestTargets } from './manifest-targets';

/**
 * Whether these routes are meant to exist: some are there, or the project records a run. A project
 * that only has an OpenAPI document has not drifted from anything.
 */
export function isGenerated(files: WorkspaceFiles, { output }: RoutesSettings, { projectName, projectsConfigurations }: ExecutorContext): boolean {
  const place = outputPlace(output);
  if (files.read(place.of('routes/index.ts')) !== undefined || files.read(place.of('types/operations.ts')) !== undefined) return true;
  const root = projectName === undefined ? undefined : projectsConfigurations.projects[projectName]?.root;
  if (root === undefined) return false;
  return ['project.json', 'package.json']
    .flatMap((manifest) => readManifestTargets(files, path.posix.join(root, manifest)))
    .some(({ executor, options }) => executor === ROUTES_EXECUTOR && options?.['output'] === output);
}
