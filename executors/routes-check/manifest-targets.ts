import type { WorkspaceFiles } from '../../generators/lib/workspace';
import { readJsonObject } from '../../generators/lib/workspace';

interface Target {
  readonly executor?: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

/** Targets written in a project.json or in the `nx` property of a package.json; inferred ones are not among them. */
export function readManifestTargets(files: WorkspaceFiles, manifest: string): Target[] {
  const json = readJsonObject(files, manifest);
  const { targets } = (manifest.endsWith('package.json') ? json?.['nx'] ?? {} : json ?? {}) as { targets?: Record<string, Target> };
  return Object.values(targets ?? {});
}
