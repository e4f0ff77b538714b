import type { GeneratorCallback, Tree } from '@nx/devkit';
import type { RoutesGeneratorSchema } from './schema';

/**
 * `nx g @org/backend:routes`: plans the run, prints what it found and writes the plan. An error
 * among the diagnostics stops it before anything is written. Everything is loaded inside, so that
 * `--help` loads nothing.
 */
export default async function routesGenerator(tree: Tree, options: RoutesGeneratorSchema): Promise<GeneratorCallback | void> {
  const { logger, readNxJson } = require('@nx/devkit') as typeof import('@nx/devkit');
  const { resolveSettings } = require('./resolve-settings') as typeof import('./resolve-settings');
  const { describeDiagnostics, outputPlace, planRoutes } = require('../lib/workspace') as typeof import('../lib/workspace');
  const { applyChanges, treeFiles } = require('./tree-files') as typeof import('./tree-files');
  const { recordTarget } = require('./record-target') as typeof import('./record-target');
  const { addPackages } = require('./add-packages') as typeof import('./add-packages');
  const { ensureIgnored, ignoreGenerated } = require('../init/ignore-files') as typeof import('../init/ignore-files');
  const { registerPlugin } = require('../init/register-plugin') as typeof import('../init/register-plugin');
  const { formatManifests } = require('./format-manifests') as typeof import('./format-manifests');
  const { routesTargetName } = require('./plugin-settings') as typeof import('./plugin-settings');
  const { RoutesError } = require('./routes-error') as typeof import('./routes-error');

  const files = treeFiles(tree);
  const run = resolveSettings(tree, options);
  const database = options.fromDb === undefined ? undefined : await (require('./stage-database') as typeof import('./stage-database')).stageDatabase(tree, files, run, { ...options, fromDb: options.fromDb });
  const plan = database?.failed ?? await planRoutes(database ? treeFiles(tree) : files, run.settings, database?.stages);
  const diagnostics = [...(database?.diagnostics ?? []), ...plan.diagnostics];
  const report = describeDiagnostics(diagnostics, files, options.verbose);
  if (diagnostics.some(({ severity }) => severity === 'error')) throw new RoutesError(`No routes were written\n${report}`);
  if (report !== '') logger.warn(report);

  applyChanges(tree, plan.changes);
  registerPlugin(tree);
  ensureIgnored(tree, '.gitignore', ['reports/']);
  ignoreGenerated(tree, outputPlace(run.settings.output).base, plan.unformatted);
  recordTarget(tree, run, plan, routesTargetName(readNxJson(tree)));
  if (!run.project) logger.warn(`No project holds ${run.settings.output}, so its options are not recorded: nx sync and routes-check do not see these routes.`);
  const install = options.skipPackageJson ? undefined : addPackages(tree, { ...plan, packages: [...plan.packages, ...(database?.packages ?? [])] }, run.project?.configuration.root);
  if (!run.settings.skipFormat) await formatManifests(tree);
  return install;
}
