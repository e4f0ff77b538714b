import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { migrateAnalyzeTarget, migrationTarget } from './migrations-targets';
import type { BackendPluginOptions } from './plugin-options';
import { migrationTargetNames } from './plugin-options';
import type { ProjectManifest } from './project-manifest';

/**
 * Targets for migrations: four for a project with a data source; for each further one, four more with
 * its folder's name behind theirs.
 * @param dataSources relative to the workspace's root
 */
export function inferMigrations({ name, targets }: ProjectManifest, dataSources: readonly string[], options: BackendPluginOptions | undefined): Record<string, TargetConfiguration> {
  const names = migrationTargetNames(options);
  const inferred: Record<string, TargetConfiguration> = {};
  for (const [index, dataSource] of dataSources.entries()) {
    const suffix = index === 0 ? '' : `-${posix.basename(posix.dirname(dataSource))}`;
    const analyze = `${names.analyze}${suffix}`;
    // Two folders of one name: the nearer to the root keeps it, the other is named by hand.
    if (analyze in inferred) continue;
    inferred[analyze] = migrateAnalyzeTarget(dataSource, name, analyze, targets[analyze]?.options ?? {});
    for (const command of ['generate', 'run', 'revert'] as const) {
      const target = `${names[command]}${suffix}`;
      inferred[target] = migrationTarget(command, dataSource, name, target);
    }
  }
  return inferred;
}
