import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { toRequest, type RunOptions } from './request';
import type { RunReport } from './report';
import { killChild } from './testing/kill-child';
import { scratchDatabase } from './testing/scratch';
import { localPostgres, startPostgres18, type TestServer } from './testing/servers';
import { migrationClass, typeormWorkspace, type TypeormWorkspace } from './testing/typeorm-workspace';
import { runInChild } from './typeorm/run-in-child';

/** `MIGRATION_FAULTS=100` for the whole round, of each kind of migration on each database. */
const WHOLE = process.env['MIGRATION_FAULTS'];
const TRIES = WHOLE === undefined ? 1 : Math.ceil(Number(WHOLE) / 5);
const MYSQL = process.env['BACKEND_TEST_MYSQL'] ?? 'mysql://root@127.0.0.1:3306/';

jest.setTimeout(240_000 + TRIES * 60_000);

/** Ten statements, odd ones of the schema and even ones of rows: each leaves its number. */
const UP = Array.from({ length: 10 }, (_, i) => (i === 0 ? 'create table said (n int)' : i % 2 === 0 ? `create table made_${i + 1} (n int)` : `insert into said values (${i + 1})`));
const DOWN = UP.map((_, i) => (i === 0 ? 'drop table said' : i % 2 === 0 ? `drop table made_${i + 1}` : `delete from said where n = ${i + 1}`)).reverse();
const CLASS = (transaction?: boolean): string => migrationClass(
  'Ten1700000000001', UP.map((sql) => `await queryRunner.query('${sql}');`).join('\n'), DOWN.map((sql) => `await queryRunner.query('${sql}');`).join('\n'), transaction,
);

/** A database to disturb, and a look into it that does not go through what is tested. */
interface Place {
  readonly options: string;
  /** Rows of a query, each as its values. */
  rows(workspace: TypeormWorkspace, sql: string): Promise<unknown[][]>;
  tables(workspace: TypeormWorkspace): Promise<string[]>;
  drop(): Promise<void>;
}

const PLACES: Readonly<Record<string, () => Promise<Place | undefined>>> = {
  'PostgreSQL of this machine': async () => postgresPlace(await localPostgres()),
  'PostgreSQL 18': async () => postgresPlace(await startPostgres18()),
  'MariaDB': mysqlPlace,
  'SQLite': async () => sqlitePlace(),
};

type Kind = 'classes' | 'classes outside transactions' | 'scripts';
const KINDS: Readonly<Record<Kind, { readonly options: RunOptions; readonly transaction?: boolean }>> = { 'classes': { options: {} }, 'classes outside transactions': { options: {}, transaction: false }, 'scripts': { options: { migrations: 'db' } } };
/** Each try is three processes that load TypeORM: without a word the kinds that the other faults leave out. */
const BY_DEFAULT: Readonly<Record<string, readonly Kind[]>> = { 'PostgreSQL of this machine': ['classes outside transactions'], 'MariaDB': ['classes', 'scripts'], 'SQLite': ['classes'] };
const CHOSEN = WHOLE === undefined ? BY_DEFAULT : Object.fromEntries(Object.keys(PLACES).map((name) => [name, Object.keys(KINDS) as Kind[]]));

describe.each(Object.entries(CHOSEN))('faults on %s', (name, kinds) => {
  let place: Place | undefined;
  beforeEach(async () => void (place = await PLACES[name]!()));
  afterEach(() => place?.drop());

  const order = (workspace: TypeormWorkspace, command: 'run' | 'revert', options: RunOptions) => ({ command, dataSource: workspace.dataSource, request: toRequest(workspace.root, 'api', { runnerWait: '60s', ...options }) });
  const perform = (workspace: TypeormWorkspace, command: 'run' | 'revert', options: RunOptions): Promise<RunReport> => runInChild(order(workspace, command, options));

  /** How many of the ten took effect; never one without those before it. */
  async function boundary(workspace: TypeormWorkspace): Promise<number> {
    const tables = await place!.tables(workspace);
    const rows = tables.includes('said') ? (await place!.rows(workspace, 'select n from said')).flat().map(Number) : [];
    const made = tables.flatMap((table) => (table === 'said' ? 1 : /^made_\d+$/.test(table) ? Number(table.slice(5)) : []));
    const numbers = [...rows, ...made].sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, i) => i + 1));
    return numbers.length;
  }
  /** The boundaries that the journal allows. */
  async function named(workspace: TypeormWorkspace): Promise<number[]> {
    if (!(await place!.tables(workspace)).includes('_backend_migrations')) return [0];
    const [head, ...states] = (await place!.rows(workspace, "select state from _backend_migrations where direction = 'up' order by step")).flat();
    if (head === undefined || head === 'reverted') return [0];
    const done = states.filter((state) => state === 'done').length;
    return states.includes('running') ? [done, done + 1] : [done];
  }

  it.each(kinds)('%s that are killed stand at a boundary that the journal names, and are finished and reverted', async (kind) => {
    if (!place) return;
    const { options, transaction } = KINDS[kind];
    const workspace = typeormWorkspace(place.options);
    try {
      workspace.write('migrations/1.ts', CLASS(transaction));
      mkdirSync(path.join(workspace.root, 'db'));
      workspace.write('db/1-ten.up.sql', UP.join(';\n'));
      workspace.write('db/1-ten.down.sql', DOWN.join(';\n'));
      for (let round = 0; round < TRIES; round += 1) {
        await killChild(order(workspace, 'run', options), 1 + ((round * 7 + 4) % 22));
        expect(await settled(() => named(workspace), () => boundary(workspace))).toBe('named');
        const finished = await perform(workspace, 'run', options);
        expect({ ok: finished.ok, diagnostics: finished.diagnostics.filter(({ severity }) => severity === 'error') }).toEqual({ ok: true, diagnostics: [] });
        expect(await boundary(workspace)).toBe(10);
        expect(await perform(workspace, 'revert', options)).toMatchObject({ ok: true });
        expect(await boundary(workspace)).toBe(0);
      }
    } finally {
      workspace.remove();
    }
  });

  it('two runners at once do it once', async () => {
    if (!place) return;
    const workspace = typeormWorkspace(place.options);
    try {
      workspace.write('migrations/1.ts', CLASS());
      const reports = await Promise.all([perform(workspace, 'run', {}), perform(workspace, 'run', {})]);
      expect(reports.map(({ ok, diagnostics }) => ({ ok, errors: diagnostics.filter(({ severity }) => severity === 'error') }))).toEqual([{ ok: true, errors: [] }, { ok: true, errors: [] }]);
      expect(reports.flatMap(({ migrations }) => migrations.map(({ state }) => state))).toEqual(['done']);
      expect(await boundary(workspace)).toBe(10);
    } finally {
      workspace.remove();
    }
  });
});

describe('a session of MariaDB', () => {
  let place: Place | undefined;
  beforeEach(async () => void (place = await mysqlPlace()));
  afterEach(() => place?.drop());
  const perform = (workspace: TypeormWorkspace, options: RunOptions = {}): Promise<RunReport> => runInChild({ command: 'run', dataSource: workspace.dataSource, request: toRequest(workspace.root, 'api', options) });

  it('that waits for a lock in vain, or is lost, leaves a boundary from which the next run goes on', async () => {
    if (!place) return;
    const workspace = typeormWorkspace(place.options);
    try {
      // Between the fourth and the fifth statement, once, another session ends this one.
      const lose = `const { existsSync, writeFileSync } = require('node:fs'); const mark = require('node:path').join(__dirname, 'lost');
        const [{ id }] = await queryRunner.query('select connection_id() as id');
        if (!existsSync(mark)) { writeFileSync(mark, ''); const { createConnection } = require('mysql2/promise'); const other = await createConnection('${MYSQL}'); await other.query('kill ' + id); await other.end(); }`;
      workspace.write('migrations/1.ts', CLASS().replace(`await queryRunner.query('${UP[4]!}');`, `${lose}\n$&`));
      const lost = await perform(workspace);
      expect(lost).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_CONNECTION_LOST' }] });
      // The session ends before or after the COMMIT that the fifth implies: rows and journal say the same of the fourth.
      const journaled = (await place.rows(workspace, "select statement from _backend_migrations where direction = 'up' and state = 'done' and statement like 'insert%'")).flat().map((sql) => Number(/\d+/.exec(String(sql))![0]));
      expect(journaled).toContain(2);
      expect((await place.rows(workspace, 'select n from said order by n')).flat()).toEqual(journaled.sort());
      expect(await perform(workspace)).toMatchObject({ ok: true });
      expect((await place.rows(workspace, 'select n from said order by n')).flat()).toEqual([2, 4, 6, 8, 10]);

      workspace.write('migrations/2.ts', migrationClass('More1700000000002', "await queryRunner.query('create table more (n int)'); await queryRunner.query('alter table said add column more int');", ''));
      await place.rows(workspace, 'start transaction');
      await place.rows(workspace, 'select * from said');
      const waited = await perform(workspace, { lockTimeout: '1s', lockRetries: 1 });
      expect(waited).toMatchObject({ ok: false, migrations: [{ state: 'partly', boundary: 1 }], diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'BACKEND_RUN_LOCK_TIMEOUT' })]) });
      await place.rows(workspace, 'rollback');
      expect(await perform(workspace)).toMatchObject({ ok: true, migrations: [{ name: 'More1700000000002', state: 'done' }] });
      expect(await place.tables(workspace)).toEqual(expect.arrayContaining(['more']));
    } finally {
      workspace.remove();
    }
  });
});

/** A server may still be at the last statement of a client that is gone. */
async function settled(named: () => Promise<number[]>, boundary: () => Promise<number>): Promise<string> {
  let seen = '';
  for (let look = 0; look < 20; look += 1) {
    const [before, stands, after] = [await named(), await boundary(), await named()];
    if (String(before) === String(after) && after.includes(stands)) return 'named';
    seen = `stands at ${stands}, and the journal says ${after.join(' or ')}`;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return seen;
}

async function postgresPlace(server: TestServer | undefined): Promise<Place | undefined> {
  if (!server) return undefined;
  const db = await scratchDatabase(server);
  return {
    options: `type: 'postgres', url: '${db.connection}'`,
    rows: async (_workspace, sql) => (await db.client.query<Record<string, unknown>>(sql)).map((row) => Object.values(row)),
    tables: async () => (await db.client.query<{ name: string }>("select tablename as name from pg_tables where schemaname = 'public'")).map(({ name }) => name),
    async drop() {
      await db.drop();
      await server.stop();
    },
  };
}

async function mysqlPlace(): Promise<Place | undefined> {
  const { createConnection } = require('mysql2/promise') as { createConnection(uri: string): Promise<{ query(sql: string): Promise<[Record<string, unknown>[]]>; end(): Promise<void> }> };
  const name = `backend_faults_${process.pid}`;
  try {
    const admin = await createConnection(MYSQL);
    await admin.query(`create database ${name}`);
    await admin.query(`use ${name}`);
    const rows = async (sql: string): Promise<unknown[][]> => [(await admin.query(sql))[0]].flat().map((row) => Object.values(row));
    return {
      options: `type: 'mysql', url: '${MYSQL}${name}'`,
      rows: (_workspace, sql) => rows(sql),
      tables: async () => (await rows('show tables')).flat().map(String),
      async drop() {
        await admin.query(`drop database ${name}`);
        await admin.end();
      },
    };
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`skipped: no MySQL or MariaDB at ${MYSQL}`);
    return undefined;
  }
}

function sqlitePlace(): Place {
  const rows = async ({ root }: TypeormWorkspace, sql: string): Promise<unknown[][]> => {
    const file = path.join(root, 'x.db');
    if (!existsSync(file)) return [];
    const init = require('sql.js') as () => Promise<{ Database: new (bytes: Buffer) => { exec(sql: string): { values: unknown[][] }[]; close(): void } }>;
    const database = new (await init()).Database(readFileSync(file));
    try {
      return database.exec(sql)[0]?.values ?? [];
    } finally {
      database.close();
    }
  };
  return {
    options: `type: 'sqljs', location: require('node:path').join(__dirname, 'x.db'), autoSave: false`,
    rows,
    tables: async (workspace) => (await rows(workspace, "select name from sqlite_master where type = 'table'")).flat().map(String),
    drop: async () => undefined,
  };
}
