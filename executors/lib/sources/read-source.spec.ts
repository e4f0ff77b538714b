import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fingerprintCatalog, writeCatalogJson } from '../catalog/catalog-json';
import { readSource, type SourceResult } from './read-source';

let root = '';
beforeAll(() => void (root = mkdtempSync(path.join(tmpdir(), 'backend-sources-'))));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string): void => {
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(path.join(root, file), text);
};
const told = ({ diagnostics }: SourceResult): string[] => diagnostics.map(({ code, position }) => `${code}${position ? ` ${position.file}:${position.line}:${position.column}` : ''}`);

describe('a schema is read', () => {
  const SCHEMA = 'CREATE TYPE mood AS ENUM (\'ok\'); CREATE TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, mood mood, during int4range, EXCLUDE USING gist (during WITH &&));';

  it('from a folder of scripts by their names, a PGlite directory and a stored catalog alike', async () => {
    write('schema/01-types.sql', SCHEMA.split(';')[0]! + ';');
    write('schema/02-tables.sql', SCHEMA.split(';')[1]! + ';');
    write('schema/02-tables.down.sql', 'DROP TABLE users;');
    const folder = await readSource('schema', { root });
    expect(told(folder)).toEqual([]);

    const { PGlite } = await import('@electric-sql/pglite');
    const database = await PGlite.create(path.join(root, 'data'));
    await database.exec(SCHEMA);
    await database.close();
    const directory = await readSource('data', { root });

    write('catalog.json', writeCatalogJson(folder.catalog!));
    const stored = await readSource('catalog.json', { root });
    expect(folder.catalog!.tables.map(({ id }) => id)).toEqual(['table:public.users']);
    expect([directory, stored].map((source) => fingerprintCatalog(source.catalog!))).toEqual([fingerprintCatalog(folder.catalog!), fingerprintCatalog(folder.catalog!)]);
  }, 60_000);

  it('and what of a script is not in it is said with its place', async () => {
    write('dump.sql', [
      '\\connect shop', 'CREATE ROLE app LOGIN;', 'CREATE TABLE t (n text);', 'COPY t (n) FROM stdin;', '\\i is a value here', '\\.', '\\copy t FROM rows.csv', '\\i more.sql', 'ALTER TABLE t OWNER TO app;', '',
    ].join('\n'));
    const source = await readSource('dump.sql', { root });
    expect(told(source)).toEqual(['BACKEND_SCHEMA_SQL_META dump.sql:7:1', 'BACKEND_SCHEMA_SQL_META dump.sql:8:1', 'BACKEND_SCHEMA_SQL_ROLES dump.sql:2:1']);
    expect(source.catalog!.tables[0]!.owner).toBe('app');
  }, 60_000);
});

describe('bad input is told with its place', () => {
  it.each([
    ['nowhere.sql', 'BACKEND_SCHEMA_SOURCE'], ['mysql://root@127.0.0.1/x', 'BACKEND_SCHEMA_SOURCE'], ['empty', 'BACKEND_SCHEMA_SOURCE'], ['notes.txt', 'BACKEND_SCHEMA_SOURCE'],
    ['bad.json', 'BACKEND_SCHEMA_CATALOG bad.json:1:1'], ['syntax.sql', 'BACKEND_SCHEMA_SQL_SYNTAX syntax.sql:2:8'],
    ['refused.sql', 'BACKEND_SCHEMA_SQL_FAILED refused.sql:2:22'], ['extension.sql', 'BACKEND_SHADOW_EXTENSION extension.sql:1:1'], ['broken', 'BACKEND_SCHEMA_PGLITE'],
  ])('%s', async (text, expected) => {
    mkdirSync(path.join(root, 'empty'), { recursive: true });
    write('notes.txt', '');
    write('bad.json', '{"tables": 1}');
    write('syntax.sql', 'SELECT 1;\nCREATE TABEL t ();');
    write('refused.sql', 'SELECT 1;\nCREATE TABLE t (kind unknown_type);');
    write('extension.sql', 'CREATE EXTENSION postgis;');
    write('broken/PG_VERSION', '9');
    const source = await readSource(text, { root });
    expect(told(source)).toEqual([expected]);
    expect(source.catalog).toBeUndefined();
  }, 60_000);
});

it('reads large scripts in a process of their own, alike', async () => {
  write('large.sql', `${Array.from({ length: 9000 }, (_, n) => `-- ${'line '.repeat(24)}${n}`).join('\n')}\nCREATE TABLE users (id int PRIMARY KEY);\nCREATE TABLE t (kind unknown_type);`);
  expect(told(await readSource('large.sql', { root }))).toEqual(['BACKEND_SCHEMA_SQL_FAILED large.sql:9002:22']);
  write('large.sql', `-- ${'line '.repeat(300_000)}\nCREATE TABLE users (id int PRIMARY KEY);`);
  expect((await readSource('large.sql', { root })).catalog!.tables.map(({ id }) => id)).toEqual(['table:public.users']);
}, 60_000);
