import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { bootServer, callJson, childEnv, createWorkspace, describeWithSpecs, failureOf, repoRoot, run, sharedSpec, typeCheck } from './harness';
import { freePort } from './harness/free-port';
import { createNestProject, type NestProject } from './nest-workspace/nest-project';

jest.setTimeout(240_000);

const MUSEUM = '/_mock/docs/openapi/museum-api';
const APP = "import { Module } from '@nestjs/common';\n\n@Module({ imports: [] })\nexport class AppModule {}\n";
/** As docs/nest.md has it. */
const ON_FASTIFY = `import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { fastifyOptions } from './routes/routes.module.js';

export const make = () => NestFactory.create(AppModule, new FastifyAdapter(fastifyOptions));
`;
const BASIC = { authorization: `Basic ${Buffer.from('ada:secret').toString('base64')}` };
const document = (): string => readFileSync(sharedSpec('redocly-museum.yaml'), 'utf8');

describeWithSpecs('the packed plugin in what `nest new` makes', () => {
  let project: NestProject;

  beforeAll(async () => {
    project = await createNestProject();
    project.write('openapi.yaml', document());
    project.write('nest-cli.json', project.read('nest-cli.json').replace('"sourceRoot"', '"schematics": { "@org/backend:routes": { "stubs": "example" } },\n  "sourceRoot"'));
  });
  afterAll(() => project?.remove());

  it('says under --dry-run what it would write, and writes nothing', async () => {
    const manifest = project.read('package.json');
    const ran = await project.generate('routes', 'openapi.yaml', '--dry-run');
    expect(ran.stdout).toContain('CREATE src/routes/routes.module.ts');
    expect(ran.stdout).toContain('UPDATE src/app.module.ts');
    expect(project.has('src/routes')).toBe(false);
    expect(project.read('package.json')).toBe(manifest);
  });

  it('generates, builds by its own tsconfig, starts and answers', async () => {
    const ran = await project.generate('routes', 'openapi.yaml');
    expect(ran.stderr).toBe('');
    expect(project.read('src/app.module.ts')).toMatch(/imports: \[RoutesModule\]/);
    expect(project.read('package.json')).toContain('"class-validator"');
    expect(project.has('src/routes/events.contract.spec.ts')).toBe(true);
    const build = await run('node', [path.join(repoRoot, 'node_modules/typescript7/bin/tsc'), '-p', 'tsconfig.build.json', '--types', 'node', '--incremental', 'false'], { cwd: project.root });
    expect(failureOf(build)).toBe('');
    await answers(project.root);
  });

  it('gives the document back by spec', async () => {
    const ran = await project.generate('spec', 'src/routes', 'docs/again.yaml');
    expect(ran.stderr).toBe('');
    expect(ran.stdout).toContain('CREATE docs/again.yaml');
    expect(parse(project.read('docs/again.yaml'))).toEqual(parse(document()));
  });

  it('changes nothing when it runs again, but for what the document adds', async () => {
    const again = await project.generate('routes', 'openapi.yaml');
    expect(again.stdout).not.toMatch(/^(CREATE|UPDATE|DELETE)/m);
    const service = project.read('src/routes/events.service.ts');
    project.write('openapi.yaml', document().replace('operationId: listSpecialEvents', 'operationId: allSpecialEvents'));
    await project.generate('routes', 'openapi.yaml');
    expect(project.read('src/routes/events.service.ts').startsWith(service.slice(0, service.lastIndexOf('}')))).toBe(true);
    expect(project.read('src/routes/events.service.ts')).toContain('async allSpecialEvents(');
    project.write('openapi.yaml', document());
  });

  it('shows what is wrong with a document, and writes nothing', async () => {
    const { stderr, stdout } = await project.generate('routes', 'nowhere.yaml');
    expect(stdout + stderr).toContain('BACKEND_SOURCE_NOT_FOUND');
    expect(stdout + stderr).not.toMatch(/^\s+at /m);
  });

  it('takes a path, --flat, --no-spec, and a project of a monorepo', async () => {
    const flat = await project.generate('routes', 'openapi.yaml', 'admin', '--flat', '--no-spec', '--skip-import');
    expect(flat.stderr).toBe('');
    expect([project.has('src/admin/events.controller.ts'), project.has('src/admin/routes'), project.has('src/admin/events.contract.spec.ts')]).toEqual([true, false, false]);
    project.write('nest-cli.json', JSON.stringify({ monorepo: true, root: 'apps/shop', sourceRoot: 'apps/shop/src', projects: { shop: { root: 'apps/shop', sourceRoot: 'apps/shop/src' }, web: { type: 'application', root: 'apps/web', entryFile: 'main', sourceRoot: 'apps/web/src' } } }));
    project.write('apps/web/src/web.module.ts', APP.replace('AppModule', 'WebModule'));
    const monorepo = await project.generate('routes', 'openapi.yaml', '--project', 'web');
    expect(monorepo.stderr).toBe('');
    expect(project.has('apps/web/src/routes/events.service.ts')).toBe(true);
    expect(project.read('apps/web/src/web.module.ts')).toContain('RoutesModule');
  });
});

describeWithSpecs('the packed plugin in an Nx workspace with Nest', () => {
  it('generates, type-checks, boots and answers, and sync finds nothing to do', async () => {
    const workspace = await createWorkspace({ name: 'nest' });
    try {
      workspace.write('openapi.yaml', document());
      workspace.write('apps/api/src/app.module.ts', APP);
      const args = ['g', '@org/backend:routes', 'openapi.yaml', '--framework=nest', '--output=apps/api/src/routes', '--stubs=example'];
      expect(failureOf(await workspace.nx(...args))).toBe('');
      expect(workspace.read('apps/api/src/app.module.ts')).toContain('RoutesModule');
      // The workspace's package.json names @nestjs/swagger.
      expect(workspace.read('apps/api/src/routes/events.controller.ts')).toContain('@ApiTags(');
      const src = path.join(workspace.root, 'apps/api/src');
      workspace.write('apps/api/src/on-fastify.ts', ON_FASTIFY);
      expect(await typeCheck(src, '7', 'nodenext')).toBe('');
      const again = await workspace.nx(...args);
      expect(again.stdout).not.toMatch(/^(CREATE|UPDATE|DELETE)/m);
      expect(failureOf(await workspace.nx('sync:check'))).toBe('');
      const server = await bootServer(src, 'nest');
      try {
        expect(await callJson(server.origin, 'GET', `${MUSEUM}/special-events`, undefined, BASIC)).toMatchObject({ status: 200, json: expect.any(Array) });
        expect(await callJson(server.origin, 'GET', `${MUSEUM}/special-events?limit=x`, undefined, BASIC)).toMatchObject({ status: 400, json: { error: { code: 'VALIDATION_ERROR' } } });
      } finally {
        await server.stop();
      }
    } finally {
      workspace.remove();
    }
  });
});

/** Starts `dist/main.js` as `npm run start:prod` does, and asks the generated controllers and the application's own. */
async function answers(root: string): Promise<void> {
  const port = await freePort();
  const server = spawn('node', ['dist/main.js'], { cwd: root, env: childEnv({ PORT: String(port) }), stdio: ['ignore', 'ignore', 'inherit'] });
  try {
    const origin = `http://127.0.0.1:${port}`;
    await listening(origin, server);
    expect(await callJson(origin, 'GET', '/')).toMatchObject({ status: 200, body: Buffer.from('Hello World!') });
    expect(await callJson(origin, 'GET', `${MUSEUM}/special-events`)).toMatchObject({ status: 401, json: { error: { code: expect.any(String) } } });
    expect(await callJson(origin, 'GET', `${MUSEUM}/nowhere`)).toMatchObject({ status: 404, json: { error: { code: 'NOT_FOUND' } } });
    expect(await callJson(origin, 'DELETE', '/nowhere')).toMatchObject({ status: 404, json: { statusCode: 404 } });
  } finally {
    server.kill('SIGTERM');
  }
}

async function listening(origin: string, server: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 300 && server.exitCode === null; tries++) {
    if (await callJson(origin, 'GET', '/').then(() => true, () => false)) return;
    await sleep(100);
  }
  throw new Error(`the server does not answer (exit code ${server.exitCode})`);
}
