import path from 'node:path';
import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import type { Catalog } from '../catalog/catalog';
import { labelOf } from '../sources/read-source';
import type { DataSourceDescription, ReplayedMigration, StatementsDifference } from '../typeorm/protocol';
import type { AnalyzeOptions } from './options';

/** What a data source says, by its entities and by its migrations. */
export interface ProjectSchema {
  /** The data source, relative to the root. */
  readonly file: string;
  readonly description: DataSourceDescription | undefined;
  /** PostgreSQL: what the migrations make, and what the database shall be for the entities. */
  readonly migrated: Catalog | undefined;
  readonly wanted: Catalog | undefined;
  /** Tables that migrations make and no entity has. */
  readonly unknown: readonly string[];
  readonly migrations: readonly ReplayedMigration[];
  /** Other databases: the difference as TypeORM's statements. */
  readonly difference: StatementsDifference | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads both sides of a data source, in one process of its own. */
export async function readProject(dataSource: string, { root, shadow }: Pick<AnalyzeOptions, 'root' | 'shadow'>): Promise<ProjectSchema> {
  const { readDataSource } = require('../typeorm/read-data-source') as typeof import('../typeorm/read-data-source');
  const [file, exportName] = dataSource.split('#', 2) as [string, string | undefined];
  const reply = await readDataSource({
    file: path.resolve(root, file), root, ...(exportName !== undefined && { exportName }), ...(shadow !== undefined && { shadow }),
    task: { kind: 'catalogs', sides: ['migrations', 'entities'], otherwise: { kind: 'statements', renames: [] } },
  });
  const { migrations: migrated, entities } = reply.catalogs ?? {};
  const common = { file, description: reply.description, migrations: reply.migrations ?? [], difference: reply.statements, diagnostics: reply.diagnostics };
  if (hasErrors(reply.diagnostics) || !migrated || !entities) return { ...common, migrated, wanted: undefined, unknown: [] };
  const { carryOver } = require('../sources/carry-over') as typeof import('../sources/carry-over');
  const unsynchronized = reply.description?.unsynchronized ?? { tables: [], indexes: [] };
  const { catalog, kept } = carryOver(entities, migrated, { keepUnknown: true, unsynchronized });
  return { ...common, migrated, wanted: catalog, unknown: kept };
}

/** `entities of apps/api/src/data-source.ts` */
export function titleOf(side: 'entities' | 'migrations', { file }: ProjectSchema, root: string): string {
  return labelOf(side, path.resolve(root, file), root);
}
