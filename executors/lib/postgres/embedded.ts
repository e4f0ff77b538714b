import type { PGlite as Database } from '@electric-sql/pglite';
import { embeddedVersion, readCached, writeCached } from './cache-files';
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
