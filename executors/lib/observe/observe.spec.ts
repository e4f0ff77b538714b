import { connectServer } from '../postgres/server-client';
import { embeddedShadow, serverShadow, type Shadow } from '../postgres/shadow';
import type { SqlClient } from '../postgres/sql-client';
import { splitStatements } from '../postgres/split-statements';
import type { Observation, ObservedWork } from './index';
import { observeStatements } from './index';

jest.setTimeout(120_000);

const SERVER = process.env['BACKEND_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';

const SCHEMA = `
  CREATE TABLE users (id bigint PRIMARY KEY, name varchar(20), age int, at timestamp DEFAULT now());
  CREATE TABLE orders (id bigint PRIMARY KEY, user_id bigint);
  CREATE INDEX orders_user ON orders (user_id);
  CREATE MATERIALIZED VIEW totals AS SELECT count(*) AS n FROM orders;
  INSERT INTO users (id, name, age) SELECT n, 'n' || n, n FROM generate_series(1, 20) n;
  INSERT INTO orders SELECT n, n FROM generate_series(1, 20) n;`;

/** What a statement did, in a line: the locks on relations that were there, rewrites, scans. */
function line({ observed, failure, locks, rewrites, scans }: Observation): string {
  const own = locks.filter(({ existing, kind }) => existing && kind !== 'index').map(({ relation, mode }) => `${relation.replace('public.', '')} ${mode}`);
  const work = (what: string, on: readonly ObservedWork[]): string[] => on.filter(({ existing, kind }) => existing && kind !== 'index').map(({ relation }) => `${what} ${relation.replace('public.', '')}`);
  const parts = [own.join(', '), ...work('rewrites', rewrites), ...work('reads', scans)];
  return [...parts, failure && `fails ${failure.code}`, observed ? '' : 'by the manual'].filter((part) => part).join('; ');
}

const CASES: readonly (readonly [sql: string, expected: string])[] = [
  ['ALTER TABLE users ALTER name TYPE varchar(40)', 'users ACCESS EXCLUSIVE'],
  ['ALTER TABLE users ALTER name TYPE text', 'users ACCESS EXCLUSIVE'],
  ['ALTER TABLE users ALTER age TYPE bigint', 'users ACCESS EXCLUSIVE; rewrites users; reads users'],
  ['ALTER TABLE users ADD a int DEFAULT 5 NOT NULL', 'users ACCESS EXCLUSIVE'],
  ['ALTER TABLE users ADD b uuid DEFAULT gen_random_uuid()', 'users ACCESS EXCLUSIVE; rewrites users; reads users'],
  ['ALTER TABLE users ADD CONSTRAINT old CHECK (age > 0) NOT VALID', 'users ACCESS EXCLUSIVE'],
  ['ALTER TABLE users VALIDATE CONSTRAINT old', 'users SHARE UPDATE EXCLUSIVE; reads users'],
  ['ALTER TABLE users ALTER name SET NOT NULL', 'users ACCESS EXCLUSIVE; reads users'],
  ['CREATE INDEX users_name ON users (name)', 'users SHARE; reads users'],
  ['SET lock_timeout = 0', ''],
  ['ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (user_id) REFERENCES users NOT VALID', 'orders SHARE ROW EXCLUSIVE, users SHARE ROW EXCLUSIVE'],
  ['CREATE INDEX CONCURRENTLY users_age ON users (age)', 'users SHARE UPDATE EXCLUSIVE; by the manual'],
  ['DROP INDEX CONCURRENTLY users_age', 'users SHARE UPDATE EXCLUSIVE; by the manual'],
  ['VACUUM users', 'users SHARE UPDATE EXCLUSIVE; by the manual'],
  // The rows are in the way; without them it is seen, and they come back after it.
  ['ALTER TABLE users ADD c text NOT NULL', 'users ACCESS EXCLUSIVE; fails 23502'],
  ['ALTER TABLE nope ADD c text', 'fails 42P01'],
  ['REFRESH MATERIALIZED VIEW totals', 'orders ACCESS SHARE, totals ACCESS EXCLUSIVE; rewrites totals; reads orders'],
  ['CREATE TABLE fresh (id int); ALTER TABLE fresh ADD b uuid DEFAULT gen_random_uuid()', ' | '],
  ['TRUNCATE orders', 'orders ACCESS EXCLUSIVE'],
  ['DROP TABLE orders CASCADE', 'orders ACCESS EXCLUSIVE, totals ACCESS EXCLUSIVE, users ACCESS EXCLUSIVE'],
];

const servers: [string, () => Shadow][] = [['an embedded PostgreSQL', embeddedShadow], ['a server', () => serverShadow(SERVER)]];

describe.each(servers)('observeStatements on %s', (name, open) => {
  let client: SqlClient | undefined;
  beforeAll(async () => {
    if (name === 'a server' && !(await answers())) return;
    client = await open().createDatabase();
    await client.exec(SCHEMA);
  });
  afterAll(() => client?.close());

  it('leaves nothing behind where it is to be rolled back, and shows each statement what those before it made', async () => {
    if (!client) return;
    const statements = await splitStatements(`BEGIN; CREATE INDEX CONCURRENTLY i ON users (age); ALTER TABLE users ADD k text; UPDATE users SET k = name;
      ALTER TABLE users ALTER k SET NOT NULL; SELECT nope; DROP INDEX i`);
    const found = await observeStatements(client, statements, { after: 'roll-back', rows: { 'public.users': 20_000_000 } });
    expect(found.map(({ failure }) => failure?.code)).toEqual([undefined, undefined, undefined, undefined, undefined, '42703', undefined]);
    expect(found.map(({ observed }) => observed)).toEqual([false, false, true, true, true, true, true]);
    expect(found[4]?.scans).toEqual([{ relation: 'public.users', kind: 'table', existing: true, rows: 20_000_000, estimate: 'a minute or so' }]);
    expect(found[2]?.advice).toMatch(/^Set lock_timeout .* waits for public\.users \(ACCESS EXCLUSIVE\)/);
    expect(await client.query("SELECT 1 FROM pg_attribute WHERE attname = 'k'")).toEqual([]);
    expect(await client.query("SELECT 1 FROM pg_class WHERE relname = 'i'")).toEqual([]);
  });

  it('tells locks, rewrites and scans of each statement', async () => {
    if (!client) return;
    const lines: string[] = [];
    for (const [sql] of CASES) lines.push((await observeStatements(client, await splitStatements(sql))).map(line).join(' | '));
    expect(lines.map((text, index) => [CASES[index]![0], text])).toEqual(CASES.map((one) => [...one]));
  });
});

async function answers(): Promise<boolean> {
  try {
    await (await connectServer(SERVER)).close();
    return true;
  } catch (error) {
    if (process.env['CI']) throw error;
    console.log(`skipped: no PostgreSQL at ${SERVER}`);
    return false;
  }
}
