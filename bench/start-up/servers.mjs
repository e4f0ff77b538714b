const LISTEN = "const server = app.listen(0, '127.0.0.1', () => console.log(`listening ${server.address().port}`));";
const LISTEN_FASTIFY = "await app.listen({ port: 0, host: '127.0.0.1' }); console.log(`listening ${app.server.address().port}`);";

/** `source` is a program that serves the document's operations and prints `listening <port>`. */
export const SERVERS = [
  {
    name: 'express-bare', framework: 'Express', what: 'unvalidated routes',
    source: () => ["import express from 'express';", "import table from './github-table.mjs';", 'const app = express(); app.use(express.json());',
      "for (const [method, path] of table) app[method](path, (req, res) => res.status(501).json({ path }));", LISTEN].join('\n'),
  },
  {
    name: 'express-backend', framework: 'Express', what: '@org/backend',
    source: () => ["import express from 'express';", "import { registerRoutes } from './github-express/built/routes/index.js';", 'const app = express(); registerRoutes(app);', LISTEN].join('\n'),
  },
  {
    name: 'express-openapi-validator', framework: 'Express', what: 'express-openapi-validator',
    source: (document) => ["import express from 'express';", "import validator from 'express-openapi-validator';", 'const app = express(); app.use(express.json());',
      `app.use(validator.middleware({ apiSpec: ${JSON.stringify(document)}, validateRequests: true, validateResponses: false, validateSecurity: false, validateApiSpec: false }));`,
      "app.use((error, req, res, _next) => res.status(error.status ?? 500).json({ message: error.message }));", LISTEN].join('\n'),
  },
  {
    name: 'fastify-bare', framework: 'Fastify', what: 'unvalidated routes',
    source: () => ["import { fastify } from 'fastify';", "import table from './github-table.mjs';", 'const app = fastify();',
      "for (const [method, path] of table) app[method](path, (request, reply) => reply.code(501).send({ path }));", LISTEN_FASTIFY].join('\n'),
  },
  {
    name: 'fastify-backend', framework: 'Fastify', what: '@org/backend',
    source: () => ["import { fastify } from 'fastify';", "import { registerRoutes } from './github-fastify/built/routes/index.js';", 'const app = fastify(); await registerRoutes(app);', LISTEN_FASTIFY].join('\n'),
  },
  {
    name: 'fastify-glue', framework: 'Fastify', what: 'fastify-openapi-glue',
    source: (document) => ["import { fastify } from 'fastify';", "import openapiGlue from 'fastify-openapi-glue';",
      'const app = fastify({ ajv: { customOptions: { strict: false } } });',
      'const serviceHandlers = new Proxy({}, { get: () => (request, reply) => reply.code(501).send({}), has: () => true });',
      `await app.register(openapiGlue, { specification: ${JSON.stringify(document)}, serviceHandlers });`, LISTEN_FASTIFY].join('\n'),
  },
  {
    name: 'koa-bare', framework: 'Koa', what: 'unvalidated routes',
    source: () => ["import Koa from 'koa';", "import Router from '@koa/router';", "import table from './github-table.mjs';", 'const app = new Koa(); const router = new Router();',
      'for (const [method, path] of table) router[method](path, (ctx) => { ctx.status = 501; ctx.body = { path }; });', 'app.use(router.routes());', LISTEN].join('\n'),
  },
  {
    name: 'koa-backend', framework: 'Koa', what: '@org/backend',
    source: () => ["import Koa from 'koa';", "import { registerRoutes } from './github-koa/built/routes/index.js';", 'const app = new Koa(); registerRoutes(app);', LISTEN].join('\n'),
  },
];
