import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { parseJson } from '@nx/devkit';

/** What a folder's project.json and package.json say about the project in it. */
export interface ProjectManifest {
  readonly name: string;
  readonly targets: Readonly<Record<string, TargetConfiguration>>;
  /** Frameworks and other packages it depends on by name. */
  readonly packages: ReadonlySet<string>;
}

/**
 * The project in a folder, or undefined when Nx has none there: it has a project.json, or a
 * package.json with an `nx` property or among the package manager's workspaces.
 * @param inWorkspaces whether the folder is one of the package manager's workspaces
 */
export function projectManifest(root: string, folder: string, inWorkspaces: (folder: string) => boolean): ProjectManifest | undefined {
  const project = readManifest(path.join(root, folder, 'project.json'));
  const manifest = readManifest(path.join(root, folder, 'package.json'));
  if (!project && !(manifest && (manifest['nx'] || inWorkspaces(folder)))) return undefined;
  const nx = manifest?.['nx'] as { targets?: Record<string, TargetConfiguration> } | undefined;
  const name = project?.['name'] ?? manifest?.['name'];
  return {
    name: typeof name === 'string' ? name : path.basename(path.resolve(root, folder)),
    targets: { ...nx?.targets, ...(project?.['targets'] as Record<string, TargetConfiguration> | undefined) },
    packages: new Set(['dependencies', 'devDependencies'].flatMap((field) => Object.keys((manifest?.[field] as object | undefined) ?? {}))),
  };
}

function readManifest(file: string): Record<string, unknown> | undefined {
  return existsSync(file) ? parseJson<Record<string, unknown>>(readFileSync(file, 'utf8')) : undefined;
}
