import { AsyncLocalStorage } from 'node:async_hooks';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import type { OperationModule } from '../../validation/runtime/types';
import { jsonBody, parameters, validateNamed } from './testing/modules';
import { FRAMEWORKS, serve } from './testing/servers';
import type { Extra, Reply, Route, Running, Seen } from './testing/servers';

const JSON_TYPE = { 'content-type': 'application/json' };
const echo = ({ params, query, headers, body }: Seen): Reply => ({ body: { params, query, count: headers['x-count'], body } });
const post = (body: OperationModule['body'] = jsonBody): Route => ({ method: 'post', path: '/things', module: { body }, handle: echo });

describe.each(FRAMEWORKS)('%s', (framework) => {
  let running: Running | undefined;
  const start = async (routes: Route[], extra?: Extra): Promise<Running> => (running = await serve(framework, routes, extra));
  const send = (path: string, init: RequestInit = {}): Promise<Response> => fetch(running!.url + path, init);
  const sendJson = (path: string, body: string, headers: Record<string, string> = {}): Promise<Response> =>
    send(path, { method: 'POST', body, headers: { ...JSON_TYPE, ...headers } });
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  describe('a request that is right', () => {
    test('reaches the handler decoded, where the framework puts it', async () => {
      await start([{ method: 'post', path: '/users/:id', module: { parameters, body: jsonBody }, handle: echo }]);
      const reply = await sendJson('/users/3?limit=4&other=1', '{"name":"Ann"}', { 'x-count': '5' });
      expect(reply.status).toBe(200);
      expect(await reply.json()).toEqual({ params: { id: 3 }, query: { limit: 4 }, count: 5, body: { name: 'Ann' } });
    });

    test.each([
      ['gzip', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ])('may be encoded as %s', async (encoding, compress) => {
      await start([post()]);
      const reply = await send('/things', { method: 'POST', body: compress('{"name":"é"}'), headers: { ...JSON_TYPE, 'content-encoding': encoding } });
      expect(await reply.json()).toMatchObject({ body: { name: 'é' } });
    });

    test.each([
      ['utf-8', Buffer.from('\ufeff{"name":"é"}')],
      ['utf-16le', Buffer.from('{"name":"é"}', 'utf16le')],
      ['utf-16', Buffer.from('\ufeff{"name":"é"}', 'utf16le').swap16()],
      ['iso-8859-1', Buffer.from('{"name":"é"}', 'latin1')],
    ])('may be written in %s', async (charset, body) => {
      await start([post()]);
      const reply = await send('/things', { method: 'POST', body, headers: { 'content-type': `application/json; charset=${charset}` } });
      expect(await reply.json()).toMatchObject({ body: { name: 'é' } });
    });

    test('keeps the async context of earlier middleware', async () => {
      const storage = new AsyncLocalStorage<string>();
      const before = (app: any): void =>
        app.use(framework === 'koa' ? (_ctx: any, next: any) => storage.run('mine', next) : (_req: any, _res: any, next: any) => storage.run('mine', next));
      await start([{ ...post(), handle: () => ({ body: { store: storage.getStore() } }) }], { before });
      expect(await (await sendJson('/things', '{"name":"x"}')).json()).toEqual({ store: 'mine' });
    });

    test('may leave an optional body out', async () => {
      await start([post({ ...jsonBody!, required: false })]);
      const reply = await send('/things', { method: 'POST' });
      expect(reply.status).toBe(200);
      expect(await reply.json()).not.toHaveProperty('body');
    });
  });

  describe('request ids', () => {
    const route: Route = { method: 'get', path: '/id', handle: ({ id }) => ({ body: { id } }) };
    test('are taken over when sane', async () => {
      await start([route]);
      const reply = await send('/id', { headers: { 'x-request-id': 'abc-1:2' } });
      expect(reply.headers.get('x-request-id')).toBe('abc-1:2');
      expect(await reply.json()).toEqual({ id: 'abc-1:2' });
    });
    test.each(['a b', 'x'.repeat(129), '"<script>"', ''])('are made anew instead of %j', async (id) => {
      await start([route]);
      const reply = await send('/id', { headers: { 'x-request-id': id } });
      expect(reply.headers.get('x-request-id')).toMatch(/^[0-9a-f]{8}-/);
    });
  });

  describe('400', () => {
    test('reports parameters and body together', async () => {
      await start([{ method: 'post', path: '/users/:id', module: { parameters, body: jsonBody } }]);
      const reply = await sendJson('/users/x?limit=y', '{"name":3}', { 'x-count': 'z', 'x-request-id': 'r1' });
      expect(reply.status).toBe(400);
      expect(await reply.json()).toEqual({
        error: {
          code: 'VALIDATION_ERROR',
          message: expect.any(String),
          details: [
            { field: 'id', message: 'must be integer', in: 'path' },
            { field: 'limit', message: 'must be integer', in: 'query' },
            { field: 'x-count', message: 'must be integer', in: 'header' },
            { field: 'name', message: 'must be string', in: 'body' },
          ],
        },
        meta: { requestId: 'r1' },
      });
    });

    test('names a missing property as the field', async () => {
      await start([post()]);
      expect(((await (await sendJson('/things', '{}')).json()) as any).error.details).toEqual([
        { field: 'name', message: 'must have required property "name"', in: 'body' },
      ]);
    });

    test.each([
      ['{"name":', 'line 1, column 9'],
      ['{"name":\n  tru}', 'line 2, column 3'],
      ['[1,]', 'line 1, column 4'],
      ['{"a":1} x', 'line 1, column 9'],
      ['{"a":"\t"}', 'line 1, column 7'],
    ])('says where %j stops being JSON', async (body, where) => {
      await start([post()]);
      const reply = await sendJson('/things', body);
      expect(reply.status).toBe(400);
      expect(((await reply.json()) as any).error).toEqual({ code: 'MALFORMED_JSON', message: `The body is not valid JSON (${where})` });
    });

    test.each(['{"__proto__":{"x":1},"name":"a"}', '{"\\u005f_proto__":1,"name":"a"}', '{"name":"a","b":[{"constructor":{"prototype":{}}}]}'])(
      'refuses %s',
      async (body) => {
        await start([post()]);
        const reply = await sendJson('/things', body);
        expect(reply.status).toBe(400);
        expect(((await reply.json()) as any).error.code).toBe('VALIDATION_ERROR');
      },
    );

    test.each(['{"name":"__proto__"}', '{"name":"a","constructor":"Ford"}'])('lets %s pass', async (body) => {
      await start([post()]);
      expect((await sendJson('/things', body)).status).toBe(200);
    });

    test('lets prototype keys pass where the schema names them', async () => {
      await start([post({ required: true, content: [{ mediaType: 'application/json', kind: 'json', validate: null, prototypeKeys: true }] })]);
      expect((await sendJson('/things', '{"__proto__":1}')).status).toBe(200);
    });

    test.each([
      ['no body at all', undefined, {}],
      ['an empty JSON body', '', JSON_TYPE],
    ])('is the answer to %s', async (_what, body, headers) => {
      await start([post()]);
      const reply = await send('/things', { method: 'POST', headers, ...(body === undefined ? {} : { body }) });
      expect(reply.status).toBe(400);
      expect(((await reply.json()) as any).error.details).toEqual([{ field: '', message: 'is required', in: 'body' }]);
    });

    test.each([
      ['malformed UTF-8', Buffer.from([0x22, 0xff, 0x22]), {}],
      ['a broken gzip', Buffer.from('not gzip'), { 'content-encoding': 'gzip' }],
      ['half a gzip', gzipSync('{"name":"Annabella"}').subarray(0, 20), { 'content-encoding': 'gzip' }],
    ])('is the answer to %s', async (_what, body, headers) => {
      await start([post()]);
      const reply = await send('/things', { method: 'POST', body, headers: { ...JSON_TYPE, ...(headers as object) } });
      expect(reply.status).toBe(400);
    });

    test('is the answer to a path that is not percent-encoded', async () => {
      await start([{ method: 'get', path: '/users/:id', module: { parameters } }]);
      const reply = await send('/users/%zz');
      expect(reply.status).toBe(400);
      expect(((await reply.json()) as any).error).toMatchObject({ code: 'VALIDATION_ERROR', details: [{ in: 'path', field: 'id' }] });
      expect((await send('/users/5%25')).status).toBe(400);
    });

    test('is the answer to nesting a validator cannot follow', async () => {
      const depth = (value: any): number => (Array.isArray(value) ? 1 + depth(value[0]) : 0);
      await start([post({ required: true, content: [{ mediaType: 'application/json', kind: 'json', validate: (v) => depth(v) >= 0, prototypeKeys: false }] })]);
      const reply = await sendJson('/things', '['.repeat(200_000) + ']'.repeat(200_000));
      expect(reply.status).toBe(400);
    });
  });

  describe('404, 405, OPTIONS and HEAD', () => {
    const routes: Route[] = [
      { method: 'get', path: '/users/me', handle: () => ({ body: { who: 'me' } }) },
      { method: 'get', path: '/users/:id', handle: ({ params }) => ({ body: params }) },
      { method: 'delete', path: '/users/:id' },
    ];
    test('404 in the envelope for unknown paths, by case and trailing slash', async () => {
      await start(routes);
      for (const path of ['/nothing', '/Users/me', '/users/me/', '/users']) {
        const reply = await send(path, { headers: { 'x-request-id': 'r2' } });
        expect([path, reply.status, reply.headers.get('x-request-id')]).toEqual([path, 404, 'r2']);
        expect(await reply.json()).toMatchObject({ error: { code: 'NOT_FOUND' }, meta: { requestId: 'r2' } });
      }
    });
    test('405 with the methods the path has', async () => {
      await start(routes);
      const reply = await send('/users/7', { method: 'PUT' });
      expect([reply.status, reply.headers.get('allow')]).toEqual([405, 'DELETE, GET, HEAD, OPTIONS']);
      expect(((await reply.json()) as any).error.code).toBe('METHOD_NOT_ALLOWED');
    });
    test('OPTIONS answers 204 with Allow', async () => {
      await start(routes);
      const reply = await send('/users/7', { method: 'OPTIONS' });
      expect([reply.status, reply.headers.get('allow'), await reply.text()]).toEqual([204, 'DELETE, GET, HEAD, OPTIONS', '']);
    });
    test('HEAD answers as GET without the body', async () => {
      await start(routes);
      const reply = await send('/users/me', { method: 'HEAD' });
      expect([reply.status, reply.headers.get('content-length'), await reply.text()]).toEqual([200, '12', '']);
    });
    test('a CORS middleware answers OPTIONS first', async () => {
      const before = (app: any): void =>
        app.use(
          framework === 'koa'
            ? async (ctx: any, next: any) => (ctx.method === 'OPTIONS' ? (ctx.status = 200, ctx.set('allow', 'cors')) : next())
            : (req: any, res: any, next: any) => (req.method === 'OPTIONS' ? res.set('allow', 'cors').status(200).end() : next()),
        );
      await start(routes, { before });
      expect((await send('/users/7', { method: 'OPTIONS' })).headers.get('allow')).toBe('cors');
    });
    test('notFound: false leaves unknown paths to later middleware', async () => {
      const after = (app: any): void => app.use(framework === 'koa' ? (ctx: any) => (ctx.body = 'later') : (_req: any, res: any) => res.send('later'));
      await start(routes, { after, options: { notFound: false } });
      expect(await (await send('/nothing')).text()).toBe('later');
      expect((await send('/users/7', { method: 'PUT' })).status).toBe(405);
    });
  });

  describe('a path whose query decides', () => {
    const said = (who: string): Pick<Route, 'handle'> => ({ handle: () => ({ body: { who } }) });
    const routes: Route[] = [
      { method: 'get', path: '/things', facts: { query: [['beta', 'true'], ['v', 'a b']] }, ...said('two') },
      { method: 'get', path: '/things', facts: { query: [['beta', 'true']] }, ...said('beta') },
      { method: 'get', path: '/things', ...said('plain') },
      { method: 'post', path: '/things', facts: { query: [['beta', 'true']] }, ...said('posted') },
      { method: 'get', path: '/things/new', facts: { query: [['beta', 'true']] }, ...said('new') },
      { method: 'get', path: '/things/:id', ...said('one') },
      { method: 'put', path: '/only', facts: { query: [['beta', 'true']] }, ...said('put') },
    ];
    const who = async (path: string, init?: RequestInit): Promise<unknown> => ((await (await send(path, init)).json()) as any).who;

    test('goes to the operation with most of it, else to the plain one', async () => {
      await start(routes);
      for (const [path, name] of [
        ['/things', 'plain'], ['/things?', 'plain'], ['/things?beta', 'plain'], ['/things?beta=false', 'plain'], ['/things?Beta=true', 'plain'],
        ['/things?x=1&beta=true', 'beta'], ['/things?beta=false&b%65ta=tr%75e', 'beta'], ['/things?v=a+b&beta=true', 'two'], ['/things?beta=true&v=a%20b&z', 'two'],
        ['/things/new?beta=true', 'new'], ['/things/new', 'one'], ['/things/3?beta=true', 'one'],
      ]) expect([path, await who(path!)]).toEqual([path, name]);
      expect(await who('/things?beta=true', { method: 'POST' })).toBe('posted');
      expect((await send('/things?beta=true', { method: 'HEAD' })).headers.get('content-length')).toBe('14');
    });
    test.each([undefined, false])('405 and Allow tell what this query has: notFound %s', async (notFound) => {
      const after = (app: any): unknown => notFound === false && app.use(framework === 'koa' ? (ctx: any) => (ctx.body = 'later') : (_req: any, res: any) => res.send('later'));
      await start(routes, { after, options: notFound === false ? { notFound } : {} });
      const allowed = async (method: string, path: string): Promise<unknown[]> => {
        const reply = await send(path, { method });
        return [reply.status, reply.headers.get('allow')];
      };
      expect(await allowed('POST', '/things')).toEqual([405, 'GET, HEAD, OPTIONS']);
      expect(await allowed('PUT', '/things?beta=true')).toEqual([405, 'GET, HEAD, OPTIONS, POST']);
      expect(await allowed('OPTIONS', '/things?beta=true')).toEqual([204, 'GET, HEAD, OPTIONS, POST']);
      expect(await allowed('OPTIONS', '/things')).toEqual([204, 'GET, HEAD, OPTIONS']);
      expect(await allowed('GET', '/only?beta=true')).toEqual([405, 'OPTIONS, PUT']);
      for (const method of ['GET', 'PUT']) {
        const reply = await send('/only', { method });
        if (notFound === undefined) expect(reply.status).toBe(404);
        else expect(await reply.text()).toBe('later');
      }
    });
  });

  describe('base paths', () => {
    const routes: Route[] = [{ method: 'get', path: '/users/:id', module: { parameters }, handle: echo }];
    test('hold for routes and unknown paths, and leave the rest to others', async () => {
      const after = (app: any): void => app.use(framework === 'koa' ? (ctx: any) => (ctx.body = 'later') : (_req: any, res: any) => res.send('later'));
      await start(routes, { basePaths: ['/v1.0'], after });
      expect(await (await send('/v1.0/users/1')).json()).toMatchObject({ params: { id: 1 } });
      expect((await send('/v1.0/nothing')).status).toBe(404);
      expect((await send('/v1.0/users/1', { method: 'PUT' })).status).toBe(405);
      expect((await send('/v1.0/users/1', { method: 'OPTIONS' })).status).toBe(204);
      expect(await (await send('/v1x0/users/1')).text()).toBe('later');
      expect(await (await send('/users/1')).text()).toBe('later');
    });
    test('can be several, and be given by the option', async () => {
      await start(routes, { basePaths: ['/v1'], options: { basePath: ['', '/v2/'] } });
      expect((await send('/users/1')).status).toBe(200);
      expect((await send('/v2/users/1')).status).toBe(200);
      expect((await send('/v1/users/1')).status).toBe(404);
    });
    test('work under a prefix of the application', async () => {
      await start(routes, { basePaths: ['/v1'], under: '/outer' });
      expect(await (await send('/outer/v1/users/1?limit=2')).json()).toMatchObject({ params: { id: 1 }, query: { limit: 2 } });
      expect((await send('/outer/v1/users/1', { method: 'PUT' })).status).toBe(405);
      expect((await send('/outer/v1/x')).status).toBe(404);
    });
  });

  describe('406 and 415', () => {
    const facts = { produces: ['application/json'] };
    test.each([
      [undefined, 200], ['*/*', 200], ['application/*', 200], ['application/json;q=0.5, text/html', 200],
      ['text/html', 406], ['application/json;q=0', 406], ['*/*, application/json;q=0', 406],
    ])('Accept: %s gives %i', async (accept, status) => {
      await start([{ method: 'get', path: '/things', facts, handle: () => ({ body: {} }) }]);
      expect((await send('/things', accept === undefined ? {} : { headers: { accept } })).status).toBe(status);
    });
    test.each([
      ['application/xml', 415], ['', 415], ['nonsense', 415], ['application/json; charset=klingon', 415],
      ['image/png', 200], ['application/vnd.a+json', 200], ['APPLICATION/JSON;charset="utf-8"', 200],
    ])('Content-Type: %s gives %i', async (type, status) => {
      await start([
        post({
          required: true,
          content: [
            { mediaType: 'application/json', kind: 'json', validate: validateNamed, prototypeKeys: false },
            { mediaType: 'application/*+json', kind: 'json', validate: validateNamed, prototypeKeys: false },
            { mediaType: 'image/*', kind: 'text', validate: null },
          ],
        }),
      ]);
      const reply = await send('/things', { method: 'POST', body: Buffer.from('{"name":"x"}'), headers: { 'content-type': type } });
      expect(reply.status).toBe(status);
      if (status === 415) expect(((await reply.json()) as any).error.code).toBe('UNSUPPORTED_MEDIA_TYPE');
    });
    test('the most specific range reads the body', async () => {
      const text = (mediaType: string) => ({ mediaType, kind: 'text' as const, validate: null });
      await start([post({ required: true, content: [{ mediaType: '*/*', kind: 'stream' }, { mediaType: 'application/*', kind: 'stream' }, text('application/json')] })]);
      expect(await (await sendJson('/things', 'plain')).json()).toMatchObject({ body: 'plain' });
    });
    test('an unknown Content-Encoding gives 415', async () => {
      await start([post()]);
      expect((await sendJson('/things', '{}', { 'content-encoding': 'compress' })).status).toBe(415);
      expect((await sendJson('/things', '{}', { 'content-encoding': 'gzip, gzip' })).status).toBe(415);
    });
  });

  describe('413', () => {
    const options = { bodyLimit: 1000 };
    test('by Content-Length', async () => {
      await start([post()], { options });
      const reply = await sendJson('/things', JSON.stringify({ name: 'x'.repeat(1000) }));
      expect([reply.status, ((await reply.json()) as any).error.code]).toEqual([413, 'PAYLOAD_TOO_LARGE']);
    });
    test('while streaming', async () => {
      await start([post()], { options });
      const body = new ReadableStream({
        pull(controller) {
          controller.enqueue(Buffer.alloc(600, 32));
          if ((this as any).n === 3) controller.close();
          (this as any).n = ((this as any).n ?? 0) + 1;
        },
      });
      const reply = await send('/things', { method: 'POST', headers: JSON_TYPE, body, duplex: 'half' } as RequestInit);
      expect(reply.status).toBe(413);
    });
    test('for a gzip bomb, by what it inflates to', async () => {
      await start([post()], { options: { bodyLimit: 100_000 } });
      const bomb = gzipSync(Buffer.alloc(50_000_000, 32));
      const reply = await send('/things', { method: 'POST', body: bomb, headers: { ...JSON_TYPE, 'content-encoding': 'gzip' } });
      expect(bomb.length).toBeLessThan(100_000);
      expect(reply.status).toBe(413);
    });
  });

  describe('errors of handlers', () => {
    const failing = (error: unknown): Route => ({ method: 'get', path: '/fails', handle: () => Promise.reject(error) });
    test('are a 500 without internals, told to onError', async () => {
      const seen: unknown[] = [];
      const error = new Error('password is hunter2');
      await start([failing(error)], { options: { onError: (e) => seen.push(e) } });
      const reply = await send('/fails');
      const text = await reply.text();
      expect([reply.status, seen]).toEqual([500, [error]]);
      expect(text).not.toContain('hunter2');
      expect(JSON.parse(text).error).toEqual({ code: 'INTERNAL_ERROR', message: 'Internal Server Error' });
    });
    test('answer with their status when they say so', async () => {
      await start([failing(Object.assign(new Error('slow down'), { status: 429, expose: true, headers: { 'retry-after': '3' } }))]);
      const reply = await send('/fails');
      expect([reply.status, reply.headers.get('retry-after'), ((await reply.json()) as any).error]).toEqual([429, '3', { code: 'TOO_MANY_REQUESTS', message: 'slow down' }]);
    });
    test("are a 500 when the status is another server's", async () => {
      await start([failing(Object.assign(new Error('upstream said 404'), { status: 404, code: 'ERR_BAD_REQUEST' }))]);
      expect((await send('/fails')).status).toBe(500);
    });
    test.each([[null], [undefined], ['text'], [{ status: 99, expose: true }]])('survive %j being thrown', async (thrown) => {
      await start([failing(thrown)]);
      expect((await send('/fails')).status).toBe(500);
    });
    test('forget what was said about the reply that was not sent', async () => {
      const handle = (): Reply => {
        throw Object.assign(new Error('gone'), { status: 410, expose: true });
      };
      await start([{ method: 'get', path: '/fails', handle }]);
      expect(await (await send('/fails')).json()).toMatchObject({ error: { code: 'GONE' } });
    });
  });

  test('an errorBody or onError that breaks costs nobody the reply', async () => {
    const boom = (): never => {
      throw new Error('boom');
    };
    await start([{ method: 'get', path: '/fails', handle: boom }], { errorBody: boom, options: { onError: boom } });
    const reply = await send('/fails');
    expect([reply.status, await reply.text()]).toEqual([500, 'INTERNAL_ERROR']);
    expect((await send('/none')).status).toBe(404);
  });

  test('a module that cannot be loaded is a 500 without internals', async () => {
    const errors: unknown[] = [];
    const failure = new Error('Cannot find module /secret');
    const lazy = { current: undefined, load: () => Promise.reject(failure) };
    await start([{ ...post(), lazy }], { options: { onError: (error) => errors.push(error) } });
    const reply = await sendJson('/things', '{"name":"x"}');
    expect([reply.status, errors]).toEqual([500, [failure]]);
    expect(await reply.text()).not.toContain('secret');
  });

  test('a handler may pass the request on', async () => {
    const after = (app: any): void => app.use(framework === 'koa' ? (ctx: any) => (ctx.body = 'later') : (_req: any, res: any) => res.send('later'));
    await start([{ method: 'get', path: '/passed', passes: true }], { after });
    expect(await (await send('/passed')).text()).toBe('later');
    expect((await send('/passed', { method: 'HEAD' })).status).toBe(200);
    expect((await send('/passed', { method: 'PUT' })).status).toBe(405);
  });

  describe('a body the application has parsed', () => {
    const before = (app: any): void => {
      if (framework === 'koa') {
        app.use(async (ctx: any, next: any) => {
          const chunks: Buffer[] = [];
          for await (const chunk of ctx.req) chunks.push(chunk);
          ctx.request.body = JSON.parse(Buffer.concat(chunks).toString());
          await next();
        });
      } else app.use(require(framework === 'express 4' ? 'express4' : 'express').json());
    };
    test('is validated and handed on', async () => {
      await start([post()], { before });
      expect(await (await sendJson('/things', '{"name":"x"}')).json()).toMatchObject({ body: { name: 'x' } });
      expect((await sendJson('/things', '{"name":3}')).status).toBe(400);
      expect((await sendJson('/things', '{"name":"x","__proto__":{}}')).status).toBe(400);
    });
  });
});
