import { ALL_FRAMEWORKS, bootServer, call, generatedFramework, generateFromSource, typeCheck } from './harness';

const header = (schema: object, rest: object = {}) => ({ required: true, schema, ...rest });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const user = json({ type: 'object', required: ['id'], properties: { id: { type: 'integer' } } });

/** Replies whose headers the document requires, in every form style simple has. */
const document = {
  openapi: '3.1.0',
  info: { title: 'Headers', version: '1' },
  paths: {
    '/json': {
      get: {
        operationId: 'getJson',
        responses: { 201: { description: 'ok', ...user, headers: {
          Location: header({ type: 'string', const: "/it's" }),
          'X-Count': header({ type: 'integer', minimum: 3 }),
          'X-List': header({ type: 'array', items: { type: 'integer' }, minItems: 2 }),
          'X-Object': header({ type: 'object', required: ['a', 'b'], properties: { a: { const: 1 }, b: { const: 'two' } } }),
          'X-Exploded': header({ type: 'object', required: ['a', 'b'], properties: { a: { const: 1 }, b: { const: 'two' } } }, { explode: true }),
          'X-Json': { required: true, content: { 'application/json': { schema: { type: 'object', required: ['a'], properties: { a: { const: 1 } } } } } },
          'X-Request-ID': header({ type: 'string' }),
          Constructor: header({ type: 'boolean' }),
          'Content-Length': header({ type: 'integer' }),
          Date: header({ type: 'string' }),
          'X-Optional': { schema: { type: 'string' } },
        } } },
      },
    },
    '/text': { get: { operationId: 'getText', responses: { 200: { description: 'ok', content: { 'text/plain': {} }, headers: { ETag: header({ type: 'string', const: '"x"' }) } } } } },
    '/empty': { delete: { operationId: 'empty', responses: { 204: { description: 'ok', headers: { 'X-Request-Id': header({ type: 'string', pattern: '^id-\\d$' }) } } } } },
  },
};

describe.each(ALL_FRAMEWORKS)('the examples of %s', (framework) => {
  test('have the headers the document requires, so that reply validation passes', async () => {
    const app = await generateFromSource(document, { framework: generatedFramework(framework), stubs: 'example', validateResponses: true });
    try {
      expect(app.diagnostics).toEqual([]);
      expect(await typeCheck(app.src, '7', 'nodenext')).toBe('');
      const server = await bootServer(app.src, framework, { routes: { validateResponses: true } });
      try {
        const got = await call(server.origin, { path: '/json', headers: { 'x-request-id': 'mine' } });
        expect([got.status, got.body.toString()]).toEqual([201, expect.stringMatching(/^\{"id":-?\d+\}$/)]);
        expect(got.headers).toMatchObject({
          location: "/it's", 'x-count': expect.stringMatching(/^\d+$/), 'x-list': expect.stringMatching(/^-?\d+,-?\d+$/),
          'x-object': 'a,1,b,two', 'x-exploded': 'a=1,b=two', 'x-json': '{"a":1}', 'x-request-id': 'mine', constructor: expect.stringMatching(/^(true|false)$/),
        });
        expect(got.headers).not.toHaveProperty('x-optional');
        const text = await call(server.origin, { path: '/text' });
        expect([text.status, text.headers['etag']]).toEqual([200, '"x"']);
        const empty = await call(server.origin, { method: 'DELETE', path: '/empty' });
        expect([empty.status, empty.headers['x-request-id']]).toEqual([204, expect.stringMatching(/^id-\d$/)]);
        expect(server.exitCode()).toBeNull();
      } finally {
        await server.stop();
      }
    } finally {
      app.remove();
    }
  }, 120_000);
});
