import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Catalog } from '../catalog/catalog';
import { qualify } from '../catalog/quote';
import { suggestIndexes } from '../advice';
import { migrationFiles } from '../write/migration-files';
import type { DataSourceDescription, ReplayedMigration } from '../typeorm/protocol';

export interface SuggestOptions {
  readonly root: string;
  readonly output: string;
  readonly description: DataSourceDescription | undefined;
  readonly migrations: readonly ReplayedMigration[];
  /** Name of what the catalog was read of. */
  readonly from: string;
  /** Milliseconds. */
  readonly now: number;
}

/**
 * Writes the indexes that foreign keys lack as migrations, each index outside a transaction, with its
 * way back. The classes of TypeORM where there is a data source, scripts elsewhere.
 * @returns the files, relative to the root
 */
export function writeIndexMigrations(catalog: Catalog, { root, output, description, migrations, from, now }: SuggestOptions): string[] {
  const indexes = suggestIndexes(catalog);
  if (indexes.length === 0) return [];
  const draft = {
    name: 'index foreign keys', from, to: `${from}, with an index for each foreign key`, irreversible: [],
    up: indexes.map(({ sql, name, concurrently }) => ({ sql, object: name, outsideTransaction: concurrently })),
    down: [...indexes].reverse().map(({ schema, name, concurrently }) => ({ sql: `DROP INDEX${concurrently ? ' CONCURRENTLY' : ''} IF EXISTS ${qualify({ schema, name })}`, object: name, outsideTransaction: concurrently })),
  };
  // After every migration that is there.
  const timestamp = Math.max(now, ...migrations.map((migration) => migration.timestamp + 1));
  const folder = folderOf(output, root, description?.migrationsFolder);
  mkdirSync(path.resolve(root, folder), { recursive: true });
  return migrationFiles(draft, description ? 'typeorm' : 'sql', timestamp).map(({ name, content }) => {
    writeFileSync(path.resolve(root, folder, name), content, { flag: 'wx' });
    return path.posix.join(folder, name);
  });
}

/** `migrations` means the data source's folder of that name where the root has none. */
function folderOf(output: string, root: string, migrationsFolder: string | undefined): string {
  const named = migrationsFolder !== undefined && path.posix.basename(migrationsFolder) === output;
  return named && !existsSync(path.resolve(root, output)) ? migrationsFolder : output.split(path.sep).join('/');
}

