import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { rateLimit as expressRateLimit } from 'express-rate-limit';
import { fastify as createFastify } from 'fastify';
import Koa from 'koa';
import { runLoadTest } from '../load-test';
import type { LoadtestOptions } from '../options/options';
import { loadHtml } from '../report/to-html';
import type { LoadReport } from '../report/report';
import { loadMarkdown } from '../report/to-markdown';
import { judgeRateLimit } from './judge-rate-limit';
import { readRateLimit } from './rate-limit-fields';

jest.setTimeout(60_000);

interface Running { readonly url: string; close(): Promise<void> }

async function serve(listener: RequestListener): Promise<Running> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

interface Limit { readonly max: number; readonly seconds: number }

function onExpress({ max, seconds }: Limit, options: object = {}): Promise<Running> {
  const app = express();
  app.use(expressRateLimit({ limit: max, windowMs: seconds * 1000, ...options }));
  app.get('/', (_, response) => void response.json({ ok: true }));
  return serve(app);
}

async function onFastify({ max, seconds }: Limit, options: object = {}): Promise<Running> {
  const app = createFastify();
  await app.register((await import('@fastify/rate-limit')).default, { max, timeWindow: seconds * 1000, ...options });
  app.get('/', async () => ({ ok: true }));
  await app.ready();
  const running = await serve((request, response) => app.routing(request, response));
  return { ...running, close: () => running.close().then(() => app.close()) };
}

function onKoa({ max, seconds }: Limit): Promise<Running> {
  const limit = require('koa-ratelimit') as (options: object) => Koa.Middleware;
  const app = new Koa();
  app.use(limit({ driver: 'memory', db: new Map(), duration: seconds * 1000, max, id: (context: Koa.Context) => context.ip }));
  app.use((context) => void (context.body = { ok: true }));
  return serve(app.callback());
}

describe('expectRateLimit', () => {
  let server: Running;
  afterEach(() => server?.close());
  const run = (options: LoadtestOptions = {}, of: Running = server): Promise<LoadReport> => runLoadTest(
    { url: of.url, expectRateLimit: true, concurrency: 4, ...options },
    { project: 'api', root: process.cwd(), signal: new AbortController().signal, progress: () => undefined },
  );

  // They wait for most of the time, so they wait together.
  it.concurrent.each<[string, (limit: Limit) => Promise<Running>, Limit, string]>([
    ['express-rate-limit, draft 6', (limit) => onExpress(limit, { standardHeaders: 'draft-6', legacyHeaders: false }), { max: 5, seconds: 1 }, 'RateLimit-Policy'],
    ['express-rate-limit, draft 7', (limit) => onExpress(limit, { standardHeaders: 'draft-7', legacyHeaders: false }), { max: 60, seconds: 2 }, 'RateLimit'],
    ['express-rate-limit, draft 8', (limit) => onExpress(limit, { standardHeaders: 'draft-8', legacyHeaders: false }), { max: 17, seconds: 1 }, 'RateLimit-Policy'],
    ['express-rate-limit, legacy', (limit) => onExpress(limit, { standardHeaders: false, legacyHeaders: true }), { max: 20, seconds: 1 }, 'X-RateLimit-Limit'],
    ['@fastify/rate-limit', (limit) => onFastify(limit), { max: 30, seconds: 2 }, 'X-RateLimit-Limit'],
    ['@fastify/rate-limit, draft', (limit) => onFastify(limit, { enableDraftSpec: true }), { max: 100, seconds: 2 }, 'RateLimit-Limit'],
    ['koa-ratelimit', onKoa, { max: 12, seconds: 1 }, 'X-RateLimit-Limit'],
    ['koa-ratelimit, many', onKoa, { max: 150, seconds: 2 }, 'X-RateLimit-Limit'],
  ])('finds limit and window of %s', async (_, start, limit, field) => {
    const limited = await start(limit);
    const { rateLimit, ...report } = await run({}, limited);
    await limited.close();
    expect(rateLimit!.checks.filter(({ outcome }) => outcome !== 'pass')).toEqual([]);
    expect(report).toMatchObject({ verdict: 'pass', reasons: [] });
    expect(rateLimit!.declared!.fields).toContain(field);
    expect([rateLimit!.declared!.limit, rateLimit!.observed]).toEqual([limit.max, expect.objectContaining({ accepted: limit.max, fresh: true })]);
    const window = rateLimit!.declared!.windowSeconds ?? rateLimit!.observed.windowSeconds!;
    expect(window).toBeGreaterThan(limit.seconds - 0.5);
    expect(window).toBeLessThan(limit.seconds + 1.6); // fields are in whole seconds
    expect(loadMarkdown({ ...report, rateLimit })).toMatch(new RegExp(`✅ The rate is limited: ${limit.max} requests per `));
    expect(loadHtml({ ...report, rateLimit })).toContain('a refusal says when to come back');
  });

  it.each<[string, () => Promise<Running>]>([
    ['Express', () => serve(express().get('/', (_, response) => void response.json({})))],
    ['Fastify', async () => {
      const app = createFastify();
      app.get('/', async () => ({}));
      await app.ready();
      return serve((request, response) => app.routing(request, response));
    }],
    ['Koa', () => serve(new Koa().use((context) => void (context.body = {})).callback())],
  ])('fails without a limit on %s', async (_, start) => {
    server = await start();
    expect(await run({ duration: '400ms' })).toMatchObject({ verdict: 'fail', reasons: [expect.stringMatching(/^not so: too many requests are refused: none of \d+ requests in 0\.\d s was answered 429$/)] });
    expect(await run({ amount: 50 })).toMatchObject({ verdict: 'fail', rateLimit: { observed: { accepted: 50 } } });
  });

  it('fails where a refusal does not say when to come back, or what it says is not so', async () => {
    server = await onExpress({ max: 5, seconds: 1 }, { standardHeaders: false, legacyHeaders: false });
    let report = await run();
    expect(report.reasons).toEqual([expect.stringContaining('a refusal says when to come back: neither Retry-After')]);
    expect(report.rateLimit!.observed).toMatchObject({ accepted: 5, windowSeconds: expect.any(Number) });
    await server.close();
    let requests = 0;
    server = await serve((_, response) => response.writeHead(++requests % 20 < 9 ? 200 : 429, { 'retry-after': '0', 'x-ratelimit-limit': '100' }).end());
    report = await run({ concurrency: 1 });
    expect(report.reasons).toContainEqual('not so: the limit is what it says: it says 100, 9 were taken');
  });

  it('cannot tell whether it lets go where that takes too long, and fails where it never does', async () => {
    server = await onExpress({ max: 3, seconds: 600 });
    expect(await run({ recoveryTimeout: '2s' })).toMatchObject({ verdict: 'void', reasons: [expect.stringContaining('longer than --recoveryTimeout, 2 s')] });
    await server.close();
    let requests = 0;
    server = await serve((_, response) => response.writeHead(++requests > 5 ? 429 : 200, { 'retry-after': '0' }).end());
    expect(await run({ recoveryTimeout: '600ms' })).toMatchObject({ verdict: 'fail', reasons: ['not so: requests are taken again afterwards: not within 0.6 s'] });
  });

  it('judges a burst that is slower than the window by all the windows it fills', () => {
    const replies = { statuses: {}, first: undefined, limited: 1, refusal: { status: 429, headers: {}, body: Buffer.alloc(0), ms: 1 }, beganAt: 0 };
    const fields = { sources: ['RateLimit'], limit: 250, windowSeconds: 1, retryAfterSeconds: 1 };
    const judge = (accepted: number, elapsedMs: number) => judgeRateLimit('GET /', { first: { ...replies, accepted: 100, elapsedMs: 900 }, refusal: fields, recovery: { waitedMs: 900, fields }, fresh: { ...replies, accepted, elapsedMs } }, 60_000);
    const limitCheck = (accepted: number, elapsedMs: number) => judge(accepted, elapsedMs).checks.find(({ name }) => name === 'the limit is what it says')!;
    expect([limitCheck(250, 400).outcome, limitCheck(440, 400).outcome, limitCheck(440, 1700).outcome, limitCheck(560, 1700).outcome, limitCheck(100, 1700).outcome]).toEqual(['pass', 'fail', 'pass', 'fail', 'fail']);
    expect(limitCheck(440, 1700).what).toBe('it says 250, 440 were taken over 2 windows: more --concurrency would fill one');
    expect(judge(440, 1700).observed).toEqual({ accepted: 440, fresh: false });
  });

  it('fails where requests within the limit fail', async () => {
    let requests = 0;
    server = await serve((_, response) => response.writeHead(++requests % 3 === 0 ? 500 : requests > 8 ? 429 : 200, { 'retry-after': '0' }).end());
    expect(await run({ recoveryTimeout: '300ms' })).toMatchObject({ verdict: 'fail', reasons: expect.arrayContaining([expect.stringContaining('500 × ')]) });
  });
});

describe('readRateLimit', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each<[string, Record<string, string>, object]>([
    ['draft 10, the tightest of several', { 'ratelimit-policy': '"burst";q=100;w=60, "day";q=5000;w=86400', ratelimit: '"burst";r=50;t=30, "day";r=4000;t=4000' }, { limit: 100, windowSeconds: 60, remaining: 50, resetSeconds: 30 }],
    ['draft 7', { 'ratelimit-policy': '100;w=60', ratelimit: 'limit=100, remaining=50, reset=30' }, { limit: 100, windowSeconds: 60, remaining: 50, resetSeconds: 30 }],
    ['draft 3', { 'ratelimit-limit': '100, 100;w=60, 5000;w=86400', 'ratelimit-reset': '7' }, { limit: 100, windowSeconds: 60, resetSeconds: 7 }],
    ['seconds since the epoch', { 'x-ratelimit-limit': '60', 'x-ratelimit-reset': String(now / 1000 + 90) }, { limit: 60, resetSeconds: 90 }],
    ['milliseconds since the epoch', { 'x-rate-limit-reset': String(now + 1500) }, { resetSeconds: 1.5 }],
    ['a date', { 'retry-after': 'Thu, 01 Jan 2026 00:02:00 GMT' }, { retryAfterSeconds: 120 }],
    ['a policy whose name holds signs', { 'ratelimit-policy': '"a;q=1,b";q=9;w=3;pk=:c2E=:' }, { limit: 9, windowSeconds: 3 }],
    ['nonsense', { 'ratelimit-limit': 'many', 'retry-after': 'soon', ratelimit: '"' }, {}],
  ])('reads %s', (_, headers, facts) => {
    const { sources, ...read } = readRateLimit(headers, now);
    expect(read).toEqual(facts);
    expect(sources.length > 0).toBe(Object.keys(facts).length > 0);
  });
});
