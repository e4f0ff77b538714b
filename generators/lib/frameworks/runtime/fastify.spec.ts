import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { ResponseValidator } from '../../validation/runtime/types';
import { registerApi } from './fastify';
import type { FastifyApi, FastifyRoute, LazySerializers, Registration } from './fastify-route';
import { pickText, type Pick } from './fastify-serialize';
import { jsonBody, lazyOf, parameters, validateNamed } from './testing/modules';

const errorBody: FastifyApi['errorBody'] = ({ code, message, details, requestId }) =>
  ({ contentType: 'application/json', body: { error: { code, message, ...(details ? { details } : {}) }, meta: { requestId } } });

const json = { 'content-type': 'application/json' };

const routes: FastifyRoute[] = [
  { operation: 'createUser', method: 'POST', path: '/users/{id}', url: '/users/:id', produces: ['application/json'], module: lazyOf({ parameters, body: jsonBody }) },
  { operation: 'getUser', method: 'GET', path: '/users/{id}', url: '/users/:id', module: lazyOf({ parameters }) },
  { operation: 'guarded', method: 'GET', path: '/guarded', url: '/guarded', security: [{ key: [] }], module: lazyOf({}) },
  { operation: 'upload', method: 'PUT', path: '/upload', url: '/upload', module: lazyOf({ body: { required: false, content: [{ mediaType: 'application/octet-stream', kind: 'stream' }, { mediaType: 'text/plain', kind: 'text', validate: null }] } }) },
  { operation: 'fails', method: 'GET', path: '/fails', url: '/fails', module: lazyOf({}) },
];

const handlers: Registration['handlers'] = {
  createUser: async (request, reply) => reply.code(201).send({ params: request.params, query: request.query, body: request.body, count: request.headers['x-count'], id: request.id, auth: request.auth }),
  getUser: async (request) => ({ id: request.params.id }),
  guarded: async (request) => ({ auth: request.auth }),
  upload: async (request) => ({ text: request.body instanceof Readable ? await new Response(Readable.toWeb(request.body) as ReadableStream).text() : (request.body ?? null) }),
  fails: async (request) => {
    const kind = request.raw.url.split('?')[1];
    if (kind === 'teapot') throw Object.assign(new Error('short and stout'), { statusCode: 418 });
    if (kind === 'upstream') throw Object.assign(new Error('upstream secret'), { status: 404, statusCode: 404 });
    throw new Error('secret');
  },
};

const schemes = { key: { type: 'apiKey', in: 'header', name: 'x-key' } } as const;
const authenticators: Registration['authenticators'] = { key: ({ apiKey }) => (apiKey === 'good' ? { user: 1 } : null) };

async function boot(options: Registration['options'] = {}, api: Partial<FastifyApi> = {}, app: FastifyInstance = Fastify()) {
  const exposed = () => Promise.resolve({ shared: [], routes: {}, securitySchemes: '{}' });
  await registerApi(app, { routes, basePaths: [''], schemes, errorBody, exposed, ...api }, { handlers, authenticators, options: { onError: () => {}, ...options } });
  return { app, call: await listen(app) };
}

interface Call {
  method?: string;
  url: string;
  headers?: Record<string, string>;
  payload?: string | Buffer;
}

const open: FastifyInstance[] = [];
afterEach(() => Promise.all(open.splice(0).map((app) => app.close())));

/** Listens on the loopback address and returns a client. */
async function listen(app: FastifyInstance) {
  open.push(app);
  const base = await app.listen({ host: '127.0.0.1', port: 0 });
  return async (request: Call | string) => {
    const { url, method = 'GET', headers = {}, payload } = typeof request === 'string' ? { url: request } as Call : request;
    const reply = await fetch(base + url, { method, headers, ...(payload === undefined ? {} : { body: payload }) });
    const text = await reply.text();
    return { status: reply.status, headers: Object.fromEntries(reply.headers), text, body: text.startsWith('{') ? JSON.parse(text) : undefined };
  };
}

const post = (url: string, payload: unknown, headers: Record<string, string> = json): Call => ({ method: 'POST', url, headers, payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload) });

describe('a request that passes', () => {
  it('has its decoded values where Fastify has them', async () => {
    const { call } = await boot();
    const reply = await call({ ...post('/users/3?limit=4&x=y', { name: 'a' }, { ...json, 'x-count': '5', 'x-request-id': 'abc' }) });
    expect(reply).toMatchObject({ status: 201, body: { params: { id: 3 }, query: { limit: 4 }, body: { name: 'a' }, count: 5, id: 'abc', auth: {} } });
    expect(reply.headers['x-request-id']).toBe('abc');
    expect(reply.headers['connection']).not.toBe('close');
  });

  it('answers HEAD like GET, without a body', async () => {
    const { call } = await boot();
    expect(await call({ method: 'HEAD', url: '/users/3' })).toMatchObject({ status: 200, text: '', headers: { 'content-length': '8' } });
  });

  it('streams bodies, inflates them, and leaves a missing one undefined', async () => {
    const { call } = await boot();
    const put = (payload: Buffer, headers: Record<string, string>) => call({ method: 'PUT', url: '/upload', payload, headers });
    expect((await put(Buffer.from('raw'), { 'content-type': 'application/octet-stream' })).body).toEqual({ text: 'raw' });
    expect((await put(gzipSync('zip'), { 'content-type': 'text/plain', 'content-encoding': 'gzip' })).body).toEqual({ text: 'zip' });
    expect((await call({ method: 'PUT', url: '/upload' })).body).toEqual({ text: null });
  });

  it('reads what an earlier preParsing hook made of the body', async () => {
    const app = Fastify();
    app.addHook('preParsing', async () => Readable.from([Buffer.from('{"name":"replaced"}')]));
    const { call } = await boot({}, {}, app);
    expect((await call(post('/users/3', 'xx'))).body).toMatchObject({ body: { name: 'replaced' } });
  });
});

describe('a request that is refused', () => {
  it.each<[string, Call | string, number, object]>([
    ['every fault at once', post('/users/x?limit=y', { name: 1 }), 400, { code: 'VALIDATION_ERROR', details: [{ field: 'id', in: 'path' }, { field: 'limit', in: 'query' }, { field: 'name', in: 'body' }] }],
    ['malformed JSON', post('/users/3', '{"name":'), 400, { code: 'MALFORMED_JSON' }],
    ['null for an object', post('/users/3', 'null'), 400, { code: 'VALIDATION_ERROR', details: [{ field: '', message: 'must be object', in: 'body' }] }],
    ['a missing body', { method: 'POST', url: '/users/3' }, 400, { details: [{ field: '', message: 'is required', in: 'body' }] }],
    ['a prototype key', post('/users/3', '{"name":"a","__proto__":{}}'), 400, { code: 'VALIDATION_ERROR' }],
    ['another media type', post('/users/3', 'a', { 'content-type': 'text/plain' }), 415, { code: 'UNSUPPORTED_MEDIA_TYPE' }],
    ['a malformed media type', post('/users/3', 'a', { 'content-type': 'json' }), 415, { code: 'UNSUPPORTED_MEDIA_TYPE' }],
    ['a large body', post('/users/3', { name: 'x'.repeat(200) }), 413, { code: 'PAYLOAD_TOO_LARGE' }],
    ['what it cannot answer', post('/users/3', { name: 'a' }, { ...json, accept: 'text/html' }), 406, { code: 'NOT_ACCEPTABLE' }],
    ['no credentials', '/guarded', 401, { code: 'UNAUTHORIZED' }],
    ['an empty variable', '/users/', 404, { code: 'NOT_FOUND' }],
    ['an unknown path', '/nope', 404, { code: 'NOT_FOUND' }],
    ['another case', '/Users/3', 404, { code: 'NOT_FOUND' }],
    ['another method', { method: 'DELETE', url: '/users/3' }, 405, { code: 'METHOD_NOT_ALLOWED' }],
    ['a body sent to an unknown path', post('/nope', '{'), 404, { code: 'NOT_FOUND' }],
    ['an unexpected error', '/fails', 500, { code: 'INTERNAL_ERROR', message: 'Internal Server Error' }],
    ['an upstream error', '/fails?upstream', 500, { code: 'INTERNAL_ERROR' }],
    ['an error with a status', '/fails?teapot', 418, { message: 'short and stout' }],
  ])('%s', async (_, request, status, error) => {
    const { call } = await boot({ bodyLimit: 100 });
    const reply = await call(request);
    expect(reply).toMatchObject({ status, body: { error, meta: { requestId: reply.headers['x-request-id'] } } });
    expect(reply.text).not.toContain('secret');
  });

  it('says what is allowed', async () => {
    const { call } = await boot();
    expect((await call({ method: 'DELETE', url: '/users/3' })).headers['allow']).toBe('GET, HEAD, OPTIONS, POST');
    expect(await call({ method: 'OPTIONS', url: '/users/3' })).toMatchObject({ status: 204, headers: { allow: 'GET, HEAD, OPTIONS, POST' } });
  });

  it('passes with good credentials, and does not start without an authenticator', async () => {
    const { call } = await boot();
    expect((await call({ url: '/guarded', headers: { 'x-key': 'good' } })).body).toEqual({ auth: { key: { user: 1 } } });
    await expect(registerApi(Fastify(), { routes, basePaths: [''], schemes, errorBody, exposed: null! }, { handlers, authenticators: {}, options: {} })).rejects.toThrow('has no authenticator');
  });
});

test('ids are made anew, each its own UUID', async () => {
  const { call } = await boot();
  const ids = await Promise.all(Array.from({ length: 20 }, async () => (await call('/users/3')).headers['x-request-id']));
  expect(new Set(ids).size).toBe(20);
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});

describe('the rest of the application', () => {
  it('keeps its own parsers, errors and unknown paths', async () => {
    const app = Fastify();
    app.post('/own', async (request) => ({ own: request.body }));
    const { call } = await boot({ basePath: ['/v1', '/v2'] }, {}, app);
    expect((await call(post('/own', { a: 1 }))).body).toEqual({ own: { a: 1 } });
    expect((await call(post('/own', '{'))).body).toMatchObject({ code: 'FST_ERR_CTP_INVALID_JSON_BODY' });
    expect((await call('/nope')).body).toMatchObject({ message: 'Route GET:/nope not found' });
    expect((await call('/v1/nope')).body).toMatchObject({ error: { code: 'NOT_FOUND' } });
    expect((await call('/v2/users/3')).body).toEqual({ id: 3 });
    expect((await call({ method: 'PUT', url: '/v2/users/3' })).status).toBe(405);
  });

  it('may answer unknown paths itself, before or after', async () => {
    const before = Fastify();
    before.setNotFoundHandler((_, reply) => reply.code(404).send('mine'));
    expect((await (await boot({}, {}, before)).call('/nope')).text).toBe('mine');
    const after = Fastify();
    void registerApi(after, { routes, basePaths: [''], schemes, errorBody, exposed: null! }, { handlers, authenticators, options: {} })
      .then(() => void after.setNotFoundHandler((_, reply) => reply.code(404).send('mine')) as undefined);
    expect((await (await listen(after))('/nope')).text).toBe('mine');
  });
});

describe('replies', () => {
  const responses: ResponseValidator[] = [{ status: '200', headers: [], content: [{ mediaType: 'application/json', validate: validateNamed }] }];
  const route: FastifyRoute = { operation: 'reply', method: 'GET', path: '/reply', url: '/reply', module: lazyOf({ responses }) };
  const reply = (send: (reply: any) => unknown, options: Registration['options'] = {}) => {
    const app = Fastify();
    return Promise.resolve(registerApi(app, { routes: [route], basePaths: [''], schemes: {}, errorBody, exposed: null! }, { handlers: { reply: (_, r) => send(r) }, authenticators: {}, options: { onError: () => {}, ...options } }))
      .then(() => listen(app)).then((call) => call('/reply'));
  };

  it('are checked where that is generated and wanted', async () => {
    expect((await reply((r) => r.send({ name: 'a' }))).status).toBe(200);
    expect((await reply((r) => r.send({ name: 1 }))).body).toMatchObject({ error: { code: 'RESPONSE_VALIDATION_ERROR', details: [{ field: 'name' }] } });
    expect((await reply((r) => r.code(204).send())).body).toMatchObject({ error: { code: 'RESPONSE_VALIDATION_ERROR', message: 'The status 204 is not declared' } });
    expect((await reply((r) => r.send({ name: 1 }), { validateResponses: false })).status).toBe(200);
    expect((await reply(() => { throw new Error('x'); })).body).toMatchObject({ error: { code: 'INTERNAL_ERROR' } });
  });
});

describe('compiled serializers', () => {
  const id: Pick = (v) => v && { id: v.id };
  const boots = async (send: (reply: any) => unknown) => {
    const serializers: LazySerializers = {
      current: undefined,
      load: async () => (serializers.current = { getUser: { '200 application/json': id, '201 */*': (v) => v, '202 application/json': pickText, '4XX application/json': id, 'default application/json': () => 'default' } }),
    };
    const route: FastifyRoute = { operation: 'getUser', method: 'GET', path: '/users/{id}', url: '/users/:id', module: lazyOf({ parameters }), serializers };
    const app = Fastify();
    await registerApi(app, { routes: [route], basePaths: [''], schemes, errorBody, exposed: null! }, { handlers: { getUser: async (_, reply) => send(reply) }, authenticators, options: {} });
    return listen(app);
  };

  it.each<[string, (reply: any) => unknown, string, string | undefined]>([
    ['an object', () => ({ id: 1, x: 2 }), '{"id":1}', 'application/json; charset=utf-8'],
    ['null', (r) => r.send(null), 'null', 'application/json; charset=utf-8'],
    ['a status range', (r) => r.code(404).send({ id: 1, x: 2 }), '{"id":1}', 'application/json; charset=utf-8'],
    ['the default', (r) => r.code(203).send({}), '"default"', 'application/json; charset=utf-8'],
    ['a status of its own', (r) => r.code(201).send({ x: 2 }), '{"x":2}', 'application/json; charset=utf-8'],
    ['a media type without a charset', (r) => r.type('application/json').send({ id: 1, x: 2 }), '{"id":1}', 'application/json; charset=utf-8'],
    ['another media type', (r) => r.type('application/hal+json; charset=utf-8').send({ x: 2 }), '{"x":2}', 'application/hal+json; charset=utf-8'],
    ['text', () => 'text', 'text', 'text/plain; charset=utf-8'],
    ['JSON text', (r) => r.type('application/json').send('{"x":1}'), '{"x":1}', 'application/json'],
    ['a string where the reply is one', (r) => r.code(202).type('application/json').send('{"x":1}'), '"{\\"x\\":1}"', 'application/json; charset=utf-8'],
    ['bytes', (r) => r.send(Buffer.from('x')), 'x', 'application/octet-stream'],
    ['a stream', (r) => r.send(Readable.from(['x'])), 'x', undefined],
    ['nothing', (r) => r.code(204).send(), '', undefined],
  ])('%s', async (_, send, text, type) => {
    const reply = await (await boots(send))('/users/3');
    expect(reply.text).toBe(text);
    expect(reply.headers['content-type']).toBe(type);
  });

  it('do not write errors', async () => {
    const reply = await (await boots(() => ({})))('/users/x');
    expect(reply.body).toMatchObject({ error: { code: 'VALIDATION_ERROR' } });
  });
});
