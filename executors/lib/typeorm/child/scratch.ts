import { createRequire } from 'node:module';
import type { SqlClient } from '../../postgres/sql-client';
import type { DataSourceRequest } from '../protocol';

/** A scratch database, open twice: as TypeORM's options and as our own session. */
export interface Scratch {
  readonly options: Readonly<Record<string, unknown>>;
  readonly client: SqlClient;
  /** Removes the database; TypeORM's data source must be closed before. */
  close(): Promise<void>;
}

/** Opens an empty PostgreSQL, embedded or on the server that was lent. */
export async function openScratch({ file, shadow }: DataSourceRequest, extensions: Iterable<string>): Promise<Scratch> {
  const driver = withoutNative(file);
  if (shadow === undefined) {
    const { openDatabase } = require('../../postgres/embedded') as typeof import('../../postgres/embedded');
    const { embeddedClient } = require('../../postgres/embedded-client') as typeof import('../../postgres/embedded-client');
    const { createPgConfig } = require('@electric-sql/pglite/node-postgres') as typeof import('@electric-sql/pglite/node-postgres');
    const database = await openDatabase({ extensions });
    const client = embeddedClient(database, 'embedded PostgreSQL');
    // Its only session cannot be lent twice: who asks for a second one is told, and does not wait for ever.
    return { client, options: { driver, extra: createPgConfig(database), connectTimeoutMS: 20_000 }, close: () => client.close() };
  }
  const { serverShadow } = require('../../postgres/shadow') as typeof import('../../postgres/shadow');
  const client = await serverShadow(shadow).createDatabase();
  const [row] = await client.query<{ name: string }>('select current_database() as name');
  const url = new URL(shadow);
  url.pathname = `/${encodeURIComponent(row!.name)}`;
  return { client, options: { driver, url: url.href }, close: () => client.close() };
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
