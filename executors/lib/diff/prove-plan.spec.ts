import type { Catalog } from '../catalog/catalog';
import { readCatalog } from '../catalog/read-catalog';
import { serverShadow, type Shadow } from '../postgres/shadow';
import type { SqlClient } from '../postgres/sql-client';
import { diffCatalogs } from './diff-catalogs';
import { provePlan } from './prove-plan';
import { toOnline } from './online/to-online';

const SERVER = process.env['BACKEND_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';
const shadow: Shadow = serverShadow(SERVER);
/** Without a server: skipped with the reason, and a failure on CI. */
let answers = false;
beforeAll(async () => {
  try {
    await (await shadow.createDatabase()).close();
    answers = true;
  } catch (error) {
    if (process.env['CI'] === 'true') throw error;
    console.warn(`skipped: no PostgreSQL answers at ${SERVER} (${(error as Error).message})`);
  }
}, 60_000);

async function catalogOf(sql: string): Promise<Catalog> {
  const database: SqlClient = await shadow.createDatabase();
  try {
    await database.exec(sql);
    return await readCatalog(database);
  } finally {
    await database.close();
  }
}

const USERS = `CREATE TYPE role AS ENUM ('admin', 'user'); CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, role role NOT NULL DEFAULT 'user');
  CREATE VIEW admins AS SELECT id, name FROM users WHERE role = 'admin'; CREATE INDEX by_name ON users (name);`;

it('proves the lock-friendly form', async () => {
  if (!answers) return;
  const from = await catalogOf(`${USERS} ALTER TABLE users ADD note text;`);
  const to = await catalogOf(`${USERS} ALTER TABLE users ADD token uuid NOT NULL DEFAULT gen_random_uuid(); CREATE UNIQUE INDEX by_token ON users (token); DROP INDEX by_name; CREATE INDEX by_name ON users (name DESC);`);
  const plan = toOnline(diffCatalogs(from, to), from, to);
  expect(plan.statements.filter(({ outsideTransaction }) => outsideTransaction).map(({ sql }) => sql.split(' ').slice(0, 4).join(' '))).toEqual(expect.arrayContaining(['CREATE UNIQUE INDEX CONCURRENTLY', 'DROP INDEX CONCURRENTLY public.by_name']));
  expect(await provePlan(shadow, from, to, plan)).toMatchObject({ proved: true, failures: [] });
}, 120_000);

it('finds a plan that leads elsewhere, one that fails, and rows that a new constraint would refuse', async () => {
  if (!answers) return;
  const from = await catalogOf('CREATE TABLE a (n int)');
  const to = await catalogOf('CREATE TABLE a (n bigint CHECK (n > 100))');
  const plan = diffCatalogs(from, to);
  const broken = { ...plan, statements: plan.statements.map((statement) => ({ ...statement, sql: statement.sql.replace('bigint', 'nowhere') })) };
  expect((await provePlan(shadow, from, to, { ...plan, statements: [] })).failures.map(({ code }) => code)).toContain('target');
  expect((await provePlan(shadow, from, to, broken)).failures[0]).toMatchObject({ code: 'up', message: expect.stringContaining('nowhere') });
  expect(await provePlan(shadow, from, to, plan)).toMatchObject({ proved: true, hazards: [expect.stringContaining('violated')] });
}, 120_000);
