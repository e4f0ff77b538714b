/** Nest's servers, a table of their own: its adapters without validation, with our pipe, with its own. */
export const NEST_SERVERS = [
  { name: 'nest-bare', framework: 'Nest', what: 'bare' },
  { name: 'nest-backend', framework: 'Nest', what: '@org/backend, compiled' },
  { name: 'nest-backend-dto', framework: 'Nest', what: '@org/backend, class-validator' },
  { name: 'nest-validation-pipe', framework: 'Nest', what: 'ValidationPipe' },
  { name: 'nest-fastify-bare', framework: 'Nest on Fastify', what: 'bare' },
  { name: 'nest-fastify-backend', framework: 'Nest on Fastify', what: '@org/backend, compiled' },
  { name: 'nest-fastify-validation-pipe', framework: 'Nest on Fastify', what: 'ValidationPipe' },
];

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
