import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Generated } from '../../../executors/lib/generate/generate';
import { generateMigration } from '../../../executors/lib/generate/generate';
import type { GenerateOptions } from '../../../executors/lib/generate/request';

const modules = path.resolve(__dirname, '../../../node_modules');

/** A workspace of its own with one of the fixtures in it, and the TypeORM that is asked for. */
export interface TestWorkspace {
  readonly root: string;
  generate(options: GenerateOptions): Promise<Generated>;
  /** Runs the migrations of a folder, or reverts the last, by TypeORM itself; returns what the query gives afterwards. */
  typeorm(connection: object, folder: string, action: 'run' | 'revert', query: string): unknown[];
  remove(): void;
}

export function testWorkspace(fixture: string, typeorm: 'typeorm' | 'typeorm03' = 'typeorm'): TestWorkspace {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'backend-typeorm-')));
  cpSync(path.join(__dirname, fixture), path.join(root, fixture), { recursive: true });
  mkdirSync(path.join(root, 'node_modules'));
  for (const name of ['pg', 'mysql2', 'sql.js', 'reflect-metadata', '@swc-node', '@swc', 'typescript']) symlinkSync(path.join(modules, name), path.join(root, 'node_modules', name));
  symlinkSync(path.join(modules, typeorm), path.join(root, 'node_modules/typeorm'));
  writeFileSync(path.join(root, 'tsconfig.json'), JSON.stringify({ compilerOptions: { module: 'commonjs', target: 'es2022', experimentalDecorators: true, emitDecoratorMetadata: true, esModuleInterop: true } }));
  writeFileSync(path.join(root, 'migrate.cjs'), MIGRATE);
  let timestamp = 1_800_000_000_000;
  return {
    root,
    generate: (options) => generateMigration({ ...options, root, project: 'api', projectRoot: fixture, timestamp: (timestamp += 1000) }),
    typeorm(connection, folder, action, query) {
      const { NODE_OPTIONS: _jest, ...env } = process.env;
      const { status, stdout, stderr } = spawnSync(process.execPath, ['-r', '@swc-node/register', 'migrate.cjs', JSON.stringify({ connection, folder, action, query })], { cwd: root, encoding: 'utf8', env });
      if (status !== 0) throw new Error(`${stdout}\n${stderr}`);
      return JSON.parse(stdout.trim().split('\n').at(-1)!) as unknown[];
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** As TypeORM's own command does it. */
const MIGRATE = `
const { DataSource } = require('typeorm');
const { connection, folder, action, query } = JSON.parse(process.argv[2]);
(async () => {
  const source = await new DataSource({ ...connection, entities: [], migrations: [folder + '/*.ts'] }).initialize();
  if (action === 'run') await source.runMigrations({ transaction: 'each' });
  else await source.undoLastMigration();
  console.log(JSON.stringify(await source.query(query)));
  await source.destroy();
})().catch((error) => { console.error(error); process.exit(1); });
`;
