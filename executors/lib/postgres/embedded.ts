import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import type { PGlite as Database } from '@electric-sql/pglite';
import { loadContrib } from './contrib';
import { embeddedClient } from './embedded-client';
import type { SqlClient } from './sql-client';

export interface EmbeddedOptions {
  /** Extensions that CREATE EXTENSION shall find; those the embedded PostgreSQL lacks are passed over. */
  readonly extensions?: Iterable<string>;
}

/** Opens an empty embedded PostgreSQL in memory, as a session. */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<SqlClient> {
  return embeddedClient(await openDatabase(options), 'embedded PostgreSQL');
}

/**
 * Opens an empty embedded PostgreSQL in memory. The first start of a machine takes seconds (initdb);
 * later ones begin from a copy of the fresh data directory, cached by version.
 */
export async function openDatabase({ extensions = [] }: EmbeddedOptions = {}): Promise<Database> {
  const { PGlite } = require('@electric-sql/pglite') as typeof import('@electric-sql/pglite');
  const contrib = { extensions: loadContrib(extensions) };
  const cache = cacheFile();
  const known = readIfThere(cache);
  if (known !== undefined) {
    try {
      return await PGlite.create({ ...contrib, loadDataDir: new Blob([known]) });
    } catch {
      // A damaged copy: start afresh and replace it.
    }
  }
  const database = await PGlite.create(contrib);
  const copy = await database.dumpDataDir('none');
  writeAtomically(cache, Buffer.from(await copy.arrayBuffer()));
  return database as Database;
}

/** `$BACKEND_CACHE_DIR`, else the user's cache folder (XDG base directory specification). */
function cacheFile(): string {
  // Its `exports` hide its package.json; the entry stands one folder below.
  const manifest = path.join(path.dirname(require.resolve('@electric-sql/pglite')), '..', 'package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  const folder = process.env['BACKEND_CACHE_DIR'] ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'org-backend');
  return path.join(folder, `pglite-${version}.tar`);
}

function readIfThere(file: string): Buffer<ArrayBuffer> | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** Two runs at once may write; each reader sees a whole file. A cache that cannot be written is no error. */
function writeAtomically(file: string, bytes: Buffer): void {
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(fresh, bytes);
    renameSync(fresh, file);
  } catch {
    // Slower next time, nothing worse.
  }
}
