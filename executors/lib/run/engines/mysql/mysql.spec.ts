import { mysqlEngine } from '.';
import type { Session } from '../../engine';
import { Stop } from '../../stop';
import { classifyMysql } from './classify';

const SERVER = process.env['BACKEND_TEST_MYSQL'] ?? 'mysql://root@127.0.0.1:3306/';

interface Connection {
  query(options: { sql: string; values: readonly unknown[] }): Promise<[unknown]>;
  end(): Promise<void>;
}

async function connect(): Promise<Session | undefined> {
  const { createConnection } = require('mysql2/promise') as { createConnection(uri: string): Promise<Connection> };
  try {
    const connection = await createConnection(SERVER);
    return {
      label: SERVER, close: () => connection.end(),
      async run(sql, values = []) {
        const [result] = await connection.query({ sql, values });
        return Array.isArray(result) ? { rows: result as Record<string, unknown>[], affected: undefined } : { rows: [], affected: (result as { affectedRows: number }).affectedRows };
      },
    };
  } catch (error) {
    if (process.env['CI']) throw error;
    console.warn(`skipped: no MySQL or MariaDB at ${SERVER}`);
    return undefined;
  }
}

test.each([
  ['start transaction', 'begin'], ['BEGIN', 'begin'], ['begin not atomic select 1; end', 'outside'], ['commit', 'commit'], ['rollback to savepoint s', 'plain'], ['rollback', 'rollback'],
  ['insert into t values (1)', 'plain'], ['(select 1)', 'plain'], ['with x as (select 1) select * from x', 'plain'], ['alter table t add x int', 'outside'], ['create table t (a int)', 'outside'],
  ['create temporary table t (a int)', 'session'], ['set foreign_key_checks = 0', 'session'], ['set global x = 1', 'outside'], ['set password = "x"', 'outside'], ['/*!40101 set names utf8 */', 'session'],
  ['truncate t', 'outside'], ['lock tables t write', 'refused'], ["xa start 'x'", 'refused'], ['call p()', 'outside'],
])('%s is %s', (statement, kind) => {
  expect(classifyMysql(statement)).toBe(kind);
});

it('tells by the schema whether an interrupted statement took effect, and who holds the lock', async () => {
  const one = await connect();
  if (!one) return;
  const two = (await connect())!;
  const name = `backend_run_mysql_${process.pid}`;
  const engine = mysqlEngine('_backend_migrations');
  try {
    await one.run(`create database ${name}`);
    for (const session of [one, two]) await session.run(`use ${name}`);
    await one.run('create table t (a int)');
    const outside = await engine.outside('alter table t add column b int');
    const before = JSON.parse(JSON.stringify(await outside.before(one))) as unknown;
    expect(await outside.settle(one, before)).toEqual({ state: 'undone' });
    await one.run('create table _backend_migrations (a int)');
    await one.run('insert into t values (1)');
    expect(await outside.settle(one, before)).toEqual({ state: 'undone' });
    await one.run('alter table t add column b int');
    expect(await outside.settle(one, before)).toEqual({ state: 'done' });

    const unlock = await engine.lock(one, 1000);
    const refused = await engine.lock(two, 0).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Stop);
    expect((refused as Stop).diagnostic).toMatchObject({ code: 'BACKEND_RUN_LOCKED', message: expect.stringMatching(/connection \d+ of root@/) });
    await unlock();
    await (await engine.lock(two, 1000))();
    await engine.limitLocks(one, 3000);
    await engine.reset(one);
  } finally {
    await one.run(`drop database if exists ${name}`);
    await one.close();
    await two.close();
  }
});
