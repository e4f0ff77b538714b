import { STATUS_CODES } from 'node:http';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { bootServer, call, FRAMEWORKS, generateFromSource, typeCheck } from './harness';
import type { HandlerFramework as Framework, Server, SourceApp } from './harness';

const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const thing = { type: 'object', required: ['name'], properties: { name: { type: 'string' }, tags: { type: 'array', items: { type: 'string' } } } };
const ok = { 200: { description: 'ok', ...json(thing) } };

const document = {
  openapi: '3.1.0',
  info: { title: 'Problems', version: '1' },
  paths: {
    '/things/{id}': {
      parameters: [{ in: 'path', name: 'id', required: true, schema: { type: 'integer' } }],
      put: { operationId: 'putThing', parameters: [{ in: 'query', name: 'limit', schema: { type: 'integer' } }], requestBody: { required: true, ...json(thing) }, responses: ok },
    },
    '/secret': { get: { operationId: 'secret', security: [{ key: [] }], responses: ok } },
    '/broken': { get: { operationId: 'broken', responses: ok } },
    '/wrong': { get: { operationId: 'wrong', responses: ok } },
    '/taken': { get: { operationId: 'taken', responses: ok } },
  },
  components: { securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'x-key' } } },
};

/** What a user would write into some of the handlers. */
const REPLY: Record<Framework, string> = {
  express: '(_req, res) => { res.status(200).json({ name: 1 } as never); }',
  fastify: '(_request, reply) => reply.code(200).send({ name: 1 } as never)',
  koa: '(ctx) => { ctx.body = { name: 1 } as never; }',
};
const handlers = (framework: Framework): Record<string, string> => ({
  broken: "() => { throw new Error('the password is 1234'); }",
  wrong: REPLY[framework],
  taken: "() => { throw new HttpError(409, 'NAME_TAKEN', 'There is such a thing', { details: [{ field: 'name', message: 'is taken', in: 'body' }], headers: { 'retry-after': '9' } }); }",
});

const body = (value: unknown, headers: object = {}) => ({ method: 'PUT', headers: { 'content-type': 'application/json', ...headers }, body: typeof value === 'string' ? value : JSON.stringify(value) });
const good = { name: 'x' };

/** Request, status, code and more of the problem's members. */
const ROWS: readonly [string, Parameters<typeof call>[1], number, string, object?][] = [
  ['faults of parameters and body', { path: '/things/x?limit=1.5', ...body({ tags: [1] }) }, 400, 'VALIDATION_ERROR', {
    errors: expect.arrayContaining([
      { field: 'id', in: 'path', message: 'must be integer' }, { field: 'limit', in: 'query', message: 'must be integer' },
      expect.objectContaining({ field: 'name', in: 'body' }), { field: 'tags.0', in: 'body', message: 'must be string' },
    ]),
  }],
  ['malformed JSON', { path: '/things/1', ...body('{"a":') }, 400, 'MALFORMED_JSON'],
  ['no credentials', { path: '/secret' }, 401, 'UNAUTHORIZED'],
  ['refused credentials', { path: '/secret', headers: { 'x-key': 'k' } }, 401, 'UNAUTHORIZED'],
  ['an unknown path', { path: '/nowhere' }, 404, 'NOT_FOUND'],
  ['another method', { path: '/things/1' }, 405, 'METHOD_NOT_ALLOWED'],
  ['nothing acceptable', { path: '/broken', headers: { accept: 'image/gif' } }, 406, 'NOT_ACCEPTABLE'],
  ["the application's own", { path: '/taken' }, 409, 'NAME_TAKEN', { errors: [{ field: 'name', message: 'is taken', in: 'body' }] }],
  ['too large a body', { path: '/things/1', ...body({ name: 'x'.repeat(2000) }) }, 413, 'PAYLOAD_TOO_LARGE'],
  ['another media type', { path: '/things/1', ...body(good, { 'content-type': 'text/csv' }) }, 415, 'UNSUPPORTED_MEDIA_TYPE'],
  ['an exception', { path: '/broken' }, 500, 'INTERNAL_ERROR', { detail: 'Internal Server Error' }],
  ['a wrong reply', { path: '/wrong' }, 500, 'RESPONSE_VALIDATION_ERROR', { errors: [expect.objectContaining({ field: 'name' })] }],
  ['no handler yet', { path: '/things/1', ...body(good) }, 501, 'NOT_IMPLEMENTED'],
];

describe.each(FRAMEWORKS)('with --errors=problem on %s', (framework) => {
  let app: SourceApp;
  let server: Server;

  beforeAll(async () => {
    app = await generateFromSource(document, { framework, errors: 'problem', validateResponses: true });
    const file = path.join(app.src, 'routes/default.ts');
    const written = Object.entries(handlers(framework)).reduce(
      (text, [name, handler]) => text.replace(`async () => {\n  throw notImplemented('${name}');\n}`, () => handler), readFileSync(file, 'utf8'));
    writeFileSync(file, written.replace('import { notImplemented }', 'import { HttpError, notImplemented }'));
    server = await bootServer(app.src, framework, { openDoors: false, routes: { bodyLimit: 1000, validateResponses: true } });
  }, 120_000);
  afterAll(async () => {
    await server?.stop();
    app?.remove();
  });

  test('the sources type-check', async () => {
    expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
  }, 120_000);

  test.each(ROWS)('%s is an RFC 9457 problem', async (_what, request, status, code, more = {}) => {
    const reply = await call(server.origin, { ...request, headers: { ...request.headers, 'x-request-id': 'mine-1' } });
    expect([reply.status, reply.headers['content-type']]).toEqual([status, 'application/problem+json']);
    const problem = JSON.parse(reply.body.toString()) as object;
    expect(problem).toEqual({
      type: 'about:blank', title: STATUS_CODES[status], status, detail: expect.stringMatching(/./), instance: 'urn:request:mine-1', code, requestId: 'mine-1',
      ...more,
    });
    expect(reply.headers['x-request-id']).toBe('mine-1');
    expect(reply.body.toString()).not.toMatch(/1234/);
    if (status === 405) expect(reply.headers['allow']).toBe('OPTIONS, PUT');
    if (status === 401) expect(reply.headers['www-authenticate']).toBeDefined();
    if (status === 409) expect(reply.headers['retry-after']).toBe('9');
  });
});
