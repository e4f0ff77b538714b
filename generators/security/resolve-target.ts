import type { Tree } from '@nx/devkit';
import { getProjects } from '@nx/devkit';
import { ROUTES_EXECUTOR } from '../lib/inference/plugin-options';
import type { SecurityTarget } from '../lib/security/plan-security';
import type { RoutesSettings } from '../lib/workspace';
import { outputPlace } from '../lib/workspace';
import { noSuchProject, RoutesError } from '../routes/routes-error';

/** The API of a project, as its recorded routes tell it; of several the first. */
export function resolveTarget(tree: Tree, name: string): { root: string; target: SecurityTarget } {
  const project = getProjects(tree).get(name);
  if (project === undefined) throw noSuchProject(name);
  const recorded = Object.values(project.targets ?? {}).find(({ executor }) => executor === ROUTES_EXECUTOR)?.options as RoutesSettings | undefined;
  if (recorded?.framework === undefined) throw new RoutesError(`${name} has no routes yet: write them first, by nx g @org/backend:routes --project=${name}, or begin with nx g @org/backend:app.`);
  const { framework, output, flat, importExtension } = recorded;
  const { base } = outputPlace(output, flat);
  return { root: project.root, target: { framework, base, sources: project.sourceRoot ?? base, ...(importExtension && { importExtension }) } };
}
