import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Catalog } from '../catalog/catalog';
import { embeddedClient } from '../postgres/embedded-client';
import { loadContrib } from '../postgres/contrib';
import { redactConnection } from '../postgres/redact-connection';
import { SqlFailure, type SqlClient } from '../postgres/sql-client';
import { connectionFailed } from './connection-failed';
import type { SourceOptions, SourceResult } from './read-source';

/** The schema of a live PostgreSQL; nothing is written there. */
export async function readConnection(connection: string, { sizes = false }: SourceOptions): Promise<SourceResult> {
  const { connectServer } = require('../postgres/server-client') as typeof import('../postgres/server-client');
  const label = redactConnection(connection);
  try {
    const client = await connectServer(connection);
    return { label, diagnostics: [], catalog: await readAndClose(client, sizes) };
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return { label, diagnostics: [connectionFailed(error, connection)] };
  }
}

/** The schema of a PGlite data directory, read from a copy: opening one writes to it, and a process may be using it. */
export async function readPgliteFolder(folder: string, label: string): Promise<SourceResult> {
  const { PGlite } = require('@electric-sql/pglite') as typeof import('@electric-sql/pglite');
  const copy = mkdtempSync(path.join(tmpdir(), 'backend-pglite-'));
  try {
    cpSync(folder, copy, { recursive: true, filter: (file) => !file.endsWith('postmaster.pid') });
    const database = await PGlite.create({ dataDir: copy, extensions: loadContrib(COMMON) });
    return { label, diagnostics: [], catalog: await readAndClose(embeddedClient(database as never, label), false) };
  } catch (error) {
    const failed = error instanceof SqlFailure ? error : new SqlFailure(error, '');
    return {
      label,
      diagnostics: [{ code: 'BACKEND_SCHEMA_PGLITE', severity: 'error', message: `the embedded PostgreSQL cannot open ${label}: ${failed.message}`, help: 'Give a data directory of PGlite (its PG_VERSION says 18), closed by its process.' }],
    };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

/** Extensions whose functions a stored default or index may call: what the directory uses cannot be known before it is open. */
const COMMON = ['uuid-ossp', 'citext', 'pgcrypto', 'hstore', 'ltree', 'pg_trgm', 'btree_gist', 'unaccent'];

async function readAndClose(client: SqlClient, sizes: boolean): Promise<Catalog> {
  const { readCatalog } = require('../catalog/read-catalog') as typeof import('../catalog/read-catalog');
  try {
    return await readCatalog(client, { sizes });
  } finally {
    await client.close();
  }
}
