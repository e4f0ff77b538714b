import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { repoRoot } from '../harness';

/** Sample databases lie beside the repository. */
export const DATABASES = path.resolve(process.env['BACKEND_DATABASES'] ?? path.join(repoRoot, '../shared/db'));

/** A scratch database with a sample loaded. */
export interface Sample {
  readonly connection: string;
  readonly env: Readonly<Record<string, string>>;
  /** Text of a data source where the one that is written needs a driver that is not installed here. */
  readonly dataSource?: string;
  drop(): void;
}

const PSQL = ['-h', '127.0.0.1', '-U', 'postgres'];

/** Repairs of scripts for PostgreSQL 15: commands of psql that make databases, and what newer versions know. */
const REPAIRS: readonly (readonly [RegExp, string])[] = [
  [/^(DROP|CREATE) DATABASE.*$|^\\c.*$|^USE .*$/gim, ''], [/\bVIRTUAL\b/g, 'STORED'],
  [/^SELECT pg_catalog.set_config\('search_path'.*$/gm, 'SET search_path = public;'],
];

/** Scripts leave materialized views without data, which cannot be read, and sequences behind the rows they bring. */
const REFRESH = `DO $$ DECLARE v regclass; BEGIN FOR v IN SELECT oid FROM pg_class WHERE relkind = 'm' ORDER BY oid LOOP EXECUTE 'REFRESH MATERIALIZED VIEW ' || v; END LOOP;
  FOR v IN SELECT oid FROM pg_class WHERE relkind = 'S' LOOP PERFORM setval(v, 1000 + nextval(v)); END LOOP; END $$;`;

export function postgresSample(name: string, file: string): Sample {
  const database = `backend_from_db_${name}_${process.pid}`;
  const run = (command: string, args: string[], input?: string): void => void execFileSync(command, [...PSQL, ...args], { input, stdio: ['pipe', 'ignore', 'ignore'], maxBuffer: 1 << 28, env: { ...process.env, PGOPTIONS: '-c synchronous_commit=off' } });
  run('createdb', [database]);
  run('psql', ['-q', '-d', database], `CREATE FUNCTION public.uuidv7() RETURNS uuid LANGUAGE sql AS 'SELECT gen_random_uuid()';\n${repaired(path.join(DATABASES, file))};\n${REFRESH}`);
  const connection = `postgres://postgres@127.0.0.1:5432/${database}`;
  return { connection, env: { DATABASE_URL: connection }, drop: () => run('dropdb', ['--if-exists', '--force', database]) };
}

export function mariadbSample(name: string, file: string): Sample {
  const database = `backend_from_db_${name}_${process.pid}`;
  const run = (sql: string, ...more: string[]): void => void execFileSync('mysql', ['-uroot', '-h127.0.0.1', ...more], { input: sql, stdio: ['pipe', 'ignore', 'inherit'] });
  run(`CREATE DATABASE ${database} CHARACTER SET utf8mb4`);
  run(repaired(path.join(DATABASES, file)), database);
  const connection = `mysql://root@127.0.0.1:3306/${database}`;
  return { connection, env: { DATABASE_URL: connection }, drop: () => run(`DROP DATABASE IF EXISTS ${database}`) };
}

/** SQLite, by sql.js: the sample's rows are left out of quick runs. */
export async function sqliteSample(script: string): Promise<Sample> {
  const folder = mkdtempSync(path.join(tmpdir(), 'backend-from-db-'));
  const file = path.join(folder, 'sample.sqlite');
  // It has no types of its own.
  const init = require('sql.js') as () => Promise<{ Database: new () => { run(sql: string): void; export(): Uint8Array; close(): void } }>;
  const { Database } = await init();
  const database = new Database();
  database.run(script);
  writeFileSync(file, database.export());
  database.close();
  return { connection: file, env: { DATABASE_FILE: file }, dataSource: SQLJS, drop: () => rmSync(folder, { recursive: true, force: true }) };
}

const SQLJS = `import { readFileSync } from 'node:fs';
import { DataSource } from 'typeorm';
import { entities } from './entities/index.js';

export const dataSource = new DataSource({ type: 'sqljs', database: readFileSync(process.env['DATABASE_FILE']!), entities, synchronize: false });
`;

/** Only the statements that make tables and indexes, which come first. */
export function withoutRows(script: string): string {
  return script.slice(0, script.indexOf('INSERT INTO'));
}

export function sampleText(file: string): string {
  return readFileSync(path.join(DATABASES, file), 'utf8');
}

export const haveSamples = existsSync(DATABASES);

function repaired(file: string): string {
  return REPAIRS.reduce((text, [pattern, replacement]) => text.replace(pattern, replacement), readFileSync(file, 'utf8'));
}
