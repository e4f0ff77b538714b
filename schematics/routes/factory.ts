import type { Rule } from '@angular-devkit/schematics';
import type { RoutesSchema } from './schema';

/**
 * `nest g -c @org/backend routes openapi.yaml`: plans the run as the Nx generator does, prints what
 * it found and puts the plan into the tree. Everything is loaded inside, so that listing the
 * collection loads nothing.
 */
export default function routes(options: RoutesSchema): Rule {
  return async (tree, context) => {
    const { describeDiagnostics, planRoutes } = require('../../generators/lib/workspace') as typeof import('../../generators/lib/workspace');
    const { resolveSettings } = require('../lib/resolve-settings') as typeof import('../lib/resolve-settings');
    const { applyChanges, treeFiles } = require('../lib/tree-files') as typeof import('../lib/tree-files');
    const { addPackages } = require('../lib/add-packages') as typeof import('../lib/add-packages');

    const files = treeFiles(tree, process.cwd());
    const plan = await planRoutes(files, resolveSettings(options, files));
    const report = describeDiagnostics(plan.diagnostics, files);
    if (plan.diagnostics.some(({ severity }) => severity === 'error')) throw new Error(`No routes were written\n${report}`);
    if (report !== '') context.logger.warn(report);
    applyChanges(tree, plan.changes);
    const added = addPackages(tree, files, plan);
    if (added.length > 0) context.logger.info(`Added to package.json: ${added.join(', ')}. Install them, e.g. by npm install.`);
  };
}
