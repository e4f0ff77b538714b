import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { redactConnection } from '../../../../../executors/lib/postgres/redact-connection';
import type { Diagnostic } from '../../../diagnostics';
import type { Database } from '../database';

export interface ReadDatabase {
  readonly database?: Database;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads tables and views from a connection (postgres://, mysql://, mariadb://, sqlite:…), a SQLite file, a PGlite data
 * directory, PostgreSQL's .sql files or a TypeORM data source.
 * @param root absolute path of the workspace: paths are relative to it, and drivers are loaded from it
 */
export async function readDatabase(text: string, root: string): Promise<ReadDatabase> {
  try {
    if (/^(mysql|mariadb):\/\//i.test(text)) return await readMysqlServer(text, root);
    const file = sqliteFile(text, root);
    if (file !== undefined) return readSqliteFile(file, text, root);
  } catch (error) {
    return failed(text, error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error));
  }
  if (/^(?!postgres)[a-z][a-z0-9+.-]+:\/\//i.test(text)) return failed(text, 'databases of this kind are not read', HELP['BACKEND_SCHEMA_SOURCE']);
  const { readSource } = require('../../../../../executors/lib/sources/read-source') as typeof import('../../../../../executors/lib/sources/read-source');
  const { catalog, diagnostics } = await readSource(text, { root });
  if (!catalog) return { diagnostics: diagnostics.map((one) => ({ ...one, ...(HELP[one.code] !== undefined && { help: HELP[one.code]! }) })) };
  const { fromCatalog } = require('./from-catalog') as typeof import('./from-catalog');
  return { database: fromCatalog(catalog), diagnostics };
}

/** Where the sources' own help is about comparing. */
const HELP: Readonly<Record<string, string>> = {
  BACKEND_DATA_SOURCE_DATABASE: 'Data sources are read for PostgreSQL. Give the database itself: --fromDb=mysql://… or --fromDb=sqlite:app.db',
  BACKEND_SCHEMA_SOURCE: 'Give postgres://…, mysql://…, a SQLite file, .sql files, a PGlite data directory or a TypeORM data source (.ts, .js); paths count from where you are, or from the root of the workspace.',
};

async function readMysqlServer(connection: string, root: string): Promise<ReadDatabase> {
  const driver = load<{ createConnection(options: object): Promise<MysqlConnection> }>('mysql2/promise', root);
  if (!driver) return missingDriver('mysql2');
  const { readMysql } = require('./read-mysql') as typeof import('./read-mysql');
  const session = await driver.createConnection({ uri: connection.replace(/^mariadb:/i, 'mysql:') });
  try {
    return { database: await readMysql(async (sql) => (await session.query(sql))[0]), diagnostics: [] };
  } finally {
    await session.end();
  }
}

interface MysqlConnection {
  query(sql: string): Promise<[Record<string, unknown>[], unknown]>;
  end(): Promise<void>;
}

/** `sqlite:app.db`, `sqlite:///abs/app.db`, `app.sqlite`; undefined: it is none. */
function sqliteFile(text: string, root: string): string | undefined {
  const named = /^(?:sqlite3?|file):(?:\/\/)?(.*)$/i.exec(text)?.[1];
  const file = path.resolve(root, named ?? text);
  if (named !== undefined) return file;
  if (/^[a-z][a-z0-9+.-]+:/i.test(text) || !statSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  return readFileSync(file).subarray(0, 15).toString('latin1') === 'SQLite format 3' ? file : undefined;
}

function readSqliteFile(file: string, text: string, root: string): ReadDatabase {
  if (!existsSync(file)) return failed(text, 'there is no such file');
  const { readSqlite } = require('./read-sqlite') as typeof import('./read-sqlite');
  const own = load<{ DatabaseSync: new (file: string, options: object) => Sqlite }>('node:sqlite', root);
  const other = own ? undefined : load<new (file: string, options: object) => Sqlite>('better-sqlite3', root);
  if (!own && !other) return missingDriver('better-sqlite3');
  const database = own ? new own.DatabaseSync(file, { readOnly: true }) : new other!(file, { readonly: true });
  try {
    return { database: readSqlite((sql, ...parameters) => database.prepare(sql).all(...parameters)), diagnostics: [] };
  } finally {
    database.close();
  }
}

interface Sqlite {
  prepare(sql: string): { all(...parameters: string[]): Record<string, string | number | null>[] };
  close(): void;
}

/** A driver of the workspace; ours are none of its dependencies. */
function load<T>(name: string, root: string): T | undefined {
  try {
    return createRequire(path.join(root, 'package.json'))(name) as T;
  } catch {
    return undefined;
  }
}

function missingDriver(name: string): ReadDatabase {
  return { diagnostics: [{ code: 'BACKEND_FROM_DB_DRIVER', severity: 'error', message: `the workspace has no ${name}, by which this database is read`, help: `Install it: npm install ${name}` }] };
}

function failed(text: string, reason: string, help = 'Check address, user and rights, or the path of the file.'): ReadDatabase {
  return { diagnostics: [{ code: 'BACKEND_FROM_DB_CONNECTION', severity: 'error', message: `${redactConnection(text)} cannot be read: ${reason}`, help }] };
}
