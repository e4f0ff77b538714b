import type { GeneratorCallback, Tree } from '@nx/devkit';
import type { AppGeneratorSchema } from './schema';

/**
 * `nx g @org/backend:app`: a new application, and the routes of its document as `nx g @org/backend:routes`
 * writes them. Where those cannot be written, nothing is. Everything is loaded inside, so that `--help` loads nothing.
 */
export default async function appGenerator(tree: Tree, options: AppGeneratorSchema): Promise<GeneratorCallback> {
  const { addProjectConfiguration, runTasksInSerial } = require('@nx/devkit') as typeof import('@nx/devkit');
  const { resolveApp } = require('./resolve-app') as typeof import('./resolve-app');
  const { referTo } = require('./refer-to') as typeof import('./refer-to');
  const { planApp } = require('../lib/app/plan-app') as typeof import('../lib/app/plan-app');
  const { ensureIgnored } = require('../init/ignore-files') as typeof import('../init/ignore-files');
  const { addPackages } = require('../routes/add-packages') as typeof import('../routes/add-packages');
  const { formatManifests } = require('../routes/format-manifests') as typeof import('../routes/format-manifests');
  const { default: routesGenerator } = require('../routes/generator') as typeof import('../routes/generator');

  const { settings, routes } = resolveApp(tree, options);
  const plan = planApp(settings);
  addProjectConfiguration(tree, settings.name, {
    root: settings.root, sourceRoot: `${settings.root}/src`, projectType: 'application', targets: plan.targets,
    ...(options.tags !== undefined && { tags: options.tags.split(',').map((tag) => tag.trim()).filter(Boolean) }),
  });
  for (const [file, content] of Object.entries(plan.files)) tree.write(file, content);
  if (settings.references) referTo(tree, settings.root);
  ensureIgnored(tree, '.gitignore', ['dist/']);
  const tasks = [await routesGenerator(tree, routes), options.skipPackageJson ? undefined : addPackages(tree, plan, settings.root)];
  if (!options.skipFormat) await formatManifests(tree, Object.keys(plan.files));
  return runTasksInSerial(...tasks.filter((task) => task !== undefined));
}
