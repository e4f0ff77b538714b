import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readCatalog } from '../../executors/lib/catalog/read-catalog';
import { diffCatalogs } from '../../executors/lib/diff/diff-catalogs';
import { planPostgres } from '../../executors/lib/generate/plan-postgres';
import { postgresDatabase } from '../../executors/lib/run/engines/postgres/database';
import { revertScriptMigrations, runScriptMigrations } from '../../executors/lib/run/migrate';
import { toRequest } from '../../executors/lib/run/request';
import { contents, scratchDatabase, type ScratchDatabase } from '../../executors/lib/run/testing/scratch';
import { localPostgres, type TestServer } from '../../executors/lib/run/testing/servers';
import { DEFAULT_JOURNAL, withoutBookkeeping } from '../../executors/lib/sources/bookkeeping';
import { migrationFiles } from '../../executors/lib/write/migration-files';

const BEFORE = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text, age int, boss bigint);
  CREATE INDEX by_email ON users (email);
  CREATE TABLE orders (id bigint PRIMARY KEY, owner bigint);`;
const AFTER = `
  CREATE TABLE users (id bigint PRIMARY KEY, email text NOT NULL, age int CONSTRAINT grown CHECK (age > 0), boss bigint, token uuid NOT NULL DEFAULT gen_random_uuid());
  CREATE INDEX by_email ON users (email DESC);
  CREATE UNIQUE INDEX by_token ON users (token);
  CREATE TABLE orders (id bigint PRIMARY KEY, owner bigint CONSTRAINT owned REFERENCES users);
  CREATE INDEX by_owner ON orders (owner);`;
const ROWS = "INSERT INTO users SELECT n, n || '@example.org', n, 1 FROM generate_series(1, 25000) n; INSERT INTO orders SELECT n, n FROM generate_series(1, 1000) n;";

let server: TestServer | undefined;
const databases: ScratchDatabase[] = [];
let root = '';
beforeAll(async () => {
  server = await localPostgres();
  root = mkdtempSync(path.join(tmpdir(), 'backend-online-'));
});
afterAll(async () => {
  for (const database of databases) await database.drop();
  rmSync(root, { recursive: true });
});

async function database(sql: string): Promise<ScratchDatabase> {
  const made = await scratchDatabase(server!);
  databases.push(made);
  await made.client.exec(sql);
  return made;
}

it('writes the lock-friendly form in files that migrate-run runs and reverts on tables with rows', async () => {
  if (!server) return;
  const [start, end] = [await database(BEFORE), await database(AFTER)];
  const [from, to] = [await readCatalog(start.client), await readCatalog(end.client)];
  const plan = await planPostgres(from, to, { renames: [], online: true, shadow: `${server.base}postgres` });
  expect(plan.failures).toEqual([]);
  const files = migrationFiles({ name: 'online', from: 'a', to: 'b', up: plan.up, down: plan.down, irreversible: [] }, 'sql', 1_700_000_000_000);
  for (const { name, content } of files) writeFileSync(path.join(root, name), content);
  const script = files.filter(({ name }) => name.endsWith('.up.sql')).map(({ content }) => content).join('\n');
  for (const form of ['CREATE UNIQUE INDEX CONCURRENTLY by_token', 'CREATE INDEX CONCURRENTLY by_email__new', 'NOT VALID', 'VALIDATE CONSTRAINT owned', 'DO $backfill$']) expect(script).toContain(form);

  await start.client.exec(ROWS);
  const before = await contents(start.client);
  const target = postgresDatabase(start.connection, DEFAULT_JOURNAL);
  expect(await runScriptMigrations(target, toRequest(root, 'api', { migrations: '.' }))).toMatchObject({ ok: true });
  expect(diffCatalogs(withoutBookkeeping(await readCatalog(start.client), undefined), to).statements).toEqual([]);
  expect(await start.client.query('SELECT count(*)::int AS rows, count(DISTINCT token)::int AS tokens FROM users')).toEqual([{ rows: 25_000, tokens: 25_000 }]);
  expect(await revertScriptMigrations(target, { ...toRequest(root, 'api', { migrations: '.' }), count: files.length / 2 })).toMatchObject({ ok: true });
  expect(await contents(start.client)).toBe(before);
}, 180_000);
