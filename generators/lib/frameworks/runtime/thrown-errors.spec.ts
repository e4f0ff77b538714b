import { tell } from './options';
import { FRAMEWORKS, serve } from './testing/servers';
import type { Running } from './testing/servers';

describe.each(FRAMEWORKS)('what a handler throws on %s', (framework) => {
  let running: Running | undefined;
  const reply = async (thrown: unknown): Promise<Response> => {
    running = await serve(framework, [{ method: 'get', path: '/x', handle: () => Promise.reject(thrown) }]);
    return fetch(`${running.url}/x`, { signal: AbortSignal.timeout(5000) });
  };
  afterEach(async () => {
    await running?.close();
    running = undefined;
  });

  // Refused by Node while the error was being answered, they brought the process down.
  test.each<[string, Record<string, string>]>([
    ['a line break in a header', { 'x-note': 'a\r\nset-cookie: b=1' }],
    ['a header beyond Latin-1', { 'x-note': '日本' }],
    ['a header whose name is none', { 'x note': 'a' }],
    ['a header without a value', { 'x-note': undefined! }],
    ['the framing of another reply', { 'content-length': '1', 'Transfer-Encoding': 'chunked', 'content-encoding': 'gzip' }],
  ])('is answered without %s', async (_what, headers) => {
    const error = Object.assign(new Error('slow down'), { status: 429, expose: true, headers: { ...headers, 'x-kept': 'yes' } });
    const got = await reply(error);
    expect([got.status, ((await got.json()) as any).error.message, got.headers.get('x-kept')]).toEqual([429, 'slow down', 'yes']);
    for (const name of ['x-note', 'set-cookie', 'content-encoding']) expect(got.headers.get(name)).toBeNull();
  });

  const trap = () => {
    throw new Error('trap');
  };
  test.each<[string, unknown]>([
    ['an error whose properties throw', Object.defineProperty(new Error('x'), 'expose', { get: trap })],
    ['one whose status throws', Object.defineProperties(new Error('x'), { expose: { value: true }, status: { get: trap } })],
    ['one whose message is none', { expose: true, status: 400, message: { a: 1 } }],
  ])('may be %s', async (_what, thrown) => {
    const got = await reply(thrown);
    const { error } = (await got.json()) as any;
    expect([got.status >= 400, typeof error.message]).toEqual([true, 'string']);
    expect(JSON.stringify(error)).not.toContain('trap');
  });

  if (framework === 'koa') {
    test('after half a reply ends the connection: Koa would leave the client waiting', async () => {
      const before = (app: any): void => app.use(async (ctx: any, next: any) => (ctx.res.write('half'), await next()));
      running = await serve(framework, [{ method: 'get', path: '/x', handle: () => Promise.reject(new Error('late')) }], { before });
      const half = await fetch(`${running.url}/x`);
      const outcome = await Promise.race([half.text().catch((error: Error) => error.message), new Promise((resolve) => setTimeout(resolve, 3000, 'waiting').unref())]);
      expect(outcome).toBe('terminated');
    });
  }
});

test('an onError that rejects is heard: a rejection nobody handles ends the process', async () => {
  const rejection = Promise.reject(new Error('Sentry is down'));
  const heard = jest.spyOn(rejection, 'catch');
  tell(() => rejection as unknown as void, new Error('x'), {});
  expect(heard).toHaveBeenCalled();
});
