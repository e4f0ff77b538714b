import { createRequire } from 'node:module';
import path from 'node:path';
import { codeDigest, digestOf, embeddedVersion } from '../../postgres/cache-files';
import type { RecordedSession } from '../../postgres/recorded-session';
import type { SqlClient } from '../../postgres/sql-client';
import type { DataSourceRequest, Side } from '../protocol';

/** A scratch database, open twice: as TypeORM's options and as our own session. */
export interface Scratch {
  readonly options: Readonly<Record<string, unknown>>;
  readonly client: SqlClient;
  /** Of an embedded one: what it was told is remembered for the next time. */
  readonly recorded?: RecordedSession;
  /** Removes the database; TypeORM's data source must be closed before. */
  close(): Promise<void>;
}

/**
 * Opens an empty PostgreSQL, embedded or on the server that was lent.
 * @param fresh without what is remembered of the last time
 */
export async function openScratch(request: DataSourceRequest, side: Side, extensions: Iterable<string>, fresh: boolean): Promise<Scratch> {
  const { file, shadow } = request;
  const driver = withoutNative(file);
  if (shadow === undefined) {
    const { recordedSession } = require('../../postgres/recorded-session') as typeof import('../../postgres/recorded-session');
    const { createPgConfig } = require('@electric-sql/pglite/node-postgres') as typeof import('@electric-sql/pglite/node-postgres');
    const recorded = recordedSession(recordingName(request, side), (more) => {
      const { openDatabase } = require('../../postgres/embedded') as typeof import('../../postgres/embedded');
      return openDatabase({ extensions: new Set([...extensions, ...more]) });
    }, fresh);
    const { client, database } = recorded;
    // Its only session cannot be lent twice: who asks for a second one is told, and does not wait for ever.
    return { client, recorded, options: { driver, extra: createPgConfig(database), connectTimeoutMS: 20_000 }, close: () => client.close() };
  }
  const { serverShadow } = require('../../postgres/shadow') as typeof import('../../postgres/shadow');
  const client = await serverShadow(shadow).createDatabase();
  const [row] = await client.query<{ name: string }>('select current_database() as name');
  const url = new URL(shadow);
  url.pathname = `/${encodeURIComponent(row!.name)}`;
  return { client, options: { driver, url: url.href }, close: () => client.close() };
}

/** One recording for each side of a data source; what is made of a session is a catalog, by our own code. */
function recordingName({ root, file, exportName }: DataSourceRequest, side: Side): string {
  const lib = path.join(__dirname, '../..');
  return `replay-${digestOf(embeddedVersion(), codeDigest(path.join(lib, 'catalog')), codeDigest(path.join(lib, 'postgres')), root, file, exportName, side)}`;
}

/** The workspace's `pg`, else ours; never its native half, which cannot speak to an embedded database. */
function withoutNative(file: string): object {
  const theirs = createRequire(createRequire(file).resolve('typeorm'));
  const load = (): object => {
    try {
      return theirs('pg') as object;
    } catch {
      return require('pg') as object;
    }
  };
  return Object.create(load(), { native: { value: undefined } }) as object;
}
