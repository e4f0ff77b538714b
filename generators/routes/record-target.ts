import path from 'node:path';
import type { TargetConfiguration, Tree } from '@nx/devkit';
import { updateProjectConfiguration } from '@nx/devkit';
import { ROUTES_EXECUTOR, ROUTES_SYNC } from '../lib/inference/plugin-options';
import type { RoutesPlan } from '../lib/workspace';
import { recordedSettings } from '../lib/workspace';
import type { ResolvedRun } from './resolve-settings';

/** Records a run in its project, for the sync generator and `routes-check` to repeat. Writes only when something differs. */
export function recordTarget(tree: Tree, { settings, project, target }: ResolvedRun, plan: RoutesPlan, preferredName: string): void {
  if (!project) return;
  const { name, configuration } = project;
  const targets = configuration.targets ?? {};
  const key = target ?? freeName(targets, preferredName, settings.output);
  const inputs = documentInputs(plan.sources);
  const wanted: TargetConfiguration = {
    ...targets[key],
    executor: ROUTES_EXECUTOR,
    ...(inputs.length > 0 && { inputs }),
    options: recordedSettings({ ...settings, ...(plan.framework && { framework: plan.framework }) }),
    syncGenerators: [...new Set([...(targets[key]?.syncGenerators ?? []), ROUTES_SYNC])],
  };
  if (JSON.stringify(wanted) === JSON.stringify(targets[key])) return;
  updateProjectConfiguration(tree, name, { ...configuration, targets: { ...targets, [key]: wanted } });
}

/** `routes`, or for a second API of the project `routes-admin` (of src/admin/routes). */
function freeName(targets: Record<string, TargetConfiguration>, preferred: string, output: string): string {
  if (!targets[preferred]) return preferred;
  const parts = path.posix.normalize(output).split('/').filter((part) => !['routes', 'src', '.'].includes(part));
  const base = `${preferred}-${parts.at(-1) ?? 'more'}`;
  let name = base;
  for (let n = 2; targets[name]; n++) name = `${base}-${n}`;
  return name;
}

/** A document of several files: everything of their kinds under the folder that holds them all. */
function documentInputs(sources: readonly string[]): string[] {
  const local = sources.filter((file) => !/^https?:/.test(file) && !file.startsWith('..'));
  if (local.length < 2) return [];
  const folders = local.map((file) => path.posix.dirname(file).split('/').filter((part) => part !== '.'));
  const common = folders.reduce((a, b) => a.slice(0, a.findIndex((part, i) => part !== b[i]) >>> 0));
  const kinds = [...new Set(local.map((file) => path.posix.extname(file).slice(1)).filter(Boolean))].sort();
  const pattern = kinds.length === 1 ? `*.${kinds[0]}` : `*.{${kinds.join(',')}}`;
  return [`{workspaceRoot}/${[...common, '**', pattern].join('/')}`];
}
