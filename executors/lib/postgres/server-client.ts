import type { Client } from 'pg';
import { redactConnection } from './redact-connection';
import type { Row, SqlClient } from './sql-client';
import { SqlFailure } from './sql-client';

export interface ServerOptions {
  /** Milliseconds to wait for the server; default 10,000. */
  readonly connectTimeout?: number;
  /** Database on the same server to connect to instead of the one the string names. */
  readonly database?: string;
}

/** A session of a server, which also counts rows. */
export interface ServerClient extends SqlClient {
  /**
   * Runs a statement and says how many rows it returned or changed (undefined where it does neither).
   * Without parameters it goes by the simple protocol, as a psql script would send it.
   */
  run(sql: string, parameters?: readonly unknown[]): Promise<{ readonly rows: Row[]; readonly affected: number | undefined }>;
}

/** Connects to a PostgreSQL server by a connection string (`postgres://…`); throws `SqlFailure`. */
export async function connectServer(connection: string, { connectTimeout = 10_000, database }: ServerOptions = {}): Promise<ServerClient> {
  const pg = require('pg') as typeof import('pg');
  const client: Client = new pg.Client({
    connectionString: database === undefined ? connection : withDatabase(connection, database),
    connectionTimeoutMillis: connectTimeout,
    application_name: '@org/backend',
  });
  // Without a listener a connection that breaks while idle ends the process; the next query reports it.
  client.on('error', () => undefined);
  const label = redactConnection(connection);
  try {
    await client.connect();
  } catch (error) {
    throw new SqlFailure(error, '');
  }
  const run = async (sql: string, parameters?: readonly unknown[]) => {
    try {
      return await client.query(sql, parameters as unknown[] | undefined);
    } catch (error) {
      throw new SqlFailure(error, sql);
    }
  };
  return {
    label,
    query: async <R extends object>(sql: string, parameters: readonly unknown[] = []) => (await run(sql, parameters)).rows as R[],
    exec: async (sql) => void (await run(sql)),
    run: async (sql, parameters) => {
      const { rows, rowCount } = await run(sql, parameters);
      return { rows: rows as Row[], affected: rowCount ?? undefined };
    },
    close: () => client.end(),
  };
}

function withDatabase(connection: string, database: string): string {
  const url = new URL(connection);
  url.pathname = `/${encodeURIComponent(database)}`;
  return url.href;
}
