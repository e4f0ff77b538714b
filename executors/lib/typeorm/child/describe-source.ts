import path from 'node:path';
import { existsSync } from 'node:fs';
import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { DataSourceDescription, DataSourceRequest } from '../protocol';
import { fileOfClass } from './file-of-class';
import type { UserDataSource } from './typeorm-types';

/**
 * What a data source is made of. Its globs are relative to the process's folder: the workspace's root,
 * or the package's that the data source stands in where only that one holds what they mean.
 */
export async function describeSource(source: UserDataSource, version: string, request: DataSourceRequest, notes: Diagnostic[]): Promise<DataSourceDescription> {
  await build(source);
  const own = packageFolder(request.file, request.root);
  if (source.entityMetadatas.length === 0 && source.migrations.length === 0 && own !== request.root) {
    process.chdir(own);
    await build(source);
  }
  const { type, migrationsTableName, metadataTableName, schema } = source.options as { type: string; migrationsTableName?: string; metadataTableName?: string; schema?: string };
  const position = { file: relative(request.file, request.root), line: 1, column: 1 };
  if (source.entityMetadatas.length === 0) {
    notes.push({
      code: 'BACKEND_DATA_SOURCE_NO_ENTITIES', severity: 'error', message: `the data source has no entities${patterns(source.options.entities)}`,
      help: 'Build first if they are compiled files, or name sources (src/**/*.entity.ts): TypeScript is loaded as it is.', position,
    });
  }
  if (source.migrations.length === 0 && patterns(source.options.migrations) !== '') {
    notes.push({
      code: 'BACKEND_DATA_SOURCE_NO_MIGRATIONS', severity: 'warning', message: `the data source has no migrations${patterns(source.options.migrations)}`,
      help: 'Build first if they are compiled files; with none at all, everything the entities say is new.', position,
    });
  }
  const latest = [...source.migrations].sort((a, b) => timestampOf(a) - timestampOf(b)).at(-1);
  const file = latest && fileOfClass(latest.constructor);
  return {
    type, typeormVersion: version, entities: source.entityMetadatas.length, migrations: source.migrations.length,
    bookkeeping: { migrations: migrationsTableName ?? 'migrations', metadata: metadataTableName ?? 'typeorm_metadata', ...(schema !== undefined && { schema }) },
    unsynchronized: {
      tables: source.entityMetadatas.filter(({ synchronize }) => !synchronize).map(({ tableName }) => tableName),
      indexes: source.entityMetadatas.flatMap(({ indices }) => indices.filter(({ synchronize }) => !synchronize).map(({ name }) => name)),
    },
    ...(file !== undefined && { migrationsFolder: relative(path.dirname(file), request.root) }),
  };
}

/** Loads entities and migrations; protected, but the same in 0.3 and 1.x, and it needs no connection. */
async function build(source: UserDataSource): Promise<void> {
  await (source as unknown as { buildMetadatas(): Promise<void> }).buildMetadatas();
}

/** Of `CreateUsers1699999999999`, as TypeORM reads it. */
export function timestampOf(migration: { readonly name?: string; readonly constructor: { readonly name: string } }): number {
  return Number.parseInt((migration.name ?? migration.constructor.name).slice(-13), 10) || 0;
}

function patterns(value: unknown): string {
  const texts = (Array.isArray(value) ? value : Object.values((value as object | undefined) ?? {})).filter((v): v is string => typeof v === 'string');
  return texts.length === 0 ? '' : `: ${texts.join(', ')} match none from ${path.basename(process.cwd())}/`;
}

function packageFolder(file: string, root: string): string {
  for (let folder = path.dirname(file); folder.startsWith(root) && folder !== root; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, 'package.json')) || existsSync(path.join(folder, 'project.json'))) return folder;
  }
  return root;
}

function relative(file: string, root: string): string {
  return path.relative(root, file).split(path.sep).join('/');
}
