import { scratchDatabase, type ScratchDatabase } from '../../run/testing/scratch';
import { startPostgres18, type TestServer } from '../../run/testing/servers';
import { slowStatementFindings, slowStatements } from './statements';

let server: TestServer;
let db: ScratchDatabase;
beforeAll(async () => {
  server = await startPostgres18(['shared_preload_libraries=pg_stat_statements']);
  db = await scratchDatabase(server);
  await db.client.exec('CREATE TABLE orders (id int PRIMARY KEY, email text); INSERT INTO orders SELECT n, n || \'@example.org\' FROM generate_series(1, 20000) n; ANALYZE orders');
}, 120_000);
afterAll(async () => {
  await db?.drop();
  await server?.stop();
}, 60_000);

it('says nothing where the extension is not', async () => {
  expect(await slowStatements(db.client)).toBeUndefined();
});

it('names the statements that take the time, with their plans and without a literal', async () => {
  await db.client.exec('CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()');
  for (let i = 0; i < 40; i++) await db.client.query(`SELECT count(*) FROM orders WHERE email = 'secret${i}@example.org'`);
  await db.client.query('SELECT * FROM orders WHERE id = $1', [7]);
  const [first] = slowStatementFindings((await slowStatements(db.client))!);
  expect(first).toMatchObject({ rule: 'slow-statement', message: expect.stringMatching(/^\d+ % of the time of all statements goes to SELECT count\(\*\) FROM orders WHERE email = \$1 \(40 calls of \d+\.\d ms\)$/), help: expect.stringContaining('plan') });
  const [slowest] = (await slowStatements(db.client))!;
  expect(slowest!.plan).toMatch(/Seq Scan on orders/);
  expect(JSON.stringify(await slowStatements(db.client))).not.toContain('secret');
  // EXPLAIN itself ran in a transaction that is over.
  expect(await db.client.query('SELECT count(*)::int AS n FROM orders')).toEqual([{ n: 20000 }]);
});
