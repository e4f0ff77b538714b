import path from 'node:path';
import type { Tree } from '@nx/devkit';
import type { Diagnostic } from '../lib/diagnostics';
import { hasErrors } from '../lib/diagnostics';
import { workspaceFormatter } from '../lib/format/formatter';
import { planDatabase } from '../lib/workspace/plan-database';
import type { RoutesPlan, WorkspaceFiles } from '../lib/workspace';
import type { Stages } from '../lib/stages';
import type { ResolvedRun } from './resolve-settings';
import { relativeCwd } from './resolve-settings';
import type { RoutesGeneratorSchema } from './schema';
import { sourceFromCwd } from './source-from-cwd';
import { applyChanges } from './tree-files';

export interface StagedDatabase {
  readonly diagnostics: readonly Diagnostic[];
  readonly stages: Stages;
  readonly packages: readonly string[];
  /** Set where nothing can be planned: a plan of nothing. */
  readonly failed?: RoutesPlan;
}

/** `--fromDb`: puts the document, entities and queries into the tree, for `routes` to go on from. */
export async function stageDatabase(tree: Tree, files: WorkspaceFiles, { settings, project }: ResolvedRun, options: RoutesGeneratorSchema & { fromDb: string }): Promise<StagedDatabase> {
  const list = (text: string | undefined): string[] | undefined => text?.split(',').map((part) => part.trim()).filter((part) => part !== '');
  const { tables, schema } = { tables: list(options.tables), schema: list(options.schema) };
  const formatter = settings.skipFormat ? undefined : workspaceFormatter(tree.root, (file) => tree.read(file, 'utf-8') ?? undefined);
  const plan = await planDatabase(sourceFromCwd(options.fromDb, tree.root, relativeCwd(tree.root)), files, settings, {
    title: project?.name ?? 'API', readOnly: options.readOnly ?? false, ...(tables && { tables }), ...(schema && { schemas: schema }),
    ...(formatter && { format: (file: string, text: string) => formatter.format(path.join(tree.root, file), text) }),
  });
  await formatter?.close();
  const { diagnostics, stages, packages } = plan;
  if (hasErrors(diagnostics)) return { diagnostics, stages, packages: [], failed: { packages: [], changes: [], missing: [], unformatted: [], diagnostics: [], sources: [] } };
  applyChanges(tree, plan.changes);
  return { diagnostics, stages, packages };
}
