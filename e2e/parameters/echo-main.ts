import type { Framework } from '../harness';

/** Source of a server whose every operation answers its decoded parameters. */
export function echoMain(framework: Framework): string {
  return [
    "import * as routes from './routes/default.js';",
    "import { registerRoutes } from './routes/index.js';",
    `const echo: any = ${ECHO[framework]};`,
    'const handlers: any = Object.fromEntries(Object.keys(routes).map((name) => [name, echo]));',
    ...START[framework],
    '',
  ].join('\n');
}

const ECHO: Record<Framework, string> = {
  express: '(req: any, res: any) => { res.json({ path: req.params, query: req.query, headers: req.headers, cookies: req.cookies }); }',
  fastify: 'async (request: any, reply: any) => { reply.type("application/json").send(JSON.stringify({ path: request.params, query: request.query, headers: request.headers, cookies: request.cookies })); return reply; }',
  koa: '(ctx: any) => { ctx.body = { path: ctx.params, query: ctx.query, headers: ctx.request.headers, cookies: ctx.state.cookies }; }',
};

const SAY = 'console.log(`listening ${(server.address() as { port: number }).port}`)';

const START: Record<Framework, readonly string[]> = {
  express: ["import express from 'express';", 'const app = express();', 'registerRoutes(app, { handlers });', `const server = app.listen(0, '127.0.0.1', () => ${SAY});`],
  fastify: ["import { fastify } from 'fastify';", "import { fastifyOptions } from './routes/index.js';", 'const app = fastify(fastifyOptions);', 'await registerRoutes(app, { handlers });', "await app.listen({ port: 0, host: '127.0.0.1' });", `const { server } = app; ${SAY};`],
  koa: ["import Koa from 'koa';", 'const app = new Koa();', 'registerRoutes(app, { handlers });', `const server = app.listen(0, '127.0.0.1', () => ${SAY});`],
};
