import path from 'node:path';
import { call, callJson } from './harness/http';
import { failureOf, type Ran } from './harness/run';
import { startApp } from './harness/start-app';
import { createWorkspace, type Workspace } from './harness/workspace';

jest.setTimeout(400_000);

const ORIGIN = 'https://app.example.com';
/** Where `serve` listens; the default is another test's. */
const PORT = 43_170;
const ENV = { RATE_LIMIT: '5/1h', CORS_ORIGINS: `${ORIGIN}, https://admin.example.com:8443` };

/** `nx g @org/backend:security` from the packed plugin, on applications as `nx g @org/backend:app` writes them. */
describe('protected applications', () => {
  let workspace: Workspace;
  const nx = async (...args: string[]): Promise<Ran> => {
    const ran = await workspace.nx(...args);
    expect(failureOf(ran)).toBe('');
    return ran;
  };

  beforeAll(async () => {
    workspace = await createWorkspace({ name: 'security' });
  });
  afterAll(() => workspace?.remove());

  describe.each(['express', 'fastify', 'koa', 'nest'])('on %s', (framework) => {
    const folder = () => path.join(workspace.root, `apps/${framework}-api`);

    it('are written, type-check and stay as they are', async () => {
      await nx('g', '@org/backend:app', `${framework}-api`, `--framework=${framework}`, `--port=${PORT}`);
      const { stderr, stdout } = await nx('g', '@org/backend:security', `${framework}-api`);
      expect(stdout + stderr).not.toContain('BACKEND_');
      expect(workspace.read(`apps/${framework}-api/src/main.ts`)).toMatch(/^secure\(app\);$/m);
      expect((await nx('g', '@org/backend:security', `${framework}-api`)).stdout).not.toMatch(/^(CREATE|UPDATE|DELETE)/m);
      await nx('run', `${framework}-api:build`);
    });

    it('answer with headers, to their own origins, within the limit', async () => {
      const server = await startApp(folder(), ENV);
      try {
        const first = await callJson(server.origin, 'GET', '/notes', undefined, { origin: ORIGIN });
        expect(first.status).toBe(200);
        expect(first.headers).toMatchObject({
          'content-security-policy': "default-src 'none';frame-ancestors 'none'", 'x-content-type-options': 'nosniff', 'strict-transport-security': expect.any(String),
          'access-control-allow-origin': ORIGIN, 'ratelimit-policy': '"default";q=5;w=3600', ratelimit: expect.stringMatching(/^"default";r=4;t=\d+$/),
        });
        expect(first.headers).not.toHaveProperty('x-powered-by');
        // A foreign origin; the address it claims is not believed; errors have the headers too.
        const refused = await callJson(server.origin, 'POST', '/notes', {}, { origin: 'https://evil.example', 'x-forwarded-for': '203.0.113.7' });
        expect([refused.status, refused.headers['access-control-allow-origin'], refused.headers['x-content-type-options'], refused.headers['ratelimit']]).toEqual([400, undefined, 'nosniff', expect.stringContaining('r=3')]);
        const preflight = await call(server.origin, { method: 'OPTIONS', path: '/notes', headers: { origin: ORIGIN, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' } });
        expect([preflight.status, preflight.headers['access-control-allow-headers'], preflight.headers['access-control-allow-methods']]).toEqual([204, 'content-type', expect.stringContaining('POST')]);

        for (let used = 3; used < 5; used++) expect((await call(server.origin, { path: '/notes' })).status).toBe(200);
        const over = await callJson(server.origin, 'POST', '/notes', { text: 'Buy milk' }, { 'x-request-id': 'mine', 'x-forwarded-for': '203.0.113.8' });
        expect(over).toMatchObject({ status: 429, json: { error: { code: 'TOO_MANY_REQUESTS', message: expect.stringMatching(/^Too many requests: wait \d+ s$/) }, meta: { requestId: 'mine' } } });
        expect(over.headers).toMatchObject({ 'retry-after': expect.stringMatching(/^\d+$/), 'x-request-id': 'mine', 'x-content-type-options': 'nosniff' });
        expect((await call(server.origin, { path: '/health' })).status).toBe(200);
      } finally {
        await server.stop();
      }
    });
  });

  it('keep a limit that a load test finds to be what it says', async () => {
    // The first of the document's operations is not limited: the target's own document is left out.
    const ran = await workspace.nxWith({ RATE_LIMIT: '40/2s' }, 'run', 'fastify-api:loadtest', '--spec=', `--url=http://localhost:${PORT}/notes`, '--expectRateLimit', '--skip-nx-cache');
    expect(failureOf(ran)).toBe('');
    expect(ran.stdout).toContain('40 requests per 2 s');
  });

  it('believe as many proxies as they are told', async () => {
    const server = await startApp(path.join(workspace.root, 'apps/express-api'), { RATE_LIMIT: '1/1h', TRUST_PROXY: '1' });
    const from = async (forwarded: string): Promise<number> => (await call(server.origin, { path: '/notes', headers: { 'x-forwarded-for': forwarded } })).status;
    try {
      expect([await from('203.0.113.7'), await from('198.51.100.1, 203.0.113.7'), await from('203.0.113.8')]).toEqual([200, 429, 200]);
      expect([await from('2001:db8::1'), await from('2001:db8:0:0:ffff::2'), await from('2001:db8:0:1::1')]).toEqual([200, 429, 200]);
    } finally {
      await server.stop();
    }
  });

  it.each([
    [{ RATE_LIMIT: '100' }, 'RATE_LIMIT is "100": write requests within a time, such as 100/1m, or none'],
    [{ CORS_ORIGINS: '*' }, 'CORS_ORIGINS has "*": write each origin out'],
    [{ TRUST_PROXY: 'true' }, 'TRUST_PROXY is "true": write how many proxies'],
  ])('do not start with %j', async (env, message) => {
    await expect(startApp(path.join(workspace.root, 'apps/koa-api'), env)).rejects.toThrow(message);
  });
});
