import type { SecurityRequirements, SecurityScheme } from './security-types';
import { FRAMEWORKS, serve } from './testing/servers';
import type { Extra, Running } from './testing/servers';

const schemes: Record<string, SecurityScheme> = {
  header: { type: 'apiKey', in: 'header', name: 'X-Key' },
  query: { type: 'apiKey', in: 'query', name: 'key' },
  cookie: { type: 'apiKey', in: 'cookie', name: 'sid' },
  basic: { type: 'http', scheme: 'Basic' },
  bearer: { type: 'http', scheme: 'bearer' },
  digest: { type: 'http', scheme: 'Digest' },
  oauth: { type: 'oauth2' },
  mtls: { type: 'mutualTLS' },
};
const refuse = (status: number) => Promise.reject(Object.assign(new Error(`refused ${status}`), { status, expose: true }));
const authenticators: Extra['authenticators'] = {
  header: ({ apiKey }) => (apiKey === 'good' ? { by: 'header' } : null),
  query: ({ apiKey }) => apiKey === 'gööd' && 'query',
  cookie: ({ apiKey }) => (apiKey === 'a b' ? 'cookie' : undefined),
  basic: ({ username, password }) => ({ username, password }),
  bearer: ({ token, scopes }) => (token === 'bad' ? refuse(401) : token === 'low' ? refuse(403) : token === 'broken' ? Promise.reject(new Error('db down')) : { token, scopes }),
  digest: ({ credentials }) => credentials,
  oauth: ({ token, scopes }) => ({ token, scopes }),
  mtls: () => true,
};

describe.each(FRAMEWORKS)('security on %s', (framework) => {
  let running: Running;
  let ran = 0;
  const start = async (security: SecurityRequirements, extra: Extra = {}): Promise<void> => {
    ran = 0;
    const route = { method: 'get', path: '/x', facts: { security }, handle: ({ auth }: any) => (ran++, { body: { auth } }) };
    running = await serve(framework, [route], { schemes, authenticators, ...extra });
  };
  const get = async (headers: Record<string, string> = {}, query = ''): Promise<[number, any, string | null]> => {
    const reply = await fetch(`${running.url}/x${query}`, { headers });
    return [reply.status, await reply.json(), reply.headers.get('www-authenticate')];
  };
  afterEach(() => running?.close());

  test.each<[string, Record<string, string>, string, unknown]>([
    ['header', { 'x-key': 'good' }, '', { by: 'header' }],
    ['query', {}, '?key=g%C3%B6%C3%B6d', 'query'],
    ['cookie', { cookie: 'a=1; sid=a%20b' }, '', 'cookie'],
    ['basic', { authorization: `Basic ${Buffer.from('me:a:b').toString('base64')}` }, '', { username: 'me', password: 'a:b' }],
    ['bearer', { authorization: 'bearer  abc' }, '', { token: 'abc', scopes: ['read'] }],
    ['digest', { authorization: 'Digest username="x", uri="/"' }, '', 'username="x", uri="/"'],
    ['oauth', { authorization: 'Bearer t' }, '', { token: 't', scopes: ['read'] }],
  ])('%s: the principal stands under the scheme', async (key, headers, query, principal) => {
    await start([{ [key]: ['read'] }]);
    expect((await get(headers, query)).slice(0, 2)).toEqual([200, { auth: { [key]: principal } }]);
    const [status, body] = await get();
    expect([status, body.error.code, ran]).toEqual([401, 'UNAUTHORIZED', 1]);
  });

  test.each<[string, Record<string, string>]>([
    ['header', { 'x-key': 'wrong' }], ['header', { 'x-key': '' }],
    ['basic', { authorization: 'Basic !!!' }], ['basic', { authorization: 'Bearer abc' }],
    ['bearer', { authorization: 'Bearer bad' }], ['bearer', { authorization: 'Bearer a b' }], ['bearer', { authorization: 'Bearer' }],
    ['mtls', {}],
  ])('%s refuses %j', async (key, headers) => {
    await start([{ [key]: [] }]);
    expect([(await get(headers))[0], ran]).toEqual([401, 0]);
  });

  test('401 names every way in', async () => {
    await start([{ basic: [] }, { bearer: [] }, { header: [] }]);
    expect((await get())[2]).toBe('Basic realm="api", charset="UTF-8", Bearer, ApiKey in="header"');
  });

  test('AND needs all, OR needs one', async () => {
    await start([{ header: [], cookie: [] }, { bearer: ['w'] }]);
    expect((await get({ 'x-key': 'good' }))[0]).toBe(401);
    expect((await get({ 'x-key': 'good', cookie: 'sid=a%20b' }))[1]).toEqual({ auth: { header: { by: 'header' }, cookie: 'cookie' } });
    expect((await get({ 'x-key': 'good', authorization: 'Bearer t' }))[1]).toEqual({ auth: { bearer: { token: 't', scopes: ['w'] } } });
  });

  test('an optional requirement lets strangers in, but nobody who was told 403', async () => {
    await start([{ bearer: [] }, {}]);
    expect((await get()).slice(0, 2)).toEqual([200, { auth: {} }]);
    expect((await get({ authorization: 'Bearer bad' }))[0]).toBe(200);
    expect((await get({ authorization: 'Bearer low' }))[0]).toBe(403);
    expect((await get({ authorization: 'Bearer t' }))[1].auth.bearer.token).toBe('t');
  });

  test('403 when an authenticator says so, another alternative may still do', async () => {
    await start([{ bearer: [] }, { header: [] }]);
    const [status, body] = await get({ authorization: 'Bearer low' });
    expect([status, body.error]).toEqual([403, { code: 'FORBIDDEN', message: 'refused 403' }]);
    expect((await get({ authorization: 'Bearer low', 'x-key': 'good' }))[0]).toBe(200);
    expect((await get({ authorization: 'Bearer low', 'x-key': 'wrong' }))[0]).toBe(403);
  });

  test('an authenticator that breaks is a 500, whatever else would let the caller in', async () => {
    await start([{ bearer: [] }, { header: [] }, {}]);
    const [status, body] = await get({ authorization: 'Bearer broken', 'x-key': 'good' });
    expect([status, body.error.message, ran]).toEqual([500, 'Internal Server Error', 0]);
  });

  // `reject()` of a callback's promise: an error that is none must not pass for success.
  test.each<[string, () => unknown, number]>([
    ['a rejection without a reason', () => Promise.reject(), 500],
    ['a rejection with null', () => Promise.reject(null), 500],
    ['undefined', () => { throw undefined; }, 500],
    ['null', () => { throw null; }, 500],
    ['a text', () => { throw 'no'; }, 500],
    ['a promise of nothing', () => ({ then: (resolve: (value: unknown) => void) => resolve(undefined) }), 401],
    ['a promise of false', async () => false, 401],
  ])('an authenticator that answers by %s lets nobody in', async (_what, authenticate, status) => {
    for (const security of [[{ header: [] }], [{ header: [] }, { bearer: [] }]] as SecurityRequirements[]) {
      await start(security, { authenticators: { ...authenticators, header: authenticate } });
      expect([(await get({ 'x-key': 'good' }))[0], ran]).toEqual([status, 0]);
      await running.close();
    }
  });

  test.each([401, 403])('another server\'s %i refuses, but its words are not for the caller', async (status) => {
    const upstream = () => Promise.reject(Object.assign(new Error('upstream secret'), { status }));
    await start([{ header: [] }], { authenticators: { ...authenticators, header: upstream } });
    const [got, body] = await get({ 'x-key': 'good' });
    expect([got, body.error.code, ran]).toEqual([status, status === 401 ? 'UNAUTHORIZED' : 'FORBIDDEN', 0]);
    expect(JSON.stringify(body)).not.toContain('secret');
  });

  test('a stranger learns nothing of the shapes: 401 before 400, 406 and 415', async () => {
    running = await serve(
      framework,
      [{ method: 'post', path: '/x', facts: { security: [{ header: [] }], produces: ['image/png'] }, module: { body: { required: true, content: [] } } }],
      { schemes, authenticators },
    );
    const send = async (headers: Record<string, string>) => (await fetch(`${running.url}/x`, { method: 'POST', body: 'x', headers })).status;
    expect(await send({ accept: 'text/html' })).toBe(401);
    expect(await send({ 'x-key': 'good' })).toBe(415);
  });

  test.each([
    ['no authenticator', { authenticators: {} }, /operation get \/x: the security scheme "header" has no authenticator/],
    ['an inherited one', { authenticators: Object.create({ header: () => true }) }, /has no authenticator/],
    ['an unknown scheme', { schemes: {} }, /operation get \/x: the security scheme "header" is not declared/],
  ])('does not start with %s', async (_what, extra, message) => {
    await expect(start([{ header: [] }], extra)).rejects.toThrow(message);
  });
});
