import type { Catalog } from '../../executors/lib/catalog/catalog';
import { readCatalog } from '../../executors/lib/catalog/read-catalog';
import { applyPlan } from '../../executors/lib/diff/apply-plan';
import { diffCatalogs } from '../../executors/lib/diff/diff-catalogs';
import { seedRows } from '../../executors/lib/observe';
import { openEmbedded } from '../../executors/lib/postgres/embedded';
import type { SqlClient } from '../../executors/lib/postgres/sql-client';
import { GOLDEN } from './golden-cases';

let database: SqlClient;
beforeAll(async () => {
  database = await openEmbedded();
}, 60_000);
afterAll(() => database.close());

async function schema(sql: string): Promise<Catalog> {
  await database.exec('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await database.exec(sql);
  return readCatalog(database);
}

it.each(GOLDEN)('$name', async ({ before, after, up, down }) => {
  const to = await schema(after);
  const from = await schema(before);
  const there = diffCatalogs(from, to);
  const back = diffCatalogs(to, from);
  expect(there.statements.map(({ sql }) => sql)).toEqual(up);
  expect(back.statements.map(({ sql }) => sql)).toEqual(down);
  expect(there.statements.some(({ destructive }) => destructive)).toBe(false);
  expect((await seedRows(database, { rows: 3 })).short).toEqual([]);
  const rows = async () => database.query('SELECT id::text FROM users ORDER BY id');
  const seeded = await rows();
  await applyPlan(database, there);
  expect(diffCatalogs(await readCatalog(database), to).statements).toEqual([]);
  expect(await rows()).toEqual(seeded);
  await applyPlan(database, back);
  expect(diffCatalogs(await readCatalog(database), from).statements).toEqual([]);
  expect(await rows()).toEqual(seeded);
}, 60_000);
