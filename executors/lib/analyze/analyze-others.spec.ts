import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { toRequest } from '../run/request';
import { migrationClass, typeormWorkspace, type TypeormWorkspace } from '../run/testing/typeorm-workspace';
import { runInChild } from '../run/typeorm/run-in-child';
import { analyze } from './analyze';

jest.setTimeout(240_000); // a busy machine

const MYSQL = process.env['BACKEND_TEST_MYSQL'] ?? 'mysql://root@127.0.0.1:3306/';
const migration = (int: string): string => migrationClass('Users1700000000001', `await queryRunner.createTable(new Table({ name: 'users', columns: [{ name: 'id', type: '${int}', isPrimary: true }, { name: 'name', type: 'varchar', length: '50' }] }));`, `await queryRunner.dropTable('users');`);

/** A workspace with one entity that its migration makes. */
function workspace(options: string): TypeormWorkspace {
  const made = typeormWorkspace(options);
  made.write('data-source.ts', `import { DataSource, EntitySchema } from 'typeorm';
const User = new EntitySchema<{ id: number; name: string }>({ name: 'User', tableName: 'users', columns: { id: { type: 'int', primary: true }, name: { type: 'varchar', length: 50 } } });
export default new DataSource({ ${options}, entities: [User], migrations: ['migrations/*.ts'] });\n`);
  // SQLite's own name of the type, as TypeORM writes it for `int`.
  made.write('migrations/1.ts', migration(options.includes('sqljs') ? 'integer' : 'int'));
  mkdirSync(path.join(made.root, 'app'));
  return made;
}

/** Findings of a run, and what kept it from being whole. */
async function look(made: TypeormWorkspace, connection: string, shadow?: string) {
  const { findings, diagnostics, sections, ok } = await analyze({ root: made.root, project: 'app', projectRoot: 'app', dataSource: 'data-source.ts', connection, nPlusOne: false, ...(shadow !== undefined && { shadow }) });
  return { ok, drift: findings.filter(({ rule }) => rule.endsWith('drift')).map(({ rule, severity, message }) => `${severity} ${rule}: ${message}`), errors: diagnostics.filter(({ severity }) => severity === 'error'), titles: sections.map(({ title }) => title) };
}

it('compares a live SQLite file with the entities', async () => {
  const made = workspace(`type: 'sqljs', location: require('node:path').join(__dirname, 'x.db'), autoSave: true`);
  try {
    expect(await runInChild({ command: 'run', dataSource: made.dataSource, request: toRequest(made.root, 'app', {}) })).toMatchObject({ ok: true });
    expect(await look(made, 'x.db')).toMatchObject({ ok: true, drift: [], errors: [], titles: expect.arrayContaining(['Not looked at']) });
    const init = require('sql.js') as () => Promise<{ Database: new (bytes: Buffer) => { exec(sql: string): unknown; export(): Uint8Array; close(): void } }>;
    const file = path.join(made.root, 'x.db');
    const database = new (await init()).Database(readFileSync(file));
    database.exec('ALTER TABLE users DROP COLUMN name');
    writeFileSync(file, database.export());
    database.close();
    expect(await look(made, 'x.db')).toMatchObject({ ok: true, errors: [], drift: expect.arrayContaining([expect.stringMatching(/^warning database-drift: .*"name" varchar\(50\)/)]) });
    // Of another kind than the data source.
    expect(await look(made, 'nowhere.db')).toMatchObject({ ok: false, errors: [{ code: 'BACKEND_SCHEMA_CONNECTION' }] });
  } finally {
    made.remove();
  }
});

it('compares a live MariaDB with the entities', async () => {
  const { createConnection } = require('mysql2/promise') as { createConnection(uri: string): Promise<{ query(sql: string): Promise<unknown>; end(): Promise<void> }> };
  const admin = await createConnection(MYSQL).catch((error: unknown) => {
    if (process.env['CI']) throw error;
    console.warn(`skipped: no MySQL or MariaDB at ${MYSQL}`);
  });
  if (!admin) return;
  const name = `backend_analyze_${process.pid}`;
  const made = workspace(`type: 'mysql', url: '${MYSQL}${name}'`);
  try {
    await admin.query(`CREATE DATABASE ${name}`);
    await admin.query(`CREATE TABLE ${name}.users (id int NOT NULL PRIMARY KEY, name varchar(30) NOT NULL)`);
    expect(await look(made, `${MYSQL}${name}`, MYSQL)).toMatchObject({ ok: true, errors: [], drift: [expect.stringMatching(/^warning database-drift: .*`name` varchar\(50\)/)] });
    // Without a server for scratch databases nothing can be proved.
    expect(await look(made, `${MYSQL}${name}`)).toMatchObject({ ok: false, errors: expect.arrayContaining([expect.objectContaining({ code: 'BACKEND_DATA_SOURCE_SHADOW' })]) });
  } finally {
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.end();
    made.remove();
  }
});
