import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { serverShadow } from '../../../executors/lib/postgres/shadow';
import type { SqlClient } from '../../../executors/lib/postgres/sql-client';
import { testWorkspace, type TestWorkspace } from './workspace';

jest.setTimeout(600_000);

const SERVER = process.env['BACKEND_TEST_POSTGRES'] ?? 'postgres://postgres@127.0.0.1:5432/test';

async function createDatabase(): Promise<{ client: SqlClient; url: string } | undefined> {
  try {
    const client = await serverShadow(SERVER).createDatabase();
    const [row] = await client.query<{ name: string }>('select current_database() as name');
    const url = new URL(SERVER);
    url.pathname = `/${row!.name}`;
    return { client, url: url.href };
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`no PostgreSQL at ${SERVER}: skipped`);
    return undefined;
  }
}

describe('a PostgreSQL data source', () => {
  let workspace: TestWorkspace;
  beforeAll(() => {
    workspace = testWorkspace('shop');
  });
  afterAll(() => workspace.remove());

  it('gets its first migration without a server; TypeORM runs it on one, and nothing is left to generate', async () => {
    const dataSource = 'shop/data-source.ts';
    const first = await workspace.generate({ dataSource, name: 'first' });
    expect(first.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(first.files.map((file) => file.path)).toEqual(['shop/migrations/1800000001000-first.ts']);
    expect(first.proof).toMatchObject({ proved: true });
    expect(JSON.stringify(first)).not.toContain('s3cret');

    const database = await createDatabase();
    if (database) {
      const connection = { type: 'postgres', url: database.url };
      await database.client.exec('create extension citext; create extension hstore; create extension "uuid-ossp"; create extension ltree; create extension cube; create extension btree_gist');
      const tables = `select count(*)::int as tables from pg_tables where schemaname in ('public', 'sales') and tablename <> 'migrations'`;
      expect(workspace.typeorm(connection, 'shop/migrations', 'run', tables)).toEqual([{ tables: 6 }]);
      const live = await workspace.generate({ dataSource, connection: database.url, shadow: SERVER });
      expect([live.diagnostics.filter(({ severity }) => severity === 'error'), live.up.map(({ sql }) => sql), live.files]).toEqual([[], [], []]);
      expect(workspace.typeorm(connection, 'shop/migrations', 'revert', tables)).toEqual([{ tables: 0 }]);
      await database.client.close();
    }

    const tag = path.join(workspace.root, 'shop/entities/tag.ts');
    writeFileSync(tag, readFileSync(tag, 'utf8').replace('aliases!', 'otherNames!').replace('length: 64', 'length: 200'));
    const second = await workspace.generate({ dataSource, name: 'rename aliases', rename: ['tag.aliases:tag.otherNames'] });
    // The foreign key of the junction table goes while both of its ends become longer.
    expect(second.up.map(({ sql, loses }) => [sql, loses])).toEqual([
      ['ALTER TABLE public.tag RENAME COLUMN aliases TO "otherNames"', null],
      [expect.stringContaining('DROP CONSTRAINT "FK_524e1a234c8a4ca3e40f08a54e4"'), null],
      [expect.stringContaining('ALTER TABLE public.tag ALTER COLUMN name TYPE character varying(200)'), null],
      [expect.stringContaining('ALTER TABLE sales.orders_tags_tag ALTER COLUMN "tagName" TYPE character varying(200)'), null],
      [expect.stringContaining('ADD CONSTRAINT "FK_524e1a234c8a4ca3e40f08a54e4"'), null],
    ]);
    const third = await workspace.generate({ dataSource });
    expect(third).toMatchObject({ ok: true, up: [], files: [] });
  });
});
