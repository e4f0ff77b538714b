import { posix } from 'node:path';
import type { CreateNodes } from '@nx/devkit';
import { createNodesFromFiles } from '@nx/devkit';
import { DATA_SOURCES, dataSourcesByProject } from './data-sources';
import { inferLoadtest } from './infer-loadtest';
import { inferMigrations } from './infer-migrations';
import { inferRoutes } from './infer-routes';
import type { BackendPluginOptions } from './plugin-options';
import { projectManifest } from './project-manifest';
import { workspacesOf } from './workspaces';

const DOCUMENTS = ['openapi.yaml', 'openapi.yml', 'openapi.json'];
const MANIFESTS = ['project.json', 'package.json'];

/**
 * Infers targets of projects with an OpenAPI document, a recorded `routes` or `loadtest` target or a TypeORM data
 * source. Reads the manifests only: every Nx command runs this.
 */
export const createNodes: CreateNodes<BackendPluginOptions> = [
  `**/{${[...DOCUMENTS, ...MANIFESTS, ...DATA_SOURCES].join(',')}}`,
  (files, options, context) => {
    const inWorkspaces = workspacesOf(context.workspaceRoot);
    const documents = documentsByFolder(files);
    const dataSources = dataSourcesByProject(files, (folder) => projectManifest(context.workspaceRoot, folder, inWorkspaces) !== undefined);
    const seen = new Set<string>();
    return createNodesFromFiles((file) => {
      const folder = posix.dirname(file.replace(/\\/g, '/'));
      if (seen.has(folder)) return {};
      seen.add(folder);
      const manifest = projectManifest(context.workspaceRoot, folder, inWorkspaces);
      const targets = manifest && {
        ...inferRoutes(folder, manifest, documents.get(folder), options),
        ...inferLoadtest(manifest, documents.get(folder), options),
        ...inferMigrations(manifest, dataSources.get(folder) ?? [], options),
      };
      return targets && Object.keys(targets).length > 0 ? { projects: { [folder]: { targets } } } : {};
    }, files, options, context);
  },
];

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
