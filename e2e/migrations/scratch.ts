import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { dropSubscriptions } from '../../executors/lib/postgres/drop-subscriptions';
import { connectServer } from '../../executors/lib/postgres/server-client';
import { embeddedClient } from '../../executors/lib/postgres/embedded-client';
import { fingerprintCatalog } from '../../executors/lib/catalog/catalog-json';
import { readCatalog } from '../../executors/lib/catalog/read-catalog';
import type { SqlClient } from '../../executors/lib/postgres/sql-client';

export const SERVER = process.env['BACKEND_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';

/** A scratch database with a judge who is not the differ: `pg_dump -s`, where there is a server. */
export interface Scratch extends SqlClient {
  dump(): Promise<string | undefined>;
}

export interface ScratchServer {
  readonly version: number;
  open(): Promise<Scratch>;
  /** Roles that a case made. */
  dropRoles(): Promise<void>;
  close(): Promise<void>;
}

export interface ServerOptions {
  /** Let pg_dump judge. Default: true. */
  readonly judge?: boolean;
  /** Leave the roles that cases made. Default: false. */
  readonly keepRoles?: boolean;
}

export async function openServer({ judge = true, keepRoles = false }: ServerOptions = {}): Promise<ScratchServer> {
  const admin = await connectServer(SERVER);
  const roles = async () => (await admin.query<{ name: string }>(`SELECT rolname AS name FROM pg_roles WHERE rolname !~ '^pg_'`)).map(({ name }) => name);
  const known = new Set(await roles());
  const [{ version } = { version: '0' }] = await admin.query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`);
  const idle: Scratch[] = [];
  const names: string[] = [];
  const create = async (): Promise<Scratch> => {
    const name = `migration_${process.pid}_${randomBytes(4).toString('hex')}`;
    await admin.exec(`CREATE DATABASE ${name} TEMPLATE template0`);
    names.push(name);
    const client = await connectServer(SERVER, { database: name });
    await client.exec('SET synchronous_commit = off');
    const empty = fingerprintCatalog(await readCatalog(client));
    const url = new URL(SERVER);
    url.pathname = `/${name}`;
    const scratch: Scratch = {
      ...client,
      dump: async () => (judge ? (await promisify(execFile)('pg_dump', ['-s', '-d', url.href], { maxBuffer: 1 << 28 })).stdout : undefined),
      async close() {
        // Making a database takes a second, emptying one does not; one that does not come out empty is thrown away.
        await emptyDatabase(client).catch(() => undefined);
        if (fingerprintCatalog(await readCatalog(client)) === empty) idle.push(scratch);
        else await client.close();
      },
    };
    return scratch;
  };
  return {
    version: Math.floor(Number(version) / 10_000),
    open: async () => idle.pop() ?? (await create()),
    async dropRoles() {
      if (keepRoles) return;
      for (const role of (await roles()).filter((name) => !known.has(name))) {
        const quoted = `"${role.replaceAll('"', '""')}"`;
        await admin.exec(`DROP ROLE IF EXISTS ${quoted}`).catch(() => undefined);
      }
    },
    async close() {
      for (const name of names) await admin.exec(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await admin.close();
    },
  };
}

/** The server of this machine, or undefined (never on CI) where none answers. */
export async function serverOrSkip(): Promise<ScratchServer | undefined> {
  try {
    return await openServer();
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.warn(`skipped: no PostgreSQL answers at ${SERVER} (${(error as Error).message})`);
    return undefined;
  }
}

/** Drops everything of a user's. */
async function emptyDatabase(client: SqlClient): Promise<void> {
  await client.exec('ROLLBACK');
  await client.exec('RESET ALL');
  await client.exec('RESET ROLE');
  await client.exec('SET synchronous_commit = off; SET client_min_messages = error');
  const list = async (sql: string) => (await client.query<{ sql: string }>(sql)).map((row) => row.sql);
  await dropSubscriptions(client);
  const drops = await list(`
    SELECT format('DROP EVENT TRIGGER %I', evtname) AS sql FROM pg_event_trigger
    UNION ALL SELECT format('DROP PUBLICATION %I', pubname) FROM pg_publication
    UNION ALL SELECT format('DROP EXTENSION IF EXISTS %I CASCADE', extname) FROM pg_extension WHERE extname <> 'plpgsql'
    UNION ALL SELECT format('DROP SCHEMA %I CASCADE', nspname) FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
    UNION ALL SELECT format('DROP FOREIGN DATA WRAPPER IF EXISTS %I CASCADE', fdwname) FROM pg_foreign_data_wrapper
    UNION ALL SELECT format('DROP OWNED BY %I', r.rolname) FROM pg_roles r WHERE r.rolname !~ '^pg_' AND NOT r.rolsuper AND EXISTS (
      SELECT 1 FROM pg_shdepend d WHERE d.refobjid = r.oid AND d.dbid = (SELECT oid FROM pg_database WHERE datname = current_database()))
    UNION ALL SELECT format('ALTER DEFAULT PRIVILEGES FOR ROLE %I %s', pg_get_userbyid(defaclrole), t) FROM pg_default_acl d, unnest(ARRAY[
      'GRANT ALL ON TABLES TO ' || quote_ident(pg_get_userbyid(defaclrole)), 'GRANT ALL ON SEQUENCES TO ' || quote_ident(pg_get_userbyid(defaclrole)),
      'GRANT ALL ON FUNCTIONS TO PUBLIC, ' || quote_ident(pg_get_userbyid(defaclrole)), 'GRANT ALL ON TYPES TO PUBLIC, ' || quote_ident(pg_get_userbyid(defaclrole)),
      'GRANT ALL ON SCHEMAS TO ' || quote_ident(pg_get_userbyid(defaclrole))]) t WHERE d.defaclnamespace = 0`);
  for (const sql of drops) await client.exec(sql).catch(() => undefined);
  await client.exec(`CREATE SCHEMA public AUTHORIZATION pg_database_owner; GRANT USAGE ON SCHEMA public TO PUBLIC; COMMENT ON SCHEMA public IS 'standard public schema'`);
}

/** A fresh embedded PostgreSQL for each database: a cluster of its own. */
export const embeddedServer: ScratchServer = {
  version: 18,
  async open() {
    const { PGlite } = require('@electric-sql/pglite') as typeof import('@electric-sql/pglite');
    const { btree_gist } = require('@electric-sql/pglite/contrib/btree_gist') as typeof import('@electric-sql/pglite/contrib/btree_gist');
    return { ...embeddedClient(await PGlite.create({ extensions: { btree_gist } }), 'embedded PostgreSQL'), dump: async () => undefined };
  },
  dropRoles: async () => undefined,
  close: async () => undefined,
};
