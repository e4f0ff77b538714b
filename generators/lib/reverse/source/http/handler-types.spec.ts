import { operations, recover } from '../testing/recovered';

const types = `interface Page { limit?: number; after?: string }
interface Order { sku: string; count: number }
declare function use(...all: unknown[]): any;
`;
const express = `import express, { Request as Asked, RequestHandler } from 'express';\nimport * as e from 'express';\n${types}const app = express();\n`;
const fastify = `import Fastify, { FastifyRequest, RouteHandler } from 'fastify';\n${types}const app = Fastify();\n`;
const koa = `import Koa, { Context, ParameterizedContext } from 'koa';\nimport Router from '@koa/router';\n${types}const app = new Koa();\nconst router = new Router();\napp.use(router.routes());\n`;

const BODY = 'body: {sku*: string, count*: number} ~';
const QUERY = ['query limit: number ~', 'query after: string ~'];

/** What only the types of a handler say. */
const cases: [string, string, Record<string, string[]>][] = [
  ['Request<P, ResBody, ReqBody, Query>', `${express}app.post('/:shop', (req: e.Request<{ shop: string }, {}, Order, Page>, res) => use(req));`, { 'POST /{shop}': ['path shop*: string', ...QUERY, BODY] }],
  ['the type under another name', `${express}app.get('/', (req: Asked<{}, {}, {}, Page>, res) => use(req));`, { 'GET /': QUERY }],
  ['the type of a variable', `${express}const create: RequestHandler<{}, {}, Order> = (req, res) => use(req);\napp.post('/', create);`, { 'POST /': [BODY] }],
  ['satisfies', `${express}app.post('/', ((req, res) => use(req)) satisfies RequestHandler<{}, {}, Order>);`, { 'POST /': [BODY] }],
  ['a field of a class', `${express}class C { create: RequestHandler<{}, {}, Order> = (req, res) => use(req); }\napp.post('/', new C().create);`, { 'POST /': [BODY] }],
  ['arguments of the call', `${express}app.get<{}, {}, {}, Page>('/', (req, res) => use(req));`, { 'GET /': QUERY }],
  ['an alias with parameters', `${express}type Typed<B, Q = {}> = e.Request<{}, {}, B, Q>;\napp.post('/', (req: Typed<Order, Page>, res) => use(req));`, { 'POST /': [...QUERY, BODY] }],
  ['an interface that extends', `${express}interface Listing<Q> extends e.Request { query: Q }\napp.get('/', (req: Listing<Page>, res) => use(req));`, { 'GET /': QUERY }],
  ['an intersection', `${express}app.post('/', (req: e.Request & { body: Order }, res) => use(req));`, { 'POST /': [BODY] }],
  ['no arguments say nothing', `${express}app.post('/', (req: e.Request, res: e.Response) => { res.sendStatus(204); });`, { 'POST /': [] }],
  ['{} and any say nothing', `${express}app.post('/', (req: e.Request<any, any, any, {}>, res) => { res.sendStatus(204); });`, { 'POST /': [] }],
  ['FastifyRequest<{ Body }>', `${fastify}app.post('/', async (request: FastifyRequest<{ Body: Order }>) => use(request));`, { 'POST /': [BODY] }],
  ['a method of Fastify', `${fastify}app.get<{ Querystring: Page; Headers: { 'x-shop': string } }>('/', async (request) => use(request));`, { 'GET /': [...QUERY, 'header x-shop: string ~'] }],
  ['RouteHandler, declared by an interface that extends', `${fastify}interface Base { Params: { id: number } }\ninterface Put extends Base { Body: Order }\nconst put: RouteHandler<Put> = async (request) => use(request);\napp.put('/:id', put);`, { 'PUT /{id}': ['path id*: number ~', BODY] }],
  ['route() of Fastify', `${fastify}app.route<{ Querystring: Page }>({ method: 'GET', url: '/', handler: async () => [] });`, { 'GET /': QUERY }],
  ['the context of Koa', `${koa}router.post('/', async (ctx: ParameterizedContext<{}, { request: { body: Order } }>) => { use(ctx); });`, { 'POST /': [BODY] }],
  ['an intersection with the context', `${koa}router.get('/', async (ctx: Context & { query: Page }) => { use(ctx); });`, { 'GET /': QUERY }],
  ['a check says more than the type', `${express}import { body } from 'express-validator';\napp.post('/', body('count').isInt({ min: 1 }), (req: e.Request<{}, {}, Order>, res) => use(req));`, { 'POST /': ['body: {sku*: string, count*: integer minimum=1} ~'] }],
];

describe('The types of a handler', () => {
  it.each(cases)('%s', (_name, code, expected) => {
    expect(operations(recover(code), 'parameters', 'body')).toEqual(expected);
  });
});
