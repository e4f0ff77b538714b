import type { Tree } from '@nx/devkit';
import { formatFiles, getProjects } from '@nx/devkit';
import { ROUTES_EXECUTOR } from '../lib/inference/plugin-options';
import { ensureIgnored, ignoreGenerated } from './ignore-files';
import { registerPlugin } from './register-plugin';
import type { InitGeneratorSchema } from './schema';

/** Sets a workspace up for the plugin; also runs on `nx add`. Running it again changes nothing. */
export default async function initGenerator(tree: Tree, options: InitGeneratorSchema = {}): Promise<void> {
  registerPlugin(tree);
  ensureIgnored(tree, '.gitignore', ['reports/']);
  for (const { targets = {} } of getProjects(tree).values()) {
    for (const { executor, options: routes } of Object.values(targets)) {
      if (executor === ROUTES_EXECUTOR && routes?.output) ignoreGenerated(tree, parent(routes.output));
    }
  }
  if (!options.skipFormat) await formatFiles(tree);
}

function parent(output: string): string {
  return output.replace(/\/?[^/]+\/?$/, '') || '.';
}
