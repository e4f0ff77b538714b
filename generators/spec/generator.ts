import type { Tree } from '@nx/devkit';
import type { SpecGeneratorSchema } from './schema';

/**
 * `nx g @org/backend:spec`: writes the document of what a folder's code serves, or with `--check`
 * compares and fails on drift. Everything is loaded inside, so that `--help` loads nothing.
 */
export default async function specGenerator(tree: Tree, options: SpecGeneratorSchema): Promise<void> {
  const { logger } = require('@nx/devkit') as typeof import('@nx/devkit');
  const { resolveSpecSettings } = require('./resolve-settings') as typeof import('./resolve-settings');
  const { treeFiles } = require('../routes/tree-files') as typeof import('../routes/tree-files');
  const { RoutesError } = require('../routes/routes-error') as typeof import('../routes/routes-error');
  const { describeDiagnostics } = require('../lib/workspace') as typeof import('../lib/workspace');
  const { planSpec } = require('../lib/reverse/document/plan-spec') as typeof import('../lib/reverse/document/plan-spec');
  const { buildSpecReport, describeChanges } = require('../lib/reverse/document/spec-report') as typeof import('../lib/reverse/document/spec-report');

  const files = treeFiles(tree);
  const settings = resolveSpecSettings(tree, options);
  const plan = await planSpec(files, settings);
  const found = describeDiagnostics(plan.diagnostics, files, options.verbose);
  if (plan.text === undefined) throw new RoutesError(`No document was made\n${found}`);
  const report = buildSpecReport(settings, plan);
  if (options.json) console.log(JSON.stringify(report, null, 2));
  else if (found !== '') logger.warn(found);

  if (!options.check) {
    if (!options.json && plan.changes.length > 0) logger.info(describeChanges(report));
    if (files.read(settings.output) === undefined || plan.text !== tree.read(settings.output, 'utf-8')) tree.write(settings.output, plan.text);
    return;
  }
  if (plan.base === undefined) throw new RoutesError(`There is no ${settings.output} to check: write it first, without --check.`);
  if (plan.changes.length > 0) throw new RoutesError(describeChanges(report));
  if (!options.json) logger.info(`${plan.base} says what the code in ${settings.directory} does.`);
}
