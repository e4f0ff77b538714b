import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { toRequest, type RunOptions } from './request';
import type { RunReport } from './report';
import { contents, scratchDatabase, type ScratchDatabase } from './testing/scratch';
import { localPostgres, type TestServer } from './testing/servers';
import { migrationClass, typeormWorkspace, type TypeormWorkspace } from './testing/typeorm-workspace';
import { runInChild } from './typeorm/run-in-child';

jest.setTimeout(240_000); // a busy machine

const USERS = migrationClass(
  'Users1700000000001',
  `await queryRunner.createTable(new Table({ name: 'users', columns: [{ name: 'id', type: 'int', isPrimary: true }, { name: 'name', type: 'varchar', length: '50' }] }));
   await queryRunner.query("insert into users values (1, 'a')");
   await queryRunner.query(this.constructor.name ? "insert into users values (2, 'b')" : '');`,
  `await queryRunner.dropTable('users');`,
);
const EMAIL = migrationClass('Email1700000000002', `await queryRunner.addColumn('users', new TableColumn({ name: 'email', type: 'varchar', length: '90', isNullable: true }));`, `await queryRunner.dropColumn('users', 'email');`);

const order = (workspace: TypeormWorkspace, command: 'run' | 'revert', options: RunOptions & { count?: number; to?: string } = {}): Promise<RunReport> => {
  const { count, to, ...rest } = options;
  return runInChild({ command, dataSource: workspace.dataSource, request: { ...toRequest(workspace.root, 'api', rest), ...(count === undefined ? {} : { count }), ...(to === undefined ? {} : { to }) } });
};
const names = (report: RunReport) => report.migrations.map(({ name, state }) => `${name} ${state}`);

// Each order is a process that loads TypeORM and TypeScript: no more of them than the facts need.
describe('classes on PostgreSQL', () => {
  let server: TestServer | undefined;
  let db: ScratchDatabase;
  let workspace: TypeormWorkspace;

  beforeEach(async () => {
    server = await localPostgres();
    if (!server) return;
    db = await scratchDatabase(server);
    workspace = typeormWorkspace(`type: 'postgres', url: '${db.connection}'`);
  });
  afterEach(async () => {
    if (!server) return;
    workspace.remove();
    await db.drop();
  });
  const check = (name: string, body: () => Promise<void>) => it(name, async () => (server ? body() : undefined));
  const books = async () => (await db.client.query<{ name: string }>('select name from migrations order by id')).map(({ name }) => name);

  check('runs dry, runs, agrees with TypeORM, and reverts', async () => {
    workspace.write('migrations/1.ts', USERS);
    workspace.write('migrations/2.ts', EMAIL);
    const dry = await order(workspace, 'run', { dryRun: true });
    expect(dry).toMatchObject({ ok: true, diagnostics: [], migrations: [{ name: 'Users1700000000001', state: 'planned' }, { name: 'Email1700000000002', state: 'planned' }] });
    expect(await db.client.query("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
    expect(names(await order(workspace, 'run'))).toEqual(['Users1700000000001 done', 'Email1700000000002 done']);
    expect(await books()).toEqual(['Users1700000000001', 'Email1700000000002']);
    const cli = path.resolve(__dirname, '../../../node_modules/typeorm/cli.js');
    const shown = execFileSync(process.execPath, ['-r', require.resolve('@swc-node/register'), cli, 'migration:show', '-d', 'data-source.ts'], { cwd: workspace.root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
    expect(shown.match(/\[X\]/g)).toHaveLength(2);
    expect(names(await order(workspace, 'revert', { count: 2 }))).toEqual(['Email1700000000002 reverted', 'Users1700000000001 reverted']);
    expect(await books()).toEqual([]);
    expect(await db.client.query("select to_regclass('users') as t")).toEqual([{ t: null }]);
  });

  check('goes on in the middle of a class without a transaction, with what its queries returned then', async () => {
    const body = (last: string) => `
      const [{ id }] = await queryRunner.query("insert into t (at) values (now()) returning id, at");
      await queryRunner.query('create index concurrently i on t (at)');
      await queryRunner.query('insert into copies values ($1)', [id]);
      await queryRunner.query(${JSON.stringify(last)});`;
    await db.client.exec('create table t (id int generated always as identity primary key, at timestamptz); create table copies (id int)');
    workspace.write('migrations/1.ts', migrationClass('Index1700000000001', body('alter table nope add column x int'), `await queryRunner.query('drop index i'); await queryRunner.query('delete from copies'); await queryRunner.query('delete from t');`, false));
    const before = await contents(db.client);
    const failed = await order(workspace, 'run');
    expect(failed).toMatchObject({ ok: false, migrations: [{ state: 'partly', boundary: 3 }], diagnostics: [{ code: 'BACKEND_RUN_STATEMENT_FAILED' }] });
    workspace.write('migrations/1.ts', migrationClass('Index1700000000001', body('alter table copies add column x int'), `await queryRunner.query('alter table copies drop column x'); await queryRunner.query('drop index concurrently i'); await queryRunner.query('delete from copies'); await queryRunner.query('delete from t');`, false));
    expect(await order(workspace, 'run')).toMatchObject({ ok: true, migrations: [{ state: 'done', boundary: 4, statements: [{ step: 4 }] }] });
    expect(await db.client.query('select count(*)::int as n from t')).toEqual([{ n: 1 }]);
    expect(await db.client.query('select id, x from copies')).toEqual([{ id: 1, x: null }]);
    expect(await order(workspace, 'revert')).toMatchObject({ ok: true, migrations: [{ state: 'reverted' }] });
    await db.client.exec('drop table migrations');
    expect(await contents(db.client)).toBe(before);
  });

  check('runs dry on a shadow what cannot be in a transaction', async () => {
    workspace.write('migrations/1.ts', USERS);
    workspace.write('migrations/2.ts', migrationClass('Index1700000000002', `await queryRunner.query('create index concurrently i on users (name)');`, '', false));
    workspace.write('migrations/3.ts', EMAIL.replaceAll('1700000000002', '1700000000003'));
    const dry = await order(workspace, 'run', { dryRun: true });
    expect(dry).toMatchObject({ ok: true, diagnostics: [] });
    const writes = dry.migrations.map(({ statements }) => statements.filter(({ statement }) => !/^select/i.test(statement)).map(({ state, where }) => `${state} ${where}`));
    expect(writes).toEqual([Array(3).fill('rolled back transaction'), ['rolled back shadow'], ['rolled back shadow']]);
    expect(await db.client.query("select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
  });

  check('leaves nothing of a class that fails in its transaction, and takes back those before it on request', async () => {
    workspace.write('migrations/1.ts', USERS);
    workspace.write('migrations/2.ts', migrationClass('Bad1700000000002', `await queryRunner.query('create table x (a int)'); throw new Error('no more');`, ''));
    const report = await order(workspace, 'run', { onFailure: 'revert' });
    expect(names(report)).toEqual(['Users1700000000001 done', 'Bad1700000000002 failed', 'Users1700000000001 reverted']);
    expect(report.diagnostics[0]!.message).toContain('no more');
    expect(await db.client.query("select to_regclass('x') as x, to_regclass('users') as users, (select count(*)::int from migrations) as n")).toEqual([{ x: null, users: null, n: 0 }]);
  });
});

it('runs and reverts classes by TypeORM 0.3, the one that is named to stay apart', async () => {
  const server = await localPostgres();
  if (!server) return;
  const db = await scratchDatabase(server);
  const workspace = typeormWorkspace(`type: 'postgres', url: '${db.connection}'`, 'typeorm03');
  try {
    workspace.write('migrations/1.ts', USERS);
    workspace.write('migrations/2.ts', EMAIL);
    expect(names(await order(workspace, 'run'))).toEqual(['Users1700000000001 done', 'Email1700000000002 done']);
    expect(names(await order(workspace, 'revert', { to: 'Users1700000000001' }))).toEqual(['Email1700000000002 reverted']);
    expect(await db.client.query('select name from migrations')).toEqual([{ name: 'Users1700000000001' }]);
    expect(await db.client.query('select * from users')).toEqual([{ id: 1, name: 'a' }, { id: 2, name: 'b' }]);
  } finally {
    workspace.remove();
    await db.drop();
  }
});

describe('a password', () => {
  it('is in no report', async () => {
    const workspace = typeormWorkspace(`type: 'postgres', url: 'postgres://ann:s3cret@127.0.0.1:1/x'`);
    try {
      const report = await order(workspace, 'run');
      expect(report).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_CONNECTION' }] });
      expect(JSON.stringify(report)).not.toContain('s3cret');
    } finally {
      workspace.remove();
    }
  });
});

