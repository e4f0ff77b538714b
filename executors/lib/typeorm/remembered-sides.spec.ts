import { globSync, linkSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { openDatabase } from '../postgres/embedded';
import { readDataSource } from './read-data-source';

jest.setTimeout(300_000); // a busy machine

const MODULES = path.resolve(__dirname, '../../../node_modules');

describe('what a data source told an embedded database', () => {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'backend-remembered-')));
  const cache = path.join(root, 'cache');
  const before = process.env['BACKEND_CACHE_DIR'];
  beforeAll(async () => {
    await (await openDatabase()).close();
    const folder = before ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'org-backend');
    mkdirSync(cache);
    for (const file of globSync('pglite-*.tar', { cwd: folder })) symlinkSync(path.join(folder, file), path.join(cache, file));
    process.env['BACKEND_CACHE_DIR'] = cache;
    mkdirSync(path.join(root, 'node_modules'));
    for (const name of ['typeorm', 'pg']) symlinkSync(path.join(MODULES, name), path.join(root, 'node_modules', name));
    write({});
  });
  afterAll(() => {
    if (before === undefined) delete process.env['BACKEND_CACHE_DIR'];
    else process.env['BACKEND_CACHE_DIR'] = before;
    rmSync(root, { recursive: true });
  });

  function write({ type = 'text', options = '', more = '' }: { type?: string; options?: string; more?: string }): void {
    writeFileSync(path.join(root, 'user.ts'), `import { Column, Entity, PrimaryColumn } from 'typeorm';\n@Entity() export class User { @PrimaryColumn() id!: number; @Column('${type}') name!: string; }`);
    writeFileSync(path.join(root, 'migration.ts'), `export class Users1700000000001 { async up(r: any) { await r.query('CREATE TABLE "user" (id int PRIMARY KEY, name text NOT NULL)');${more} } async down() {} }`);
    writeFileSync(path.join(root, 'data-source.ts'), `import { DataSource } from 'typeorm';\nimport { User } from './user';\nimport { Users1700000000001 } from './migration';
export default new DataSource({ type: 'postgres', entities: [User], migrations: [Users1700000000001] as any, ${options} });`);
  }
  /** Types of the column on both sides, extensions, and which recordings were written anew. */
  async function look() {
    const files = (): Map<string, number> => new Map(readdirSync(cache).filter((name) => name.startsWith('replay-')).map((name) => [name, statSync(path.join(cache, name)).ino]));
    const earlier = files();
    // A name for each file keeps its inode from being used again.
    for (const [name] of earlier) linkSync(path.join(cache, name), path.join(root, `${name}-${Math.random()}`));
    const { catalogs, diagnostics, migrations } = await readDataSource({ file: path.join(root, 'data-source.ts'), root, task: { kind: 'catalogs', sides: ['migrations', 'entities'] } });
    expect(diagnostics).toEqual([]);
    const typeOf = (side: 'entities' | 'migrations') => catalogs![side]!.tables[0]!.columns.find(({ name }) => name === 'name')!.type;
    return { entities: typeOf('entities'), migrations: typeOf('migrations'), extensions: catalogs!.entities!.extensions.map(({ name }) => name), sent: migrations![0]!.statements.length, written: [...files()].filter(([name, inode]) => earlier.get(name) !== inode).length };
  }

  it('is remembered until it tells something else', async () => {
    const same = { entities: 'text', migrations: 'text', extensions: [], sent: 1 };
    expect(await look()).toEqual({ ...same, written: 2 });
    expect(await look()).toEqual({ ...same, written: 0 });
    write({ type: 'varchar' });
    expect(await look()).toEqual({ ...same, entities: 'character varying', written: 1 });
    write({ type: 'varchar', more: `await r.query('ALTER TABLE "user" ALTER name TYPE char(9)');` });
    expect(await look()).toEqual({ ...same, entities: 'character varying', migrations: 'character(9)', sent: 2, written: 1 });
    write({ type: 'citext' });
    expect(await look()).toEqual({ ...same, entities: 'public.citext', extensions: ['citext'], written: 2 });
    expect(await look()).toEqual({ ...same, entities: 'public.citext', extensions: ['citext'], written: 0 });
  });
});
