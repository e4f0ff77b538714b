/** Servers under comparison, each against the bare server of its framework. */
export const SERVERS = [
  { name: 'express-bare', framework: 'Express', what: 'bare' },
  { name: 'express-backend', framework: 'Express', what: '@org/backend' },
  { name: 'express-openapi-validator', framework: 'Express', what: 'express-openapi-validator' },
  { name: 'express-class-validator', framework: 'Express', what: 'class-validator' },
  { name: 'fastify-bare', framework: 'Fastify', what: 'bare' },
  { name: 'fastify-backend', framework: 'Fastify', what: '@org/backend' },
  { name: 'fastify-schemas', framework: 'Fastify', what: 'hand-written schemas' },
  { name: 'fastify-glue', framework: 'Fastify', what: 'fastify-openapi-glue' },
  { name: 'koa-bare', framework: 'Koa', what: 'bare' },
  { name: 'koa-backend', framework: 'Koa', what: '@org/backend' },
];
