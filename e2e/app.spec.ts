import path from 'node:path';
import { callJson } from './harness/http';
import { failureOf, type Ran } from './harness/run';
import { startApp } from './harness/start-app';
import { createWorkspace, type Workspace } from './harness/workspace';

jest.setTimeout(400_000);

/** `nx g @org/backend:app` from the packed plugin: each application is built, started, called and ended as a user would. */
describe('new applications', () => {
  let workspace: Workspace;
  const nx = async (...args: string[]): Promise<Ran> => {
    const ran = await workspace.nx(...args);
    expect(failureOf(ran)).toBe('');
    return ran;
  };
  const targets = async (project: string): Promise<Record<string, { dependsOn?: unknown; options?: unknown }>> =>
    (JSON.parse((await nx('show', 'project', project, '--json')).stdout) as { targets: Record<string, object> }).targets;

  beforeAll(async () => {
    workspace = await createWorkspace({ name: 'app' });
  });
  afterAll(() => workspace?.remove());

  it.each([['express', 'shop', 'apps/shop'], ['fastify', 'fast', 'apps/fast'], ['koa', 'apps/small', 'apps/small'], ['nest', 'services/orders', 'services/orders']])('on %s: builds, answers, ends', async (framework, named, root) => {
    const project = path.basename(root);
    await nx('g', '@org/backend:app', named, `--framework=${framework}`);
    await nx('run', `${project}:build`);
    const server = await startApp(path.join(workspace.root, root));
    let ended: unknown;
    try {
      expect(await callJson(server.origin, 'GET', '/health')).toMatchObject({ status: 200, json: { status: 'up' } });
      expect(await callJson(server.origin, 'POST', '/notes', { text: '' })).toMatchObject({ status: 400, json: { error: { code: 'VALIDATION_ERROR', details: [{ field: 'text', in: 'body' }] } } });
      expect(await callJson(server.origin, 'POST', '/notes', { text: 'Buy milk' })).toMatchObject({ status: 201, json: { text: 'Buy milk' } });
    } finally {
      ended = await server.stop();
    }
    // With a connection of ours still open.
    expect(ended).toEqual([0, null]);
  });

  it('has its targets, and stays as it is', async () => {
    expect(await targets('shop')).toMatchObject({
      build: { cache: true, outputs: ['{projectRoot}/dist'] }, serve: { continuous: true }, routes: {}, 'routes-check': {},
      loadtest: { dependsOn: ['serve'], options: { spec: 'apps/shop/openapi.yaml', url: 'http://localhost:3000' } },
    });
    await nx('sync:check');
    await nx('run', 'shop:routes-check');
    const main = workspace.read('apps/shop/src/main.ts');
    const again = await workspace.nx('g', '@org/backend:app', 'shop');
    expect([again.status, again.stderr + again.stdout]).toEqual([1, expect.stringContaining('There is a project named shop already')]);
    expect(workspace.read('apps/shop/src/main.ts')).toBe(main);
  });

  it('is nowhere where its routes cannot be written', async () => {
    workspace.write('broken.yaml', 'openapi: 3.1.0\ninfo: { title: x, version: "1" }\npaths: { /a: { get: { responses: { "200": { $ref: "#/nowhere" } } } } }\n');
    const ran = await workspace.nx('g', '@org/backend:app', 'other', '--framework=koa', '--openapi=broken.yaml');
    expect([ran.status, ran.stdout + ran.stderr]).toEqual([1, expect.stringContaining('broken.yaml:3:')]);
    expect(() => workspace.read('apps/other/project.json')).toThrow(/ENOENT/);
  });
});
