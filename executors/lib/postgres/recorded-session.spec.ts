import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Client } from 'pg';
import { openDatabase } from './embedded';
import { recordedSession } from './recorded-session';

jest.setTimeout(60_000);

describe('a recorded session', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'backend-cache-'));
  const before = process.env['BACKEND_CACHE_DIR'];
  let opened = 0;
  beforeAll(async () => {
    // The copy of a fresh database is of the user's cache; what is recorded here is not.
    await (await openDatabase()).close();
  });
  afterAll(() => {
    if (before === undefined) delete process.env['BACKEND_CACHE_DIR'];
    else process.env['BACKEND_CACHE_DIR'] = before;
    rmSync(folder, { recursive: true });
  });

  /** Sends statements as TypeORM does, and asks at the end which tables there are. */
  async function play(name: string, statements: readonly string[], fresh = false) {
    opened = 0;
    const open = async () => {
      opened += 1;
      delete process.env['BACKEND_CACHE_DIR'];
      if (before !== undefined) process.env['BACKEND_CACHE_DIR'] = before;
      const database = await openDatabase();
      process.env['BACKEND_CACHE_DIR'] = folder;
      return database;
    };
    process.env['BACKEND_CACHE_DIR'] = folder;
    const session = recordedSession(name, open, fresh);
    try {
      await session.client.exec('CREATE SCHEMA IF NOT EXISTS own');
      const client = new Client(createPgConfig(session.database) as object);
      client.on('error', () => undefined);
      await client.connect();
      const rows: unknown[] = [];
      for (const sql of statements) rows.push(...(await client.query<object>(sql)).rows);
      await client.end();
      const tables = await session.conclude(async (own) => (await own.query<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")).map((row) => row.name));
      session.keep([]);
      return { rows, tables, opened, strayed: session.strayed };
    } catch (error) {
      return { error: (error as Error).message, opened, strayed: session.strayed };
    } finally {
      await session.client.close();
    }
  }

  it('opens no database while it is asked the same, and the right one when it is asked something new', async () => {
    const same = ['CREATE TABLE a (id int)', 'SELECT 1 AS one'];
    const first = await play('replay-a', same);
    expect(first).toEqual({ rows: [{ one: 1 }], tables: ['a'], opened: 1, strayed: false });
    expect(await play('replay-a', same)).toEqual({ ...first, opened: 0 });
    expect(await play('replay-a', [...same, 'CREATE TABLE b (id int)'])).toEqual({ ...first, tables: ['a', 'b'] });
    // Fewer statements than were recorded: what was made of more does not count.
    expect(await play('replay-a', same)).toEqual(first);
    expect(await play('replay-a', ['CREATE TABLE c (id int)', 'SELECT 1 AS one'])).toMatchObject({ tables: ['c'], opened: 1 });
    expect(await play('replay-b', same)).toMatchObject({ opened: 1 });
  });

  it('starts again where a recorded answer is not what the database now gives', async () => {
    const random = 'SELECT gen_random_uuid()::text AS id';
    await play('replay-r', [random]);
    expect(await play('replay-r', [random, 'CREATE TABLE a (id int)'])).toMatchObject({ strayed: true, error: expect.any(String) });
    expect(await play('replay-r', [random, 'CREATE TABLE a (id int)'], true)).toMatchObject({ tables: ['a'], strayed: false });
  });

  it('records no session in which a statement failed', async () => {
    expect(await play('replay-f', ['SELECT nothing'])).toMatchObject({ error: expect.stringContaining('nothing') });
    expect(await play('replay-f', ['SELECT nothing'])).toMatchObject({ opened: 1 });
  });
});
