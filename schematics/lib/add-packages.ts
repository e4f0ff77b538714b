import type { Tree } from '@angular-devkit/schematics';
import { missingPackages } from '../../generators/lib/workspace';
import type { RoutesPlan, WorkspaceFiles } from '../../generators/lib/workspace';

/** Adds the packages that the generated code imports and package.json does not name; answers their names. */
export function addPackages(tree: Tree, files: WorkspaceFiles, plan: RoutesPlan): string[] {
  const text = tree.exists('package.json') ? tree.readText('package.json') : undefined;
  if (text === undefined) return [];
  const missing = missingPackages(files, ['package.json'], plan.packages, plan.frameworkMajor ?? 0);
  const names = [...Object.keys(missing.dependencies), ...Object.keys(missing.devDependencies)];
  if (names.length === 0) return [];
  const manifest = JSON.parse(text) as Record<string, Record<string, string> | undefined>;
  for (const field of ['dependencies', 'devDependencies'] as const) {
    if (Object.keys(missing[field]).length === 0) continue;
    manifest[field] = Object.fromEntries(Object.entries({ ...manifest[field], ...missing[field] }).sort(([a], [b]) => (a < b ? -1 : 1)));
  }
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? '  ';
  tree.overwrite('package.json', `${JSON.stringify(manifest, null, indent)}\n`);
  return names;
}
