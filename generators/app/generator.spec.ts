import type { Tree } from '@nx/devkit';
import { readJson, readNxJson, readProjectConfiguration } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import type { Framework } from '../lib/emit/context';
import appGenerator from './generator';

jest.setTimeout(120_000); // a busy machine

const workspace = (): Tree => createTreeWithEmptyWorkspace({ formatter: 'none' });
const changes = (tree: Tree): string[] => tree.listChanges().map(({ path }) => path);

describe('app generator', () => {
  it.each<[Framework, RegExp, Record<string, string>]>([
    ['express', /^const app = express\(\);\nregisterRoutes\(app\);$/m, { express: '^5.1.0' }],
    ['fastify', /^await registerRoutes\(app\);$/m, { fastify: '^5.6.0' }],
    ['koa', /^registerRoutes\(app\);$/m, { koa: '^3.0.0' }],
    ['nest', /^const app = await NestFactory\.create\(AppModule\);$/m, { '@nestjs/platform-express': '^12.0.0', 'reflect-metadata': '^0.2.2', rxjs: '^7.8.0' }],
  ])('writes a server on %s, its routes and the packages of both', async (framework, main, packages) => {
    const tree = workspace();
    await appGenerator(tree, { name: 'api', framework, port: 4000, tags: 'scope:a, type:app' });
    expect(tree.read('apps/api/src/main.ts', 'utf-8')).toMatch(main);
    expect(tree.read('apps/api/src/main.ts', 'utf-8')).toContain(`process.env['PORT'] ?? 4000`);
    expect(readProjectConfiguration(tree, 'api')).toMatchObject({
      root: 'apps/api', tags: ['scope:a', 'type:app'],
      targets: { build: { command: 'tsc -p apps/api' }, serve: { continuous: true, options: { env: { PORT: '4000' } } }, routes: { options: { openapi: 'apps/api/openapi.yaml', framework, stubs: 'example' } } },
    });
    expect(readJson(tree, 'package.json')).toMatchObject({ dependencies: packages, devDependencies: { typescript: expect.any(String), '@types/node': expect.any(String) } });
    expect(readNxJson(tree)!.plugins).toEqual(['@org/backend']);
    expect(tree.exists('apps/api/src/app.module.ts')).toBe(framework === 'nest');
  });

  it('imports the routes into the module of a Nest application', async () => {
    const tree = workspace();
    await appGenerator(tree, { name: 'api', framework: 'nest' });
    expect(tree.read('apps/api/src/app.module.ts', 'utf-8')).toMatch(/imports: \[RoutesModule\]/);
    expect(readJson(tree, 'apps/api/tsconfig.json')).toMatchObject({ compilerOptions: { experimentalDecorators: true, emitDecoratorMetadata: true } });
  });

  it('takes a document where it lies, and its handlers are yours to write', async () => {
    const tree = workspace();
    tree.write('specs/a.yaml', 'openapi: 3.1.0\ninfo: { title: a, version: "1" }\npaths: { /a: { get: { operationId: a, responses: { "204": { description: ok } } } } }\n');
    await appGenerator(tree, { name: 'api', openapi: 'specs/a.yaml' });
    expect(tree.exists('apps/api/openapi.yaml')).toBe(false);
    const { openapi, stubs } = readProjectConfiguration(tree, 'api').targets!['routes']!.options as Record<string, string>;
    expect([openapi, stubs]).toEqual(['specs/a.yaml', undefined]);
  });

  it('joins a workspace that builds by references', async () => {
    const tree = workspace();
    tree.write('tsconfig.json', '{ "files": [], /* all */ "references": [{ "path": "./packages/a" }] }');
    tree.write('tsconfig.base.json', '{ "compilerOptions": { "composite": true, "emitDeclarationOnly": true } }');
    await appGenerator(tree, { name: 'api' });
    expect(readJson(tree, 'tsconfig.json')).toMatchObject({ references: [{ path: './packages/a' }, { path: './apps/api' }] });
    expect(readJson(tree, 'apps/api/tsconfig.json')).toMatchObject({ extends: '../../tsconfig.base.json', compilerOptions: { composite: true, emitDeclarationOnly: false, noEmit: false } });
  });

  it('changes nothing where the name is taken', async () => {
    const tree = workspace();
    await appGenerator(tree, { name: 'api' });
    const before = changes(tree);
    await expect(appGenerator(tree, { name: 'api' })).rejects.toThrow('There is a project named api already');
    await expect(appGenerator(tree, { name: 'other', directory: 'apps/api' })).rejects.toThrow('apps/api is not empty');
    expect(changes(tree)).toEqual(before);
  });
});
