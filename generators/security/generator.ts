import type { GeneratorCallback, Tree } from '@nx/devkit';
import type { SecurityGeneratorSchema } from './schema';

/**
 * `nx g @org/backend:security`: writes what protects a project's API, and calls it where the server starts.
 * Everything is loaded inside, so that `--help` loads nothing.
 */
export default async function securityGenerator(tree: Tree, options: SecurityGeneratorSchema): Promise<GeneratorCallback | void> {
  const { logger } = require('@nx/devkit') as typeof import('@nx/devkit');
  const { resolveTarget } = require('./resolve-target') as typeof import('./resolve-target');
  const { planSecurity } = require('../lib/security/plan-security') as typeof import('../lib/security/plan-security');
  const { describeDiagnostics } = require('../lib/workspace') as typeof import('../lib/workspace');
  const { addPackages } = require('../routes/add-packages') as typeof import('../routes/add-packages');
  const { formatManifests } = require('../routes/format-manifests') as typeof import('../routes/format-manifests');
  const { treeFiles } = require('../routes/tree-files') as typeof import('../routes/tree-files');

  const { root, target } = resolveTarget(tree, options.project);
  const files = treeFiles(tree);
  const plan = planSecurity(files, target);
  const report = describeDiagnostics(plan.diagnostics, files, options.verbose);
  if (report !== '') logger.warn(report);
  for (const [file, text] of Object.entries(plan.written)) tree.write(file, text);
  if (plan.wired) tree.write(plan.wired.path, plan.wired.text);
  const install = options.skipPackageJson ? undefined : addPackages(tree, plan, root);
  if (!options.skipFormat) await formatManifests(tree, Object.keys(plan.written));
  return install;
}
