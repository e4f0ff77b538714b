/** What Nx loads of this plugin to build its project graph: inferred targets and nothing heavy. */
export { createNodes } from './generators/lib/inference/create-nodes';
export { preTasksExecution } from './generators/lib/inference/live-run';
export type { BackendPluginOptions } from './generators/lib/inference/plugin-options';
