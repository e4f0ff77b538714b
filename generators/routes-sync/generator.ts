import type { Tree } from '@nx/devkit';

/** What Nx takes from a sync generator. */
interface SyncResult {
  outOfSyncMessage?: string;
  outOfSyncDetails?: string[];
}

/**
 * Sync generator: repeats every recorded `routes` run, so that `nx sync` brings generated code up to
 * its document and `nx sync:check` fails when it is stale.
 */
export default async function routesSyncGenerator(tree: Tree): Promise<SyncResult | void> {
  const { describeChanges } = require('./describe-changes') as typeof import('./describe-changes');
  const { recordedRuns } = require('./recorded-runs') as typeof import('./recorded-runs');
  const runs = recordedRuns(tree);
  if (runs.length === 0) return;
  const { describeDiagnostics, planRoutes } = require('../lib/workspace') as typeof import('../lib/workspace');
  const { applyChanges, treeFiles } = require('../routes/tree-files') as typeof import('../routes/tree-files');
  const { RoutesError } = require('../routes/routes-error') as typeof import('../routes/routes-error');
  const details: string[] = [];
  for (const { project, settings } of runs) {
    const files = treeFiles(tree);
    const plan = await planRoutes(files, settings);
    const errors = plan.diagnostics.filter(({ severity }) => severity === 'error');
    if (errors.length > 0) throw new RoutesError(`The routes of ${project} cannot be brought up to ${settings.openapi}\n${describeDiagnostics(errors, files)}`);
    applyChanges(tree, plan.changes);
    details.push(...describeChanges(project, plan.changes));
  }
  if (details.length === 0) return;
  return { outOfSyncMessage: 'Routes are not what their OpenAPI documents say.', outOfSyncDetails: details };
}
