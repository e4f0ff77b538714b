import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { DataSourceRequest } from '../protocol';
import { findDataSource } from './find-data-source';
import { InputError } from './input-error';
import { loadModule } from './load-module';
import { registerTypeScript } from './register';
import type { UserDataSource, UserTypeorm } from './typeorm-types';

export interface LoadedDataSource {
  readonly source: UserDataSource;
  /** Version of the workspace's TypeORM. */
  readonly version: string;
}

/** Loads the user's data source without letting it connect. */
export async function loadDataSource({ file, root, exportName, typed = false }: DataSourceRequest): Promise<LoadedDataSource> {
  const shown = path.relative(root, file).split(path.sep).join('/');
  const entry = resolveTypeorm(file, shown);
  const version = versionOf(entry);
  if (!supported(version)) {
    throw new InputError({
      code: 'BACKEND_DATA_SOURCE_TYPEORM', severity: 'error', message: `TypeORM ${version} is installed`,
      help: 'Install TypeORM 0.3.20 or newer, below 2.', position: { file: shown, line: 1, column: 1 },
    });
  }
  registerTypeScript(file, root, typed);
  const { DataSource } = require(entry) as UserTypeorm;
  const { initialize } = DataSource.prototype;
  // `export default new DataSource(…).initialize()` would connect while it is loaded.
  DataSource.prototype.initialize = function (this: UserDataSource) {
    return Promise.resolve(this);
  };
  try {
    return { source: await findDataSource(await loadModule(file), shown, exportName), version };
  } finally {
    DataSource.prototype.initialize = initialize;
  }
}

/** TypeORM as the file itself would import it. */
function resolveTypeorm(file: string, shown: string): string {
  try {
    return createRequire(file).resolve('typeorm');
  } catch {
    throw new InputError({
      code: 'BACKEND_DATA_SOURCE_TYPEORM', severity: 'error', message: `typeorm is not installed where ${shown} can import it`,
      help: 'Install it in the workspace: npm install typeorm', position: { file: shown, line: 1, column: 1 },
    });
  }
}

function versionOf(entry: string): string {
  for (let folder = path.dirname(entry); path.dirname(folder) !== folder; folder = path.dirname(folder)) {
    const manifest = path.join(folder, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as { name?: string; version?: string };
    if (name === 'typeorm' && version !== undefined) return version;
  }
  return '0.0.0';
}

function supported(version: string): boolean {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major === 1 || (major === 0 && (minor > 3 || (minor === 3 && patch >= 20)));
}
