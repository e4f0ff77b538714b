import { posix } from 'node:path';
import type { CreateNodes, TargetConfiguration } from '@nx/devkit';
import { createNodesFromFiles } from '@nx/devkit';
import { inferRoutes } from './infer-routes';
import type { BackendPluginOptions } from './plugin-options';
import type { ProjectManifest } from './project-manifest';
import { projectManifest } from './project-manifest';
import { workspacesOf } from './workspaces';

const DOCUMENTS = ['openapi.yaml', 'openapi.yml', 'openapi.json'];
const MANIFESTS = ['project.json', 'package.json'];

/**
 * Infers targets of projects with an OpenAPI document or a recorded `routes` target. Reads the
 * manifests only: every Nx command runs this.
 */
export const createNodes: CreateNodes<BackendPluginOptions> = [
  `**/{${[...DOCUMENTS, ...MANIFESTS].join(',')}}`,
  (files, options, context) => {
    const inWorkspaces = workspacesOf(context.workspaceRoot);
    const documents = documentsByFolder(files);
    const seen = new Set<string>();
    return createNodesFromFiles((file) => {
      const folder = posix.dirname(file.replace(/\\/g, '/'));
      if (seen.has(folder)) return {};
      seen.add(folder);
      const manifest = projectManifest(context.workspaceRoot, folder, inWorkspaces);
      const targets = manifest && inferTargets(folder, manifest, documents.get(folder), options);
      return targets && Object.keys(targets).length > 0 ? { projects: { [folder]: { targets } } } : {};
    }, files, options, context);
  },
];

/** Every capability's targets; one that is added gets a line here. */
function inferTargets(
  folder: string, manifest: ProjectManifest, document: string | undefined, options: BackendPluginOptions | undefined,
): Record<string, TargetConfiguration> {
  return { ...inferRoutes(folder, manifest, document, options) };
}

/** The document of each folder that has one; YAML before JSON. */
function documentsByFolder(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const name of DOCUMENTS) {
    for (const file of files.map((f) => f.replace(/\\/g, '/')).filter((f) => posix.basename(f) === name)) {
      if (!found.has(posix.dirname(file))) found.set(posix.dirname(file), file);
    }
  }
  return found;
}
