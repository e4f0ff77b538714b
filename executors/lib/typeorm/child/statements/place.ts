import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSourceRequest, StatementsTask } from '../../protocol';
import { InputError } from '../input-error';
import { shadowSource } from '../shadow-source';
import type { UserDataSource } from '../typeorm-types';

/** A scratch database with the structure that a difference starts from, connected. */
export interface Place {
  readonly source: UserDataSource;
  close(): Promise<void>;
}

const quiet = (): void => undefined;

/** One at a time lives in a process. */
export const SCRATCH_NAME = `backend_shadow_${process.pid}_${randomBytes(4).toString('hex')}`;

/** SQLite: in memory, with the migrations replayed; or a copy of a file. */
export async function sqlitePlace(source: UserDataSource, { root }: DataSourceRequest, { connection }: StatementsTask): Promise<Place> {
  const { type } = source.options as { type: string };
  const folder = connection === undefined ? undefined : mkdtempSync(path.join(tmpdir(), 'backend-sqlite-'));
  const file = folder && path.join(folder, 'copy.sqlite');
  if (connection !== undefined) {
    const live = path.resolve(root, connection.replace(/^sqlite:(?:\/\/)?/, ''));
    if (!existsSync(live)) {
      rmSync(folder!, { recursive: true });
      throw new InputError({ code: 'BACKEND_SCHEMA_CONNECTION', severity: 'error', message: `there is no SQLite file ${connection}`, help: 'Give its path by --connection.' });
    }
    copyFileSync(live, file!);
  }
  const options = type === 'sqljs' ? { location: undefined, autoSave: false, database: file === undefined ? undefined : readFileSync(file) } : { database: file ?? ':memory:' };
  const shadow = shadowSource(source, { options: { ...options, driver: (source.options as { driver?: unknown }).driver } }, quiet);
  await shadow.initialize();
  return { source: shadow, close: async () => { await shadow.destroy(); if (folder) rmSync(folder, { recursive: true }); } };
}

/** MySQL, MariaDB: a database of its own on the server that was lent. */
export async function mysqlPlace(source: UserDataSource, { shadow: server }: DataSourceRequest, { connection }: StatementsTask): Promise<Place> {
  if (server === undefined || !/^(?:mysql|mariadb):\/\//.test(server)) {
    throw new InputError({
      code: 'BACKEND_DATA_SOURCE_SHADOW', severity: 'error', message: 'a MySQL or MariaDB difference needs a server to be proved on',
      help: 'Lend one where scratch databases may be made: --shadow=mysql://root@127.0.0.1/',
    });
  }
  const name = SCRATCH_NAME;
  const at = (base: string, database?: string): object => ({ options: { ...addressOf(base), ...(database !== undefined && { database }) } });
  const admin = shadowSource(source, { options: { ...addressOf(server), database: undefined, entities: [], migrations: [] } }, quiet);
  await admin.initialize();
  await admin.query(`CREATE DATABASE \`${name}\``);
  const shadow = shadowSource(source, at(server, name) as { options: Record<string, unknown> }, quiet);
  const close = async (): Promise<void> => {
    if (shadow.isInitialized) await shadow.destroy();
    await admin.query(`DROP DATABASE IF EXISTS \`${name}\``);
    await admin.destroy();
  };
  try {
    await shadow.initialize();
    if (connection !== undefined) await cloneStructure(shadowSource(source, { options: { ...addressOf(connection), entities: [], migrations: [] } }, quiet), shadow, name);
  } catch (error) {
    await close();
    throw error;
  }
  return { source: shadow, close };
}

function addressOf(connection: string): Record<string, unknown> {
  const url = new URL(connection);
  const database = decodeURIComponent(url.pathname.slice(1));
  return {
    host: url.hostname, port: url.port === '' ? 3306 : Number(url.port), username: decodeURIComponent(url.username) || undefined, password: decodeURIComponent(url.password) || undefined,
    ...(database !== '' && { database }),
  };
}

/** Tables and views of a live database, by the server's own words for them. */
async function cloneStructure(live: UserDataSource, shadow: UserDataSource, name: string): Promise<void> {
  await live.initialize();
  const runner = shadow.createQueryRunner();
  try {
    const [{ database }] = (await live.query('SELECT DATABASE() AS `database`')) as [{ database: string }];
    const tables = (await live.query('SHOW FULL TABLES')) as Record<string, string>[];
    await runner.query('SET FOREIGN_KEY_CHECKS = 0');
    for (const kind of ['BASE TABLE', 'VIEW']) {
      for (const row of tables.filter(({ Table_type }) => Table_type === kind)) {
        const table = Object.values(row)[0]!.replaceAll('`', '``');
        const [shown] = (await live.query(`SHOW CREATE ${kind === 'VIEW' ? 'VIEW' : 'TABLE'} \`${table}\``)) as Record<string, string>[];
        // A view names its own database everywhere.
        await runner.query((shown!['Create Table'] ?? shown!['Create View']!).replaceAll(`\`${database}\`.`, `\`${name}\`.`));
      }
    }
    await runner.query('SET FOREIGN_KEY_CHECKS = 1');
    const metadata = (shadow.options as { metadataTableName?: string }).metadataTableName ?? 'typeorm_metadata';
    if (tables.some((row) => Object.values(row)[0] === metadata)) {
      for (const row of (await live.query(`SELECT * FROM \`${metadata}\``)) as Record<string, unknown>[]) {
        await runner.query(`INSERT INTO \`${metadata}\` (${Object.keys(row).map((key) => `\`${key}\``).join(', ')}) VALUES (${Object.keys(row).map(() => '?').join(', ')})`, Object.values(row).map((value) => (value === database ? name : value)) as string[]);
      }
    }
  } finally {
    await runner.release();
    await live.destroy();
  }
}
