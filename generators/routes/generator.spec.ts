import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProjectConfiguration, Tree } from '@nx/devkit';
import { addProjectConfiguration, logger, readJson, readNxJson, readProjectConfiguration, updateJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { documentOf } from '../lib/testing/write-document';
import initGenerator from '../init/generator';
import routesSyncGenerator from '../routes-sync/generator';
import routesGenerator from './generator';

// The emitters have specs of their own; these are about what surrounds them.
jest.mock('../lib/default-stages', () => ({ defaultStages: () => jest.requireActual('../lib/testing/test-stages').testStages }));

const OPTIONS = { openapi: 'openapi.json', framework: 'express', output: 'apps/api/src/routes' } as const;
const users = { createUser: { tag: 'users' }, listUsers: { tag: 'users' } };

function workspace(project: Partial<ProjectConfiguration> = {}): Tree {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
  addProjectConfiguration(tree, 'api', { root: 'apps/api', sourceRoot: 'apps/api/src', targets: {}, ...project });
  tree.write('openapi.json', JSON.stringify(documentOf(users)));
  return tree;
}

const snapshot = (tree: Tree): Record<string, string> =>
  Object.fromEntries(tree.listChanges().map(({ path, content }) => [path, content?.toString() ?? '(deleted)']));

jest.setTimeout(120_000); // a busy machine

describe('routes generator', () => {
  it('writes the routes, records its options and registers the plugin', async () => {
    const tree = workspace();
    const install = await routesGenerator(tree, { ...OPTIONS });
    expect(install).toBeInstanceOf(Function);
    for (const file of ['routes/index.ts', 'routes/users.ts', 'middleware/errors.ts', 'types/operations.ts']) expect(tree.exists(`apps/api/src/${file}`)).toBe(true);
    expect(readProjectConfiguration(tree, 'api').targets).toEqual({
      routes: { executor: '@org/backend:routes', options: { openapi: 'openapi.json', output: 'apps/api/src/routes', framework: 'express' }, syncGenerators: ['@org/backend:routes-sync'] },
    });
    expect(readNxJson(tree)!.plugins).toEqual(['@org/backend']);
    expect(readJson(tree, 'package.json')).toMatchObject({ dependencies: { express: expect.any(String) }, devDependencies: { '@types/express': expect.any(String), '@types/node': expect.any(String) } });
  });

  it('changes nothing when it runs again, with or without its options', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS, stubs: 'not-implemented', errors: 'problem' });
    const first = snapshot(tree);
    expect(await routesGenerator(tree, { ...OPTIONS, errors: 'problem' })).toBeUndefined();
    expect(snapshot(tree)).toEqual(first);
    await routesGenerator(tree, { openapi: 'openapi.json', project: 'api' });
    expect(snapshot(tree)).toEqual(first);
  });

  it('leaves the output of another API below its own folder alone', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS, output: 'apps/api/src/routes/admin' });
    const other = snapshot(tree);
    await routesGenerator(tree, { ...OPTIONS });
    expect(snapshot(tree)).toMatchObject(Object.fromEntries(Object.entries(other).filter(([file]) => file.startsWith('apps/api/src/'))));
  });

  it('tells project, output and framework from the workspace', async () => {
    const tree = workspace();
    tree.write('apps/api/package.json', JSON.stringify({ name: 'api', dependencies: { express: '^5.0.0' } }));
    await routesGenerator(tree, { openapi: 'openapi.json' });
    expect(tree.exists('apps/api/src/routes/index.ts')).toBe(true);
  });

  it('takes absolute paths and file URLs for what they are in the workspace', async () => {
    const tree = workspace();
    const absolute = (file: string): string => path.join(tree.root, file);
    await routesGenerator(tree, { ...OPTIONS, openapi: absolute('openapi.json'), output: absolute('apps/api/src/routes') });
    const first = snapshot(tree);
    await routesGenerator(tree, { ...OPTIONS, openapi: pathToFileURL(absolute('openapi.json')).href });
    expect(snapshot(tree)).toEqual(first);
    expect(readProjectConfiguration(tree, 'api').targets!['routes']!.options).toMatchObject({ openapi: 'openapi.json', output: 'apps/api/src/routes' });
    await expect(routesGenerator(tree, { ...OPTIONS, openapi: absolute('nowhere.yaml') })).rejects.toThrow(/nowhere\.yaml could not be read: there is no such file/);
    await expect(routesGenerator(tree, { ...OPTIONS, openapi: 'file://server/nowhere.yaml' })).rejects.toThrow(/BACKEND_SOURCE_NOT_FOUND/);
    await expect(routesGenerator(tree, { ...OPTIONS, output: path.dirname(tree.root) })).rejects.toThrow(/outside of the workspace/);
    expect(snapshot(tree)).toEqual(first);
  });

  it('fails with the findings, having written nothing', async () => {
    const tree = workspace();
    tree.write('openapi.json', '{ "openapi": "3.1.0"');
    const before = snapshot(tree);
    await expect(routesGenerator(tree, { ...OPTIONS })).rejects.toThrow(/BACKEND_SOURCE_SYNTAX[^]*openapi\.json:1:/);
    await expect(routesGenerator(tree, { ...OPTIONS, openapi: 'nowhere.yaml' })).rejects.toThrow(/BACKEND_SOURCE_NOT_FOUND/);
    const { framework: _framework, ...none } = OPTIONS;
    await expect(routesGenerator(tree, none)).rejects.toThrow(/BACKEND_ROUTES_FRAMEWORK_UNKNOWN/);
    await expect(routesGenerator(tree, { ...OPTIONS, project: 'web' })).rejects.toThrow(/no project named "web"/);
    expect(snapshot(tree)).toEqual(before);
  });

  it('fails without a stack, so that Nx prints the findings alone', async () => {
    const tree = workspace();
    tree.delete('openapi.json');
    const error = await routesGenerator(tree, { ...OPTIONS }).then(() => undefined, (e: Error) => e);
    expect(error!.stack).toBeUndefined();
  });

  it('refuses a folder whose middleware/ another API has', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS });
    await expect(routesGenerator(tree, { ...OPTIONS, output: 'apps/api/src/admin' })).rejects.toThrow(/would share apps\/api\/src\/middleware/);
    await routesGenerator(tree, { ...OPTIONS, output: 'apps/api/src/admin/routes' });
    expect(Object.keys(readProjectConfiguration(tree, 'api').targets!)).toEqual(['routes', 'routes-admin']);
  });

  it('names the handlers\' folder as told', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS, output: 'apps/api/src/http' });
    tree.write('openapi.json', JSON.stringify(documentOf({ createUser: users.createUser })));
    const warn = jest.spyOn(logger, 'warn').mockImplementation();
    await routesGenerator(tree, { ...OPTIONS, output: 'apps/api/src/http' });
    expect(warn.mock.calls).toEqual([[expect.stringMatching(/ORPHANED_HANDLER[^]*at apps\/api\/src\/http\/users\.ts:\d/)]]);
    warn.mockRestore();
    expect(tree.exists('apps/api/src/http/index.ts')).toBe(true);
    expect(tree.exists('apps/api/src/routes')).toBe(false);
    expect(tree.exists('apps/api/src/middleware/validators/list-users.ts')).toBe(false);
  });

  it('adds packages only where no package.json names them, and none when told', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS, skipPackageJson: true });
    expect(readJson(tree, 'package.json').dependencies).toEqual({});
    updateJson(tree, 'package.json', (json) => ({ ...json, dependencies: { express: '4.21.0' } }));
    await routesGenerator(tree, { ...OPTIONS });
    expect(readJson(tree, 'package.json')).toMatchObject({ dependencies: { express: '4.21.0' }, devDependencies: { '@types/express': '^4.17.0' } });
  });

  it('records in package.json where the project has no project.json', async () => {
    const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
    updateJson(tree, 'package.json', (json) => ({ ...json, workspaces: ['packages/*'] }));
    tree.write('packages/api/package.json', JSON.stringify({ name: '@acme/api' }));
    tree.write('openapi.json', JSON.stringify(documentOf(users)));
    await routesGenerator(tree, { openapi: 'openapi.json', framework: 'express', output: 'packages/api/src/routes' });
    expect(readJson(tree, 'packages/api/package.json').nx.targets.routes.executor).toBe('@org/backend:routes');
  });
});

describe('routes-sync generator', () => {
  it('is in sync after a run, and brings code up to a changed document', async () => {
    const tree = workspace();
    expect(await routesSyncGenerator(tree)).toBeUndefined();
    await routesGenerator(tree, { ...OPTIONS });
    expect(await routesSyncGenerator(tree)).toBeUndefined();
    tree.write('openapi.json', JSON.stringify(documentOf({ ...users, listOrders: { tag: 'orders' } })));
    const before = snapshot(tree);
    const result = await routesSyncGenerator(tree);
    expect(result).toMatchObject({ outOfSyncMessage: expect.any(String), outOfSyncDetails: expect.arrayContaining(['apps/api/src/routes/orders.ts (api): create']) });
    const synced = snapshot(tree);
    expect(synced).not.toEqual(before);
    await routesGenerator(tree, { ...OPTIONS });
    expect(snapshot(tree)).toEqual(synced);
  });

  it('fails with the findings of a broken document', async () => {
    const tree = workspace();
    await routesGenerator(tree, { ...OPTIONS });
    tree.write('openapi.json', '{');
    await expect(routesSyncGenerator(tree)).rejects.toThrow(/routes of api[^]*BACKEND_SOURCE_SYNTAX/);
  });
});

describe('init generator', () => {
  it('sets up a workspace once and for all', async () => {
    const tree = workspace();
    tree.write('.gitignore', 'node_modules\r\n/reports');
    await initGenerator(tree, { skipFormat: true });
    const first = snapshot(tree);
    expect(readNxJson(tree)).toMatchObject({ plugins: ['@org/backend'], targetDefaults: { build: { cache: true }, '@org/backend:routes-check': { cache: true } } });
    expect(tree.read('.gitignore', 'utf-8')).toBe('node_modules\r\n/reports');
    await initGenerator(tree, { skipFormat: true });
    expect(snapshot(tree)).toEqual(first);
  });

  it('keeps what is registered and keeps prettier off generated files', async () => {
    const tree = workspace();
    updateJson(tree, 'nx.json', (json) => ({ ...json, plugins: [{ plugin: '@org/backend', options: { routesTargetName: 'api-routes' } }] }));
    updateJson(tree, 'package.json', (json) => ({ ...json, devDependencies: { prettier: '^3.0.0' } }));
    await routesGenerator(tree, { ...OPTIONS });
    await initGenerator(tree, { skipFormat: true });
    expect(readNxJson(tree)!.plugins).toEqual([{ plugin: '@org/backend', options: { routesTargetName: 'api-routes' } }]);
    expect(Object.keys(readProjectConfiguration(tree, 'api').targets!)).toEqual(['api-routes']);
    expect(tree.read('.gitignore', 'utf-8')).toBe('reports/\n');
    expect(tree.read('.prettierignore', 'utf-8')).toBe('/apps/api/src/middleware/validators/\n/apps/api/src/types/openapi.ts\n/apps/api/src/middleware/validators.ts\n/apps/api/src/types/openapi.json\n');
  });
});
