import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toRequest, type RunOptions } from './request';
import type { RunReport } from './report';
import { migrationClass, typeormWorkspace, type TypeormWorkspace } from './testing/typeorm-workspace';
import { runInChild } from './typeorm/run-in-child';

jest.setTimeout(240_000); // a busy machine

const SERVER = process.env['BACKEND_TEST_MYSQL'] ?? 'mysql://root@127.0.0.1:3306/';

const order = (workspace: TypeormWorkspace, command: 'run' | 'revert', options: RunOptions = {}): Promise<RunReport> =>
  runInChild({ command, dataSource: workspace.dataSource, request: toRequest(workspace.root, 'api', options) });

const CLASS = migrationClass(
  'Users1700000000001',
  `await queryRunner.createTable(new Table({ name: 'users', columns: [{ name: 'id', type: 'int', isPrimary: true }, { name: 'name', type: 'varchar', length: '50' }] }));
   await queryRunner.query("insert into users values (1, 'a')");
   await queryRunner.addColumn('users', new TableColumn({ name: 'email', type: 'varchar', length: '90', isNullable: true }));`,
  `await queryRunner.dropTable('users');`,
);
const UP = "create table a (id int primary key, said varchar(20));\ninsert into a values (1, 'x; y');\ninsert into a values (2, 'z');\nalter table a add column more int;\nupdate a set more = id;\ncreate index a_more on a (more);";
const DOWN = 'drop index a_more{on};\nupdate a set more = null;\nalter table a drop column more;\ndelete from a where id = 2;\ndelete from a where id = 1;\ndrop table a;';

interface MysqlConnection {
  query(sql: string): Promise<[Record<string, unknown>[]]>;
  end(): Promise<void>;
}

async function mysql(): Promise<MysqlConnection | undefined> {
  const { createConnection } = require('mysql2/promise') as { createConnection(uri: string): Promise<MysqlConnection> };
  try {
    return await createConnection(SERVER);
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`skipped: no MySQL or MariaDB at ${SERVER}`);
    return undefined;
  }
}

it('runs classes and scripts on MariaDB: dry, in part, to the end, and back', async () => {
  const admin = await mysql();
  if (!admin) return;
  const name = `backend_run_${process.pid}`;
  await admin.query(`create database ${name}`);
  await admin.query(`use ${name}`);
  const workspace = typeormWorkspace(`type: 'mysql', url: '${SERVER}${name}'`);
  const tables = async () => (await admin.query('show tables'))[0].map((row) => String(Object.values(row)[0])).filter((table) => !/^(_backend|migrations)/.test(table));
  try {
    workspace.write('migrations/1.ts', CLASS);
    const dry = await order(workspace, 'run', { dryRun: true });
    expect(dry).toMatchObject({ ok: true, engine: 'mysql', diagnostics: [{ code: 'BACKEND_RUN_NOT_DRY' }] });
    expect(dry.migrations[0]!.statements.filter(({ state }) => state === 'not run').length).toBeGreaterThanOrEqual(2);
    expect(await tables()).toEqual([]);
    expect(await order(workspace, 'run')).toMatchObject({ ok: true, diagnostics: [], migrations: [{ name: 'Users1700000000001', state: 'done' }] });
    expect((await admin.query('select name from migrations'))[0]).toEqual([{ name: 'Users1700000000001' }]);
    expect((await admin.query('select * from users'))[0]).toEqual([{ id: 1, name: 'a', email: null }]);

    mkdirSync(path.join(workspace.root, 'db'));
    const write = (file: string, text: string): void => writeFileSync(path.join(workspace.root, 'db', file), text);
    write('1-a.up.sql', UP.replace('(more)', '(moore)'));
    write('1-a.down.sql', DOWN.replace('{on}', ' on a'));
    const failed = await order(workspace, 'run', { migrations: 'db' });
    expect(failed).toMatchObject({ ok: false, migrations: [{ state: 'partly', boundary: 5, of: 6 }], diagnostics: [{ code: 'BACKEND_RUN_STATEMENT_FAILED', position: { file: 'db/1-a.up.sql', line: 6 } }] });
    expect(await order(workspace, 'revert', { migrations: 'db' })).toMatchObject({ ok: true, diagnostics: [], migrations: [{ state: 'reverted' }] });
    expect(await tables()).toEqual(['users']);
    write('1-a.up.sql', UP);
    expect(await order(workspace, 'run', { migrations: 'db' })).toMatchObject({ ok: true, migrations: [{ state: 'done', boundary: 6 }] });
    expect((await admin.query('select * from a order by id'))[0]).toEqual([{ id: 1, said: 'x; y', more: 1 }, { id: 2, said: 'z', more: 2 }]);
    expect(await order(workspace, 'revert')).toMatchObject({ ok: true, migrations: [{ name: 'Users1700000000001', state: 'reverted' }] });
    expect((await admin.query('select name from migrations'))[0]).toEqual([]);
    expect(await tables()).toEqual(['a']);
  } finally {
    await admin.query(`drop database ${name}`);
    await admin.end();
    workspace.remove();
  }
});

it('runs classes and scripts on SQLite: dry, to the end, and back', async () => {
  const workspace = typeormWorkspace(`type: 'sqljs', location: require('node:path').join(__dirname, 'x.db'), autoSave: true`);
  const file = path.join(workspace.root, 'x.db');
  const rows = async (sql: string): Promise<unknown[][]> => {
    const init = require('sql.js') as () => Promise<{ Database: new (bytes: Buffer) => { exec(sql: string): { values: unknown[][] }[]; close(): void } }>;
    const database = new (await init()).Database(readFileSync(file));
    const [result] = database.exec(sql);
    database.close();
    return result?.values ?? [];
  };
  const tables = async () => (await rows("select name from sqlite_master where type = 'table' and name not like 'sqlite%' and name not like '_backend%' and name <> 'migrations' order by 1")).flat();
  try {
    workspace.write('migrations/1.ts', CLASS);
    const dry = await order(workspace, 'run', { dryRun: true });
    expect(dry).toMatchObject({ ok: true, engine: 'sqlite', diagnostics: [] });
    expect(existsSync(file) ? await tables() : []).toEqual([]);
    expect(await order(workspace, 'run')).toMatchObject({ ok: true, diagnostics: [], migrations: [{ name: 'Users1700000000001', state: 'done' }] });
    expect(await rows('select * from users')).toEqual([[1, 'a', null]]);
    expect(await rows('select name from migrations')).toEqual([['Users1700000000001']]);
    workspace.write('a.sql', `pragma foreign_keys = off;\n${UP}\ncreate trigger t after insert on a begin update a set more = 0; end;`);
    workspace.write('a.down.sql', `drop trigger t;\n${DOWN.replace('{on}', '')}\npragma foreign_keys = on;`);
    expect(await order(workspace, 'run', { file: 'a.sql', dryRun: true })).toMatchObject({ ok: true, diagnostics: [{ code: 'BACKEND_RUN_NOT_DRY' }] });
    expect(await order(workspace, 'run', { file: 'a.sql' })).toMatchObject({ ok: true, migrations: [{ state: 'done', boundary: 8, of: 8 }] });
    expect(await tables()).toEqual(['a', 'users']);
    expect(await order(workspace, 'revert', { file: 'a.sql' })).toMatchObject({ ok: true, diagnostics: [], migrations: [{ state: 'reverted' }] });
    expect(await order(workspace, 'revert')).toMatchObject({ ok: true, migrations: [{ name: 'Users1700000000001', state: 'reverted' }] });
    expect(await tables()).toEqual([]);
    expect(existsSync(`${file}.migrate-lock`)).toBe(false);
  } finally {
    workspace.remove();
  }
});
