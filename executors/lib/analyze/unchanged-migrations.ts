import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf, readCached, writeCached } from '../postgres/cache-files';
import type { ReplayedMigration } from '../typeorm/protocol';
import type { AnalyzeOptions } from './options';

/** Those of data sources that nobody analyzes any more go. */
const KEPT = 64;

type Place = Pick<AnalyzeOptions, 'root' | 'dataSource' | 'since' | 'file' | 'connection'>;

/**
 * Whether the migrations' files are those of the last time, when what they do was seen: then no shadow
 * need be opened ahead. A guess that saves time; what is remembered is found by the statements themselves.
 */
export function unchangedMigrations(place: Place): boolean {
  const bytes = readCached(nameOf(place));
  const [digest, ...files] = (bytes?.toString() ?? '').split('\n');
  return bytes !== undefined && digest === contents(place, files);
}

export function rememberMigrations(place: Place, migrations: readonly ReplayedMigration[]): void {
  const files = migrations.flatMap(({ file }) => file ?? []);
  writeCached(nameOf(place), Buffer.from([contents(place, files), ...files].join('\n')), KEPT);
}

function nameOf({ root, dataSource, since }: Place): string {
  return `migrations-${digestOf(root, dataSource, since)}`;
}

function contents({ root, file, connection }: Place, files: readonly string[]): string {
  const texts = [...files, ...(file === undefined ? [] : [file])].map((name) => attempt(() => readFileSync(path.resolve(root, name), 'utf8')));
  const folders = [...new Set(files.map((name) => path.dirname(name)))].map((folder) => attempt(() => readdirSync(path.resolve(root, folder))));
  return digestOf(texts, folders, file, connection === undefined);
}

function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
