import type { Tree } from '@nx/devkit';
import { readNxJson, updateNxJson } from '@nx/devkit';
import { PLUGIN, ROUTES_CHECK_EXECUTOR } from '../lib/inference/plugin-options';

/** Registers the plugin in nx.json and makes its checks cacheable; what is there already stays as it is. */
export function registerPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree) ?? {};
  const plugins = nxJson.plugins ?? [];
  const registered = plugins.some((plugin) => (typeof plugin === 'string' ? plugin : plugin.plugin) === PLUGIN);
  const targetDefaults = nxJson.targetDefaults ?? {};
  const hasDefaults = ROUTES_CHECK_EXECUTOR in targetDefaults;
  if (registered && hasDefaults) return;
  updateNxJson(tree, {
    ...nxJson,
    ...(!registered && { plugins: [...plugins, PLUGIN] }),
    ...(!hasDefaults && { targetDefaults: { ...targetDefaults, [ROUTES_CHECK_EXECUTOR]: { cache: true } } }),
  });
}
