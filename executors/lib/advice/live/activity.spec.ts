import { readActivity } from '.';
import { redactLiterals, redactPlan } from './redact';
import { connectServer } from '../../postgres/server-client';
import type { SqlClient } from '../../postgres/sql-client';

const SERVER = 'postgres://postgres@127.0.0.1:5432/postgres';

describe('redaction', () => {
  it('leaves no literal in statements', async () => {
    expect(await redactLiterals("SELECT * FROM users WHERE email = 'a@b.c' AND n > 42 AND x = $1")).not.toMatch(/a@b\.c|42/);
    // Utility statements carry secrets that no grammar marks.
    expect(await redactLiterals("ALTER ROLE me PASSWORD 'hunter2'")).toBeUndefined();
    expect(await redactLiterals("SELECT 'unterminated")).toBeUndefined();
  });

  it('leaves no literal in plans', () => {
    expect(redactPlan("Seq Scan on users  (cost=0.00..12.50 rows=3 width=4)\n  Filter: ((email = 'it''s me'::text) AND (\"n2\" > 42) AND (x = $1))"))
      .toBe("Seq Scan on users  (cost=0.00..12.50 rows=3 width=4)\n  Filter: ((email = '…'::text) AND (\"n2\" > …) AND (x = $1))");
  });
});

describe('readActivity', () => {
  const name = `backend_activity_${process.pid}`;
  let admin: SqlClient | undefined;
  let client: SqlClient;
  beforeAll(async () => {
    try {
      admin = await connectServer(SERVER, { connectTimeout: 2000 });
    } catch (error) {
      if (process.env['CI']) throw error;
      return console.warn(`skipped: no PostgreSQL on ${SERVER}`);
    }
    await admin.exec(`CREATE DATABASE ${name}`);
    client = await connectServer(SERVER, { database: name });
    await client.exec('CREATE TABLE orders (id int PRIMARY KEY, note text); INSERT INTO orders SELECT n, n::text FROM generate_series(1, 12000) n; ANALYZE orders');
    // An index-only plan may not read the rows: count what is not null.
    await client.exec(`DO $$ BEGIN FOR i IN 1..120 LOOP PERFORM count(note) FROM orders; END LOOP; END $$`);
    await client.exec('SELECT pg_stat_force_next_flush()').catch(() => undefined);
  });
  afterAll(async () => {
    await client?.close();
    await admin?.exec(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin?.close();
  });

  it('names large tables that are read from end to end', async () => {
    if (!admin) return;
    let found = await readActivity(client);
    // Statistics of PostgreSQL 14 and before arrive by a collector of their own.
    for (let i = 0; i < 20 && found.findings.length === 0; i++) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      found = await readActivity(client);
    }
    expect(found.findings).toEqual([expect.objectContaining({ rule: 'sequential-scans', object: 'public.orders', message: expect.stringMatching(/^"orders" \(12,000 rows\) was read from end to end 12\d times/) })]);
  });

  it('reads pg_stat_statements where it is installed and loaded', async () => {
    if (!admin) return;
    const [{ loaded }] = (await client.query<{ loaded: boolean }>(`SELECT current_setting('shared_preload_libraries') LIKE '%pg_stat_statements%' AS loaded`)) as [{ loaded: boolean }];
    const [available] = await client.query(`SELECT 1 FROM pg_available_extensions WHERE name = 'pg_stat_statements'`);
    if (available) await client.exec('CREATE EXTENSION pg_stat_statements');
    const { statements } = await readActivity(client);
    expect(Array.isArray(statements)).toBe(Boolean(available) && loaded);
  });
});
