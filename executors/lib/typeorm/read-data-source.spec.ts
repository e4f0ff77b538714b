import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DataSourceReply } from './protocol';
import { readDataSource } from './read-data-source';

jest.setTimeout(300_000);

const modules = path.resolve(__dirname, '../../../node_modules');
const user = `import { Column, Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { Post } from '@model/post';
@Entity() export class User {
  @PrimaryGeneratedColumn() id!: number;
  @Column() name!: string;
  @ManyToOne(() => Post) last!: Post;
}`;
const post = `import { Entity, ManyToOne, PrimaryGeneratedColumn } from 'typeorm';
import { User } from './user.js';
@Entity() export class Post { @PrimaryGeneratedColumn() id!: number; @ManyToOne(() => User) author!: User; }`;
const options = (entities: string, more = ''): string => `{ type: 'postgres', host: 'db.invalid', username: 'app', password: 's3cret-pw', entities: ${entities}, ${more} }`;
const source = (entities: string, more?: string): string => `new DataSource(${options(entities, more)})`;
const IMPORT = `import { DataSource } from 'typeorm';\n`;

describe('readDataSource', () => {
  const folders: string[] = [];
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

  function workspace(files: Record<string, string>, typeorm: 'typeorm' | 'typeorm03' | null = 'typeorm'): string {
    const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'backend-data-source-')));
    folders.push(root);
    mkdirSync(path.join(root, 'node_modules'));
    if (typeorm) for (const [name, target] of [['typeorm', typeorm], ['pg', 'pg']] as const) symlinkSync(path.join(modules, target), path.join(root, 'node_modules', name));
    const all = { 'tsconfig.base.json': JSON.stringify({ compilerOptions: { paths: { '@model/*': ['./model/*'] } } }), 'tsconfig.json': '{ "extends": "./tsconfig.base.json" }', 'model/user.ts': user, 'model/post.ts': post, ...files };
    for (const [name, text] of Object.entries(all)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return root;
  }
  async function describeSource(files: Record<string, string>, { typeorm, exportName }: { typeorm?: 'typeorm' | 'typeorm03' | null; exportName?: string } = {}): Promise<DataSourceReply> {
    const root = workspace(files, typeorm);
    const reply = await readDataSource({ file: path.join(root, 'data-source.ts'), root, task: { kind: 'describe' }, ...(exportName !== undefined && { exportName }) });
    expect(JSON.stringify(reply)).not.toContain('s3cret');
    return reply;
  }

  it.each([
    ['TypeORM 1, entities in a circle, tsconfig paths, .js for .ts', `${IMPORT}import { User } from '@model/user';\nimport { Post } from './model/post';\nexport default ${source('[User, Post]')};`, 'typeorm'],
    ['TypeORM 0.3, patterns from the workspace', `${IMPORT}export const shop = ${source("['model/*.ts']")};`, 'typeorm03'],
    ['a promise that would connect', `${IMPORT}export const shop = ${source("[__dirname + '/model/*.ts']")}.initialize();`, 'typeorm'],
    ['a function', `${IMPORT}export default async () => ${source("['model/*.ts']")};`, 'typeorm'],
  ] as const)('loads %s', async (_what, text, typeorm) => {
    expect(await describeSource({ 'data-source.ts': text }, { typeorm })).toMatchObject({ diagnostics: [], description: { type: 'postgres', entities: 2 } });
  });

  it('loads ES modules', async () => {
    const esm = `${IMPORT}import { User } from './model/user.js';\nimport type { Post } from './model/post.js';\nexport type P = Post;\nexport default ${source('[User]', 'extra: { a: import.meta.url }')};`;
    const plain = user.replace(/import \{ Post.*\n/, '').replace(/ {2}@ManyToOne.*\n/, '');
    expect(await describeSource({ 'package.json': '{ "type": "module" }', 'data-source.ts': esm, 'model/user.ts': plain })).toMatchObject({ diagnostics: [], description: { entities: 1 } });
  });

  it('asks the checker where a type is an alias of another file', async () => {
    const entity = `import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';\nimport { State } from './state';\n@Entity() export class Job { @PrimaryGeneratedColumn() id!: number; @Column() state!: State; }`;
    const files = { 'model/job.ts': entity, 'model/state.ts': "export type State = 'open' | 'done';", 'data-source.ts': `${IMPORT}import { Job } from '@model/job';\nexport default ${source('[Job]')};` };
    expect(await describeSource(files)).toMatchObject({ diagnostics: [], description: { entities: 1 } });
  });

  it.each([
    ['code that throws, at its place', { 'data-source.ts': `${IMPORT}\nthrow new Error('no postgres://app:s3cret@db/shop');` }, 'BACKEND_DATA_SOURCE_FAILED', { file: 'data-source.ts', line: 3, column: 7 }],
    ['a syntax error, at its place', { 'data-source.ts': `import './model/bad';\nexport default 1;`, 'model/bad.ts': 'export const a = 1;\nexport const = 2;' }, 'BACKEND_DATA_SOURCE_FAILED', { file: 'model/bad.ts', line: 2, column: 14 }],
    ['a process that ends', { 'data-source.ts': 'console.log("s3cret");\nprocess.exit(3);' }, 'BACKEND_DATA_SOURCE_ENDED', { file: 'data-source.ts', line: 1, column: 1 }],
    ['no export', { 'data-source.ts': `${IMPORT}export const options = ${options('[]')};` }, 'BACKEND_DATA_SOURCE_NO_EXPORT', { file: 'data-source.ts', line: 1, column: 1 }],
    ['several exports', { 'data-source.ts': `${IMPORT}export const a = ${source('[]')};\nexport const b = ${source('[]')};` }, 'BACKEND_DATA_SOURCE_AMBIGUOUS', { file: 'data-source.ts', line: 1, column: 1 }],
    ['patterns that match nothing', { 'data-source.ts': `${IMPORT}export const a = ${source("['dist/**/*.entity.js']")};` }, 'BACKEND_DATA_SOURCE_NO_ENTITIES', { file: 'data-source.ts', line: 1, column: 1 }],
  ] as const)('says what is wrong: %s', async (_what, files, code, position) => {
    const { diagnostics } = await describeSource(files);
    expect(diagnostics.filter(({ severity }) => severity !== 'info')).toEqual([expect.objectContaining({ code, position })]);
    expect(diagnostics[0]!.message).not.toMatch(/\n|\s+at /);
  });

  it('says that TypeORM is missing', async () => {
    expect(await describeSource({ 'data-source.ts': 'export default 1;' }, { typeorm: null })).toMatchObject({ diagnostics: [{ code: 'BACKEND_DATA_SOURCE_TYPEORM' }] });
  });
});
