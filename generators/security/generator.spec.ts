import type { Tree } from '@nx/devkit';
import { addProjectConfiguration, logger, readJson } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import appGenerator from '../app/generator';
import type { Framework } from '../lib/emit/context';
import securityGenerator from './generator';

jest.setTimeout(120_000); // a busy machine

async function application(framework: Framework): Promise<Tree> {
  const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
  await appGenerator(tree, { name: 'api', framework });
  return tree;
}
const text = (tree: Tree, file: string): string => tree.read(`apps/api/src/${file}`, 'utf-8')!;

describe('security generator', () => {
  afterEach(() => jest.restoreAllMocks());

  it.each<[Framework, RegExp, string]>([
    ['express', /^secure\(app\);\nregisterRoutes\(app\);$/m, `import type { Express } from 'express';`],
    ['fastify', /^secure\(app\);\nawait registerRoutes\(app\);$/m, `import type { FastifyInstance } from 'fastify';`],
    ['koa', /^secure\(app\);\nregisterRoutes\(app\);$/m, `import type { default as Koa } from 'koa';`],
    ['nest', /NestFactory\.create\(AppModule\);\nsecure\(app\);$/m, `import type { INestApplication } from '@nestjs/common';`],
  ])('protects an application on %s', async (framework, call, type) => {
    const tree = await application(framework);
    const install = await securityGenerator(tree, { project: 'api' });
    expect(install).toBeInstanceOf(Function);
    expect(text(tree, 'main.ts')).toMatch(call);
    expect(text(tree, 'middleware/security.ts')).toContain(type);
    expect(readJson(tree, 'package.json')).toMatchObject({ dependencies: { cors: expect.any(String), helmet: expect.any(String), 'rate-limiter-flexible': expect.any(String) }, devDependencies: { '@types/cors': expect.any(String) } });
  });

  it('leaves what is there as it is', async () => {
    const tree = await application('express');
    await securityGenerator(tree, { project: 'api' });
    tree.write('apps/api/src/middleware/security.ts', '// mine\n');
    const main = text(tree, 'main.ts');
    expect(await securityGenerator(tree, { project: 'api' })).toBeUndefined();
    expect([text(tree, 'main.ts'), text(tree, 'middleware/security.ts')]).toEqual([main, '// mine\n']);
  });

  it.each([
    ['two servers', 'apps/api/src/other.ts', `import { registerRoutes } from './routes/index.js';\nregisterRoutes(app);\n`, /apps\/api\/src\/other\.ts starts a server too/],
    ['none', 'apps/api/src/main.ts', 'export {};\n', /no file of the project starts the server/],
    ['a call in a call', 'apps/api/src/main.ts', `import { registerRoutes } from './routes/index.js';\nuse(registerRoutes(app));\nuse(registerRoutes);\nvoid (() => registerRoutes(app));\n`, /it is not the only one[^]*main\.ts:4:13/],
  ])('says what to add where it finds %s, and changes nothing', async (_what, file, content, message) => {
    const warned = jest.spyOn(logger, 'warn').mockImplementation(() => undefined);
    const tree = await application('express');
    tree.write(file, content);
    await securityGenerator(tree, { project: 'api' });
    expect(warned.mock.calls.flat().join('\n')).toMatch(message);
    expect(warned.mock.calls.flat().join('\n')).toContain('Import { secure } from apps/api/src/middleware/security.ts and call secure(app) before registerRoutes(app).');
    expect(tree.read(file, 'utf-8')).toBe(content);
    expect(tree.exists('apps/api/src/middleware/security.ts')).toBe(true);
  });

  it('needs a project with routes', async () => {
    const tree = createTreeWithEmptyWorkspace({ formatter: 'none' });
    await expect(securityGenerator(tree, { project: 'api' })).rejects.toThrow('There is no project named "api"');
    addProjectConfiguration(tree, 'api', { root: 'apps/api' });
    await expect(securityGenerator(tree, { project: 'api' })).rejects.toThrow('api has no routes yet');
  });
});
