import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { createNodes } from './create-nodes';
import { preTasksExecution } from './live-run';
import type { BackendPluginOptions } from './plugin-options';

const roots: string[] = [];
afterAll(() => roots.forEach((root) => rmSync(root, { recursive: true })));

async function infer(files: Record<string, unknown>, options?: BackendPluginOptions): Promise<Record<string, Record<string, TargetConfiguration>>> {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-nodes-'));
  roots.push(root);
  for (const [file, value] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), typeof value === 'string' ? value : JSON.stringify(value));
  }
  const matching = Object.keys(files).filter((file) => /(^|\/)(openapi\.(yaml|yml|json)|data-source\.ts|project\.json|package\.json)$/.test(file));
  const results = await createNodes[1](matching, options, { workspaceRoot: root, nxJsonConfiguration: {} });
  return Object.assign({}, ...results.map(([, { projects = {} }]) => Object.fromEntries(Object.entries(projects).map(([name, p]) => [name, p.targets]))));
}

const recorded = { executor: '@org/backend:routes', options: { openapi: 'openapi.yaml', output: 'apps/api/src/routes', framework: 'koa' } };

describe('createNodes', () => {
  it('infers both targets for a project with a document', async () => {
    const nodes = await infer({ 'apps/api/project.json': {}, 'apps/api/openapi.yaml': '', 'apps/api/package.json': { dependencies: { express: '5' } } });
    expect(nodes).toEqual({ 'apps/api': {
      routes: expect.objectContaining({
        executor: '@org/backend:routes', syncGenerators: ['@org/backend:routes-sync'],
        options: { openapi: 'apps/api/openapi.yaml', output: 'apps/api/src/routes', framework: 'express' },
      }),
      'routes-check': expect.objectContaining({
        executor: '@org/backend:routes-check', cache: true, outputs: ['{workspaceRoot}/reports/{projectName}/routes-check'],
        metadata: expect.objectContaining({ technologies: ['openapi', 'express'], description: expect.any(String), help: expect.any(Object) }),
      }),
    } });
    expect(nodes['apps/api']!['routes-check']!.inputs).toEqual(expect.arrayContaining([
      '{workspaceRoot}/apps/api/openapi.yaml', '{workspaceRoot}/apps/api/src/routes/**/*', '{workspaceRoot}/apps/api/src/middleware/**/*', '{workspaceRoot}/apps/api/src/types/**/*']));
  });

  it('infers a check for each recorded target, wherever its document is', async () => {
    const admin = { ...recorded, options: { ...recorded.options, output: 'apps/api/src/admin/routes' }, inputs: ['{workspaceRoot}/spec/**/*.yaml'] };
    const nodes = await infer({ 'openapi.yaml': '', 'package.json': {}, 'apps/api/project.json': { targets: { routes: recorded, 'routes-admin': admin, build: { command: 'tsc' } } } });
    expect(Object.keys(nodes)).toEqual(['apps/api']);
    expect(Object.keys(nodes['apps/api']!)).toEqual(['routes-check', 'routes-check-admin']);
    expect(nodes['apps/api']!['routes-check']!.options).toEqual(recorded.options);
    expect(nodes['apps/api']!['routes-check-admin']!.inputs).toContain('{workspaceRoot}/spec/**/*.yaml');
  });

  it('knows projects that are only a package', async () => {
    const nodes = await infer({
      'package.json': { workspaces: ['packages/*', '!packages/old'] },
      'packages/a/package.json': { name: 'a' }, 'packages/a/openapi.json': '{}', 'packages/a/openapi.yml': '',
      'packages/old/package.json': {}, 'packages/old/openapi.json': '{}',
      'tools/b/package.json': { nx: { targets: { routes: recorded } } },
      'tools/c/package.json': {}, 'tools/c/openapi.yaml': '',
    });
    expect(Object.keys(nodes).sort()).toEqual(['packages/a', 'tools/b']);
    expect(nodes['packages/a']!['routes']!.options.openapi).toBe('packages/a/openapi.yml');
    const pnpm = await infer({ 'pnpm-workspace.yaml': 'packages:\n  - apps/**\n', 'apps/x/y/package.json': {}, 'apps/x/y/openapi.yaml': '' });
    expect(Object.keys(pnpm)).toEqual(['apps/x/y']);
  });

  it('makes no project where Nx has none', async () => {
    expect(await infer({ 'openapi.yaml': '', 'package.json': { name: 'root' }, 'docs/openapi.yaml': '' })).toEqual({});
  });

  it('names targets as told', async () => {
    const nodes = await infer({ 'project.json': {}, 'openapi.yaml': '' }, { routesTargetName: 'api', routesCheckTargetName: 'api-drift' });
    expect(Object.keys(nodes['.']!)).toEqual(['api', 'api-drift']);
  });

  it('reports which manifest is broken, and still infers the rest', async () => {
    const run = infer({ 'a/project.json': '{', 'b/project.json': {}, 'b/openapi.yaml': '' });
    await expect(run).rejects.toMatchObject({ errors: [['a/project.json', expect.any(Error)]] });
  });

  it('infers four targets for a project with a data source, wherever in it that stands', async () => {
    const nodes = await infer({ 'package.json': {}, 'apps/api/project.json': {}, 'apps/api/src/database/data-source.ts': '', 'apps/api/src/test/data-source.ts': '', 'data-source.ts': '' });
    expect(Object.keys(nodes)).toEqual(['apps/api']);
    expect(Object.keys(nodes['apps/api']!)).toEqual(['migrate-analyze', 'migrate-generate', 'migrate-run', 'migrate-revert']);
    expect(nodes['apps/api']!['migrate-analyze']).toEqual(expect.objectContaining({
      executor: '@org/backend:migrate-analyze', cache: true, options: { dataSource: 'apps/api/src/database/data-source.ts' },
      inputs: expect.arrayContaining(['{workspaceRoot}/apps/api/src/database/data-source.ts', '^default', { env: 'BACKEND_LIVE_RUN' }]),
      outputs: ['{workspaceRoot}/reports/{projectName}/migrate-analyze'],
      metadata: expect.objectContaining({ technologies: ['typeorm'], help: expect.any(Object) }),
    }));
    for (const name of ['migrate-generate', 'migrate-run', 'migrate-revert']) expect(nodes['apps/api']![name]).toMatchObject({ cache: false, executor: `@org/backend:${name}` });
  });

  it('names targets of migrations as told, and tells several data sources apart', async () => {
    const nodes = await infer({ 'project.json': {}, 'src/data-source.ts': '', 'src/reporting/data-source.ts': '' }, { migrateAnalyzeTargetName: 'db-check', migrateRunTargetName: 'db-up' });
    expect(Object.keys(nodes['.']!)).toEqual(['db-check', 'migrate-generate', 'db-up', 'migrate-revert', 'db-check-reporting', 'migrate-generate-reporting', 'db-up-reporting', 'migrate-revert-reporting']);
  });

  it('infers a load test for a project with a document and a server, and what caches a recorded one', async () => {
    const serve = { command: 'node main.js', continuous: true };
    const nodes = await infer({
      'apps/api/project.json': { targets: { serve } }, 'apps/api/openapi.yaml': '',
      'apps/shop/project.json': { targets: { serve: { executor: '@nx/js:node', options: { port: 4000 } } } }, 'apps/shop/openapi.json': '{}',
      'apps/once/project.json': { targets: { serve: { command: 'node once.js' } } }, 'apps/once/openapi.yaml': '',
      'apps/own/project.json': { targets: { serve, loadtest: { executor: '@org/backend:loadtest', options: { command: 'node main.js', url: '/users' } } } }, 'apps/own/openapi.yaml': '',
      'apps/far/project.json': { targets: { loadtest: { executor: '@org/backend:loadtest', options: { url: 'https://staging.example' } } } },
      'apps/other/project.json': { targets: { serve, loadtest: { command: 'k6 run x.js' } } }, 'apps/other/openapi.yaml': '',
    });
    expect(nodes['apps/api']!['loadtest']).toEqual(expect.objectContaining({
      executor: '@org/backend:loadtest', cache: true, dependsOn: ['serve'], options: { spec: 'apps/api/openapi.yaml', url: 'http://localhost:3000' },
      inputs: expect.arrayContaining(['default', '^default', { env: 'BACKEND_LIVE_RUN' }]), outputs: ['{workspaceRoot}/reports/{projectName}/loadtest'],
    }));
    expect(nodes['apps/shop']!['loadtest']!.options.url).toBe('http://localhost:4000');
    expect(nodes['apps/once']).not.toHaveProperty('loadtest');
    expect(nodes['apps/own']!['loadtest']).toMatchObject({ cache: true });
    expect(nodes['apps/own']!['loadtest']).not.toHaveProperty('options');
    expect(nodes['apps/own']!['loadtest']).not.toHaveProperty('dependsOn');
    expect(nodes['apps/far']!['loadtest']).toMatchObject({ cache: false });
    expect(nodes['apps/other']).not.toHaveProperty('loadtest');
    expect(Object.keys((await infer({ 'project.json': { targets: { serve } }, 'openapi.yaml': '' }, { loadtestTargetName: 'load' }))['.']!)).toContain('load');
  });

  it('does not cache what reads a live database: recorded, or by arguments', async () => {
    const live = { 'migrate-analyze': { options: { connection: 'postgres://localhost/app' } } };
    const nodes = await infer({ 'project.json': { targets: live }, 'data-source.ts': '' });
    expect(nodes['.']!['migrate-analyze']!.cache).toBe(false);
    const run = async (...argv: string[]) => {
      delete process.env['BACKEND_LIVE_RUN'];
      await preTasksExecution({}, { id: '1', workspaceRoot: '/', nxJsonConfiguration: {}, argv });
      return process.env['BACKEND_LIVE_RUN'];
    };
    expect([await run('run', 'api:migrate-analyze'), await run('run', 'api:migrate-analyze', '--compare=schema/v2.sql')]).toEqual([undefined, undefined]);
    const values = [await run('--connection=postgres://x'), await run('--connection', 'postgres://x'), await run('--suggest-indexes'), await run('--compare', 'postgres://x'), await run('--compare-ref=main'), await run('--url=https://staging.example')];
    expect(new Set(values).size).toBe(6);
    expect(values).not.toContain(undefined);
    delete process.env['BACKEND_LIVE_RUN'];
  });
});
