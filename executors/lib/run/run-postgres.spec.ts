import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { postgresDatabase } from './engines/postgres/database';
import { DEFAULT_JOURNAL } from '../sources/bookkeeping';
import { revertScriptMigrations, runScriptMigrations } from './migrate';
import type { RunReport } from './report';
import { toRequest, type RevertRequest, type RunOptions } from './request';
import { contents, scratchDatabase, type ScratchDatabase } from './testing/scratch';
import { localPostgres, startPostgres18, type TestServer } from './testing/servers';
import { DOWN, SEED, UP } from './testing/ten-statements';

jest.setTimeout(120_000); // a busy machine

describe.each([['PostgreSQL 15', localPostgres], ['PostgreSQL 18', startPostgres18]] as const)('scripts on %s', (_name, start) => {
  let server: TestServer | undefined;
  let root: string;
  let db: ScratchDatabase;

  beforeAll(async () => {
    server = await start();
  });
  afterAll(() => server?.stop());
  beforeEach(async () => {
    root = mkdtempSync(path.join(tmpdir(), 'backend-run-'));
    if (!server) return;
    db = await scratchDatabase(server);
    await db.client.exec(SEED);
  });
  afterEach(async () => {
    rmSync(root, { recursive: true });
    if (server) await db.drop();
  });

  const write = (name: string, text: string): void => writeFileSync(path.join(root, name), text);
  const run = (options: RunOptions): Promise<RunReport> => runScriptMigrations(postgresDatabase(db.connection, DEFAULT_JOURNAL), toRequest(root, 'api', options));
  const revert = (options: RunOptions & Pick<RevertRequest, 'count' | 'to'>): Promise<RunReport> => {
    const { count, to, ...rest } = options;
    return revertScriptMigrations(postgresDatabase(db.connection, DEFAULT_JOURNAL), { ...toRequest(root, 'api', rest), ...(count === undefined ? {} : { count }), ...(to === undefined ? {} : { to }) });
  };
  const journal = () => db.client.query<{ step: number; state: string }>('select step, state from _backend_migrations order by direction desc, migration, step');
  const check = (name: string, body: () => Promise<void>) => it(name, async () => (server ? body() : undefined));

  check('runs, changes nothing the second time, and reverts', async () => {
    write('1-ten.up.sql', UP);
    write('1-ten.down.sql', DOWN);
    const before = await contents(db.client);
    const report = await run({ migrations: '.' });
    expect(report).toMatchObject({ ok: true, engine: 'postgres', diagnostics: [], migrations: [{ name: '1-ten', state: 'done', boundary: 10, of: 10 }] });
    expect(report.migrations[0]!.statements.map(({ rows }) => rows)).toEqual([undefined, undefined, undefined, 2000, undefined, undefined, 200, undefined, undefined, undefined]);
    const after = await contents(db.client);
    expect(await run({ migrations: '.' })).toMatchObject({ ok: true, migrations: [{ state: 'unchanged', statements: [] }] });
    expect(await contents(db.client)).toBe(after);
    expect(await revert({ migrations: '.' })).toMatchObject({ ok: true, diagnostics: [], migrations: [{ state: 'reverted' }] });
    expect(await contents(db.client)).toBe(before);
    expect(await run({ migrations: '.' })).toMatchObject({ ok: true });
    expect(await contents(db.client)).toBe(after);
  });

  check('leaves the database as it was when one transaction fails, with the place in the file', async () => {
    write('a.sql', 'create table t (a int);\ninsert into t values (1);\nalter table t\n  add column b nonsense;');
    const before = await contents(db.client);
    const report = await run({ file: 'a.sql' });
    expect(report).toMatchObject({ ok: false, migrations: [{ state: 'failed', boundary: 0, of: 3 }] });
    expect(report.diagnostics).toMatchObject([{ code: 'BACKEND_RUN_STATEMENT_FAILED', position: { file: 'a.sql', line: 4, column: 16 } }]);
    expect(report.diagnostics[0]!.message).toContain('the database is as it was before the migration');
    expect(await contents(db.client)).toBe(before);
    write('a.sql', 'create table t (a int);\ninsert into t values (1);\nalter table t add column b text;');
    expect(await run({ file: 'a.sql' })).toMatchObject({ ok: true, migrations: [{ state: 'done', boundary: 3 }] });
  });

  check('says where it stands when a later unit fails, goes on after a correction, and refuses a changed past', async () => {
    write('1-ten.up.sql', UP.replace('add constraint positive', 'add constraint positive positive'));
    write('1-ten.down.sql', DOWN);
    expect(await run({ migrations: '.' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_SYNTAX' }], migrations: [] });
    write('1-ten.up.sql', UP.replace('total >= 0', 'totl >= 0'));
    const failed = await run({ migrations: '.' });
    expect(failed).toMatchObject({ ok: false, migrations: [{ state: 'partly', boundary: 8, of: 10 }] });
    expect(failed.diagnostics[0]!.message).toContain('the database stands after statement 8 of 10');
    write('1-ten.up.sql', UP.replace("'open', 'closed'", "'open', 'shut'"));
    expect(await run({ migrations: '.' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_CHANGED_PARTLY', position: { line: 3 } }] });
    write('1-ten.up.sql', UP);
    expect(await run({ migrations: '.' })).toMatchObject({ ok: true, migrations: [{ state: 'done', statements: [{ step: 9 }, { step: 10 }] }] });
    write('1-ten.up.sql', `${UP}select 1;`);
    expect(await run({ migrations: '.' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_CHANGED' }] });
    expect((await journal()).map(({ state }) => state)).toEqual(Array(11).fill('done'));
  });

  check('takes everything back with --onFailure=revert', async () => {
    write('1-ten.up.sql', UP.replace('total >= 0', 'totl >= 0'));
    write('1-ten.down.sql', DOWN);
    const before = await contents(db.client);
    expect(await run({ migrations: '.', onFailure: 'revert' })).toMatchObject({ ok: false, migrations: [{ state: 'partly' }, { state: 'reverted', direction: 'down' }] });
    expect(await contents(db.client)).toBe(before);
  });

  check('reverts a part by a down that is no mirror only where the schema comes out as it was', async () => {
    write('a.sql', 'create table t (a int);\ncreate index concurrently i on t (a);\nalter table t add column a int;');
    write('a.down.sql', 'drop table t;');
    const before = await contents(db.client);
    expect(await run({ file: 'a.sql' })).toMatchObject({ ok: false, migrations: [{ boundary: 2, of: 3 }] });
    expect(await revert({ file: 'a.sql' })).toMatchObject({ ok: true, migrations: [{ state: 'reverted' }] });
    expect(await contents(db.client)).toBe(before);
    write('a.down.sql', 'alter table t drop column a;');
    await run({ file: 'a.sql' });
    const partly = await contents(db.client);
    expect(await revert({ file: 'a.sql' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_DOWN_NOT_MIRROR' }] });
    expect(await contents(db.client)).toBe(partly);
  });

  check('reverts by count and name, by the journal where the files are gone, and says what has no down', async () => {
    for (const n of [2, 10, 1]) {
      write(`${n}-t.up.sql`, `create table t${n} (a int);`);
      write(`${n}-t.down.sql`, `drop table t${n};`);
    }
    expect((await run({ migrations: '.' })).migrations.map(({ name }) => name)).toEqual(['1-t', '2-t', '10-t']);
    rmSync(path.join(root, '10-t.up.sql'));
    rmSync(path.join(root, '10-t.down.sql'));
    expect(await revert({ migrations: '.', to: '1-t' })).toMatchObject({ ok: true, migrations: [{ name: '10-t', state: 'reverted' }, { name: '2-t', state: 'reverted' }] });
    expect(await revert({ migrations: '.', to: 'nope' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_NOT_APPLIED' }] });
    write('b.sql', 'create table b (a int)');
    await run({ file: 'b.sql' });
    expect(await revert({ migrations: '.', count: 2 })).toMatchObject({ ok: false, migrations: [], diagnostics: [{ code: 'BACKEND_RUN_NO_DOWN' }] });
  });

  check('shows a dry run and leaves nothing behind', async () => {
    write('a.sql', 'alter table orders add column total numeric;\nupdate orders set total = 1;\ncreate table t (a int);\ninsert into t values (1);');
    const before = await contents(db.client);
    const report = await run({ file: 'a.sql', dryRun: true });
    expect(report).toMatchObject({ ok: true, dryRun: true, migrations: [{ state: 'planned', boundary: 0, of: 4 }] });
    expect(report.migrations[0]!.statements).toMatchObject([
      { state: 'rolled back', locks: [{ relation: 'public.orders', mode: 'AccessExclusiveLock' }] },
      { state: 'rolled back', rows: 2000 }, { state: 'rolled back' }, { state: 'rolled back', rows: 1 },
    ]);
    expect(await contents(db.client)).toBe(before);
    expect(await db.client.query("select to_regclass('_backend_migrations') as t")).toEqual([{ t: null }]);
  });

  check('runs dry on a shadow what cannot be in a transaction', async () => {
    write('1-ten.up.sql', UP);
    write('2-bad.up.sql', 'alter table audit add column nope nonsense;');
    const before = await contents(db.client);
    const report = await run({ migrations: '.', dryRun: true });
    expect(report).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_STATEMENT_FAILED', position: { file: '2-bad.up.sql' } }] });
    expect(report.migrations[0]!.statements.map(({ state, where }) => [state, where])).toEqual([...Array(4).fill(['rolled back', 'transaction']), ...Array(6).fill(['rolled back', 'shadow'])]);
    expect(report.migrations[0]!.statements[4]).toMatchObject({ locks: [{ relation: 'public.orders', mode: expect.stringMatching(/^share update exclusive/i) }] });
    expect(await contents(db.client)).toBe(before);
  });

  check('keeps what a script sets for its connection to that script, roles and search paths too', async () => {
    await db.client.exec('create schema app; create schema ops');
    write('1-a.up.sql', 'set search_path = app;\ncreate table a (x int);\ncreate index concurrently i on a (x);\ncreate table b (x int) nonsense;');
    expect(await run({ migrations: '.' })).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_SYNTAX' }] });
    write('1-a.up.sql', 'set search_path = app;\ncreate table a (x int);\ncreate index concurrently i on a (x);\ncreate table b (x nonsense);');
    expect(await run({ migrations: '.', journal: 'ops.done' })).toMatchObject({ ok: false, migrations: [{ boundary: 3 }] });
    write('1-a.up.sql', 'set search_path = app;\ncreate table a (x int);\ncreate index concurrently i on a (x);\ncreate table b (x int);');
    write('2-b.up.sql', 'create table c (x int);\nset role pg_monitor;\nselect 1');
    expect(await run({ migrations: '.', journal: 'ops.done' })).toMatchObject({ ok: true, diagnostics: [] });
    expect(await db.client.query("select to_regclass('app.b') is not null as b, to_regclass('public.c') is not null as c, (select count(*)::int from ops.done) as rows")).toEqual([{ b: true, c: true, rows: 9 }]);
  });

  check('refuses what it cannot journal, with places', async () => {
    write('a.sql', 'begin;\nvacuum accounts;\ncommit;\nrollback;\ncopy accounts from stdin;\nbegin;');
    const { diagnostics, migrations } = await run({ file: 'a.sql' });
    expect(diagnostics.map(({ code, position }) => [code, position?.line])).toEqual([
      ['BACKEND_RUN_OUTSIDE_IN_TRANSACTION', 2], ['BACKEND_RUN_REFUSED_STATEMENT', 4], ['BACKEND_RUN_REFUSED_STATEMENT', 5], ['BACKEND_RUN_REFUSED_STATEMENT', 6],
    ]);
    expect(migrations).toEqual([]);
  });
});
