import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { PGlite as Database } from '@electric-sql/pglite';
import { embeddedVersion, readCached, writeCached } from './cache-files';
import { loadContrib } from './contrib';
import { embeddedClient } from './embedded-client';
import type { SqlClient } from './sql-client';

export interface EmbeddedOptions {
  /** Extensions that CREATE EXTENSION shall find; those the embedded PostgreSQL lacks are passed over. */
  readonly extensions?: Iterable<string>;
  /** Keep the data in a scratch folder, which closing removes: in memory each file of a large schema takes its size. */
  readonly onDisk?: boolean;
}

/** Opens an empty embedded PostgreSQL, as a session. */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<SqlClient> {
  const folder = options.onDisk ? mkdtempSync(path.join(tmpdir(), 'backend-pglite-')) : undefined;
  const client = embeddedClient(await openDatabase(options, folder), 'embedded PostgreSQL');
  if (folder === undefined) return client;
  return {
    ...client,
    async close() {
      await client.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Opens an empty embedded PostgreSQL, in memory unless there is a folder for it. The first start of a machine takes seconds (initdb);
 * later ones begin from a copy of the fresh data directory, cached by version.
 */
export async function openDatabase({ extensions = [] }: EmbeddedOptions = {}, folder?: string): Promise<Database> {
  const { PGlite } = require('@electric-sql/pglite') as typeof import('@electric-sql/pglite');
  const contrib = { extensions: loadContrib(extensions), ...(folder !== undefined && { dataDir: folder }) };
  const cache = `pglite-${embeddedVersion()}.tar`;
  const known = readCached(cache);
  if (known !== undefined) {
    try {
      return await PGlite.create({ ...contrib, loadDataDir: new Blob([known]) });
    } catch {
      // A damaged copy: start afresh and replace it.
    }
  }
  const database = await PGlite.create(contrib);
  const copy = await database.dumpDataDir('none');
  writeCached(cache, Buffer.from(await copy.arrayBuffer()));
  return database as Database;
}
