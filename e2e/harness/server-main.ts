/** Entry files a user would write around `registerRoutes`, per framework, for the tests' servers. */

/** Frameworks whose handlers are functions. */
export type HandlerFramework = 'express' | 'fastify' | 'koa';
/** Nest is two here: it runs on Express, and on Fastify. */
export type Framework = HandlerFramework | 'nest' | 'nest-fastify';
export const FRAMEWORKS: readonly HandlerFramework[] = ['express', 'fastify', 'koa'];
export const ALL_FRAMEWORKS: readonly Framework[] = [...FRAMEWORKS, 'nest', 'nest-fastify'];
/** `NEST_FULL=1` sends everything through both of Nest's adapters; otherwise long suites take one, or a part. */
export const NEST_FULL = process.env['NEST_FULL'] === '1';

/** What the generator calls a framework of the tests. */
export function generatedFramework(framework: Framework): Exclude<Framework, 'nest-fastify'> {
  return framework === 'nest-fastify' ? 'nest' : framework;
}

/**
 * Source of a `main.ts`. It listens on a free port of 127.0.0.1 and prints `listening <port>`.
 * With `openDoors` every authenticator lets everyone in, so that operations behind security can be called.
 */
export function mainSource(framework: Framework, extension: '.js' | '', openDoors: boolean): string {
  const routes = `./routes/index${extension}`;
  const doors = openDoors
    ? [`import * as doors from './middleware/authenticators${extension}';`,
       'const known = (doors as { authenticators?: object }).authenticators ?? {};',
       'const authenticators: any = Object.fromEntries(Object.keys(known).map((name) => [name, async () => ({ name })]));']
    : ['const authenticators: any = undefined;'];
  if (framework === 'nest' || framework === 'nest-fastify') return [...doors, ...nestStart(framework, extension), ''].join('\n');
  return [...doors, `import { registerRoutes } from '${routes}';`, ...STARTS[framework], ''].join('\n');
}

const OPTIONS = '{ ...(authenticators ? { authenticators } : {}), options: JSON.parse(process.env["ROUTES_OPTIONS"] ?? "{}") }';
const SAY = "console.log(`listening ${(server.address() as { port: number }).port}`)";

const STARTS: Record<HandlerFramework, readonly string[]> = {
  express: [
    "import express from 'express';",
    'const app = express();',
    `registerRoutes(app, ${OPTIONS});`,
    `const server = app.listen(0, '127.0.0.1', () => ${SAY});`,
  ],
  fastify: [
    "import { fastify } from 'fastify';",
    'const app = fastify();',
    'async function start() {',
    `  await registerRoutes(app as any, ${OPTIONS});`,
    "  await app.listen({ port: 0, host: '127.0.0.1' });",
    `  const { server } = app; ${SAY};`,
    '}',
    'start().catch((error) => { console.error(error); process.exit(1); });',
  ],
  koa: [
    "import Koa from 'koa';",
    'const app = new Koa();',
    `registerRoutes(app, ${OPTIONS});`,
    `const server = app.listen(0, '127.0.0.1', () => ${SAY});`,
  ],
};

function nestStart(framework: 'nest' | 'nest-fastify', extension: '.js' | ''): string[] {
  const adapter = framework === 'nest' ? '' : 'new FastifyAdapter(fastifyOptions as object), ';
  return [
    "import { Module } from '@nestjs/common';",
    "import { NestFactory } from '@nestjs/core';",
    ...(framework === 'nest' ? [] : ["import { FastifyAdapter } from '@nestjs/platform-fastify';"]),
    `import { RoutesModule${framework === 'nest' ? '' : ', fastifyOptions'} } from './routes/routes.module${extension}';`,
    `@Module({ imports: [RoutesModule.register(${OPTIONS} as any)] })`,
    'class AppModule {}',
    'async function start() {',
    `  const app = await NestFactory.create<any>(AppModule, ${adapter}{ logger: ['error', 'warn'] });`,
    "  await app.listen(0, '127.0.0.1');",
    `  const server = app.getHttpServer(); ${SAY};`,
    '}',
    'start().catch((error) => { console.error(error); process.exit(1); });',
  ];
}
