import type { NxJsonConfiguration } from '@nx/devkit';
import type { BackendPluginOptions } from '../lib/inference/plugin-options';
import { PLUGIN, targetNames } from '../lib/inference/plugin-options';

/** Name of the target that routes are recorded under, as nx.json has it. */
export function routesTargetName(nxJson: NxJsonConfiguration | null): string {
  const entry = (nxJson?.plugins ?? []).find((plugin) => typeof plugin === 'object' && plugin.plugin === PLUGIN);
  return targetNames(typeof entry === 'object' ? (entry.options as BackendPluginOptions | undefined) : undefined).routes;
}
