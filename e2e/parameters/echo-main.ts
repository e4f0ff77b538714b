import type { Framework, HandlerFramework } from '../harness';

/** Source of a server whose every operation answers its decoded parameters. */
export function echoMain(framework: Framework): string {
  if (framework === 'nest' || framework === 'nest-fastify') return nestEcho(framework);
  return [
    "import * as routes from './routes/default.js';",
    "import { registerRoutes } from './routes/index.js';",
    `const echo: any = ${ECHO[framework]};`,
    'const handlers: any = Object.fromEntries(Object.keys(routes).map((name) => [name, echo]));',
    ...START[framework],
    '',
  ].join('\n');
}

const ECHO: Record<HandlerFramework, string> = {
  express: '(req: any, res: any) => { res.json({ path: req.params, query: req.query, headers: req.headers, cookies: req.cookies }); }',
  fastify: 'async (request: any, reply: any) => { reply.type("application/json").send(JSON.stringify({ path: request.params, query: request.query, headers: request.headers, cookies: request.cookies })); return reply; }',
  koa: '(ctx: any) => { ctx.body = { path: ctx.params, query: ctx.query, headers: ctx.request.headers, cookies: ctx.state.cookies }; }',
};

const SAY = 'console.log(`listening ${(server.address() as { port: number }).port}`)';

const START: Record<HandlerFramework, readonly string[]> = {
  express: ["import express from 'express';", 'const app = express();', 'registerRoutes(app, { handlers });', `const server = app.listen(0, '127.0.0.1', () => ${SAY});`],
  fastify: ["import { fastify } from 'fastify';", "import { fastifyOptions } from './routes/index.js';", 'const app = fastify(fastifyOptions);', 'await registerRoutes(app, { handlers });', "await app.listen({ port: 0, host: '127.0.0.1' });", `const { server } = app; ${SAY};`],
  koa: ["import Koa from 'koa';", 'const app = new Koa();', 'registerRoutes(app, { handlers });', `const server = app.listen(0, '127.0.0.1', () => ${SAY});`],
};

function nestEcho(framework: 'nest' | 'nest-fastify'): string {
  return [
    "import { Module } from '@nestjs/common';",
    "import { NestFactory } from '@nestjs/core';",
    ...(framework === 'nest' ? [] : ["import { FastifyAdapter } from '@nestjs/platform-fastify';"]),
    "import { DefaultService } from './routes/default.service.js';",
    "import { fastifyOptions, RoutesModule } from './routes/routes.module.js';",
    'const prototype: any = DefaultService.prototype;',
    'const echo: any = async ({ params, query, headers, cookies }: any) => ({ path: params, query, headers, cookies });',
    "for (const name of Object.getOwnPropertyNames(prototype)) if (name !== 'constructor') prototype[name] = echo;",
    '@Module({ imports: [RoutesModule] })',
    'class AppModule {}',
    `const app = await NestFactory.create<any>(AppModule, ${framework === 'nest' ? '' : 'new FastifyAdapter(fastifyOptions as object), '}{ logger: ['error', 'warn'] });`,
    "void fastifyOptions;",
    "await app.listen(0, '127.0.0.1');",
    `const server = app.getHttpServer(); ${SAY};`,
    '',
  ].join('\n');
}
