import path from 'node:path';
import type { GeneratorCallback, Tree } from '@nx/devkit';
import { addDependenciesToPackageJson } from '@nx/devkit';
import type { RoutesPlan } from '../lib/workspace';
import { missingPackages } from '../lib/workspace';
import { treeFiles } from './tree-files';

/** Adds packages that written code needs and no package.json names yet; returns the task that installs them. */
export function addPackages(tree: Tree, plan: Pick<RoutesPlan, 'packages' | 'frameworkMajor'>, projectRoot: string | undefined): GeneratorCallback | undefined {
  if (!tree.exists('package.json')) return undefined;
  const manifests = [...new Set(['package.json', path.posix.join(projectRoot ?? '.', 'package.json')])];
  const { dependencies, devDependencies } = missingPackages(treeFiles(tree), manifests, plan.packages, plan.frameworkMajor ?? 0);
  if (Object.keys(dependencies).length + Object.keys(devDependencies).length === 0) return undefined;
  return addDependenciesToPackageJson(tree, dependencies, devDependencies, 'package.json', true);
}
