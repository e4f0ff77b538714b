import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { connectServer } from '../postgres/server-client';
import { postgresDatabase } from './engines/postgres/database';
import { DEFAULT_JOURNAL } from '../sources/bookkeeping';
import { runScriptMigrations } from './migrate';
import type { RunReport } from './report';
import { toRequest, type RunOptions } from './request';
import { invalidIndexes, scratchDatabase, type ScratchDatabase } from './testing/scratch';
import { localPostgres, type TestServer } from './testing/servers';

jest.setTimeout(120_000); // a busy machine

describe('statements outside transactions', () => {
  let server: TestServer | undefined;
  let db: ScratchDatabase;
  let root: string;

  beforeAll(async () => {
    server = await localPostgres();
    root = mkdtempSync(path.join(tmpdir(), 'backend-recover-'));
  });
  afterAll(() => rmSync(root, { recursive: true }));
  beforeEach(async () => {
    if (server) db = await scratchDatabase(server);
  });
  afterEach(() => (server ? db.drop() : undefined));

  const check = (name: string, body: () => Promise<void>) => it(name, async () => (server ? body() : undefined));
  const run = (options: RunOptions = {}): Promise<RunReport> => runScriptMigrations(postgresDatabase(db.connection, DEFAULT_JOURNAL), toRequest(root, 'api', { file: 'a.sql', runnerWait: '60s', ...options }));
  const write = (text: string): void => writeFileSync(path.join(root, 'a.sql'), text);

  /** Runs while another session is in the way, and ends the runner's session when it waits. */
  const interrupt = async (disturb: string): Promise<RunReport> => {
    const other = await connectServer(db.connection);
    try {
      await other.exec(disturb);
      const report = run({ outsideTimeout: '60s' });
      for (let found = 0; found === 0; await sleep(20)) {
        found = (await db.client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and application_name = '@org/backend'")).length;
      }
      return await report;
    } finally {
      await other.close();
    }
  };

  check('drop the invalid index of a CREATE INDEX CONCURRENTLY that failed, and name the rows in its way', async () => {
    await db.client.exec('create table t (a int); insert into t values (1), (1)');
    write('create unique index concurrently on t (a);');
    const report = await run();
    expect(report).toMatchObject({ ok: false, migrations: [{ state: 'failed', boundary: 0 }] });
    expect(report.diagnostics.map(({ code }) => code)).toEqual(['BACKEND_RUN_RECOVERED', 'BACKEND_RUN_STATEMENT_FAILED']);
    expect(report.diagnostics[1]!.message).toContain('Key (a)=(1) is duplicated');
    expect(await invalidIndexes(db.client)).toEqual([]);
    await db.client.exec('delete from t');
    expect(await run()).toMatchObject({ ok: true });
  });

  check('take no invalid index for the wanted one with IF NOT EXISTS', async () => {
    await db.client.exec('create table t (a int); insert into t values (1), (1)');
    await db.client.exec('create unique index concurrently i on t (a)').catch(() => undefined);
    expect(await invalidIndexes(db.client)).toEqual(['i']);
    await db.client.exec('delete from t');
    write('create unique index concurrently if not exists i on t (a);');
    expect(await run()).toMatchObject({ ok: true });
    expect(await db.client.query("select indisvalid as valid from pg_index where indexrelid = 'i'::regclass")).toEqual([{ valid: true }]);
  });

  check('finish an interrupted DROP INDEX CONCURRENTLY and REINDEX CONCURRENTLY', async () => {
    for (const statement of ['drop index concurrently i', 'reindex index concurrently j']) {
      await db.client.exec('drop table if exists t, _backend_migrations; create table t (a int); create index i on t (a); create index j on t (a); insert into t values (1)');
      write(statement);
      expect(await interrupt('begin; update t set a = 2')).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_CONNECTION_LOST', message: expect.stringContaining('statement 1 may be under way') }] });
      expect(await run()).toMatchObject({ ok: true });
      expect(await invalidIndexes(db.client)).toEqual([]);
      expect((await db.client.query("select to_regclass('i') is null as gone"))[0]).toEqual({ gone: statement.startsWith('drop') });
    }
  });

  check('finalize a pending DETACH PARTITION CONCURRENTLY', async () => {
    await db.client.exec('create table p (a int) partition by range (a); create table c partition of p for values from (0) to (9)');
    write('alter table p detach partition c concurrently;\ninsert into c values (5);');
    await interrupt('begin; select * from p');
    expect(await db.client.query("select inhdetachpending as pending from pg_inherits where inhparent = 'p'::regclass")).toEqual([{ pending: true }]);
    const second = await run();
    expect(second).toMatchObject({ ok: true, diagnostics: [{ code: 'BACKEND_RUN_RECOVERED' }], migrations: [{ boundary: 2, statements: [{ step: 2 }] }] });
    expect(await db.client.query("select 1 from pg_inherits where inhparent = 'p'::regclass")).toEqual([]);
  });

  check('stop at an interrupted block that commits, until it is said what to do', async () => {
    await db.client.exec('create table t (a int); create table locked (a int)');
    write("do $$ begin insert into t values (1); commit; lock table locked; end $$;\nselect 1;");
    await interrupt('begin; lock table locked');
    expect(await run()).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_UNCERTAIN' }] });
    expect(await run({ onUncertain: 'repeat' })).toMatchObject({ ok: true });
    expect(await db.client.query('select count(*)::int as n from t')).toEqual([{ n: 2 }]);
  });

  check('let a new enum value be used by the statements after it', async () => {
    await db.client.exec("create type e as enum ('a'); create table t (e e)");
    write("alter type e add value 'b';\ninsert into t values ('b');\nvacuum t;");
    expect(await run()).toMatchObject({ ok: true, migrations: [{ boundary: 3 }] });
  });
});
