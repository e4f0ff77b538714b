import { createPrivateKey } from 'node:crypto';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'yaml';
import { runLoadTest } from '../../load-test';
import type { LoadtestOptions } from '../../options/options';
import type { LoadReport } from '../../report/report';
import { pem, pemFile } from '../../testing/certificates';
import type { OrdersServer } from '../../testing/orders-api';
import { ORDERS_DOCUMENT, ordersServer } from '../../testing/orders-api';
import { httpServer, httpsServer, MUTUAL } from '../../testing/servers';
import { readArtilleryReport } from './read-report';

/** Artillery is some 470 packages, so it is run where its folder is given: BACKEND_ARTILLERY=…/node_modules/.bin. */
const INSTALLED = process.env['BACKEND_ARTILLERY'];

jest.setTimeout(120_000);

describe('engine: artillery', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-artillery-'));
  const file = (name: string): string => path.join(root, 'reports/api/loadtest/artillery', name);
  let server: OrdersServer;
  beforeAll(async () => {
    writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(ORDERS_DOCUMENT));
    server = await ordersServer();
    process.env['ORDERS_TOKEN'] = 's3cret-token';
  });
  afterAll(async () => {
    await server.close();
    rmSync(root, { recursive: true });
  });
  const run = (options: LoadtestOptions): Promise<LoadReport> => runLoadTest(
    { engine: 'artillery', url: server.url, spec: 'openapi.json', auth: 'env:ORDERS_TOKEN', concurrency: 3, ...options },
    { project: 'api', root, signal: new AbortController().signal, progress: () => undefined },
  );

  it('writes users that go on for a time, or arrivals at a rate', async () => {
    await run({ exportOnly: true, duration: '4s', thresholds: 'p95<200ms,rps>10,cpuPerRequest<1ms' });
    const script = parse(readFileSync(file('script.yml'), 'utf8'));
    expect(script.config).toMatchObject({ target: server.url, phases: [{ arrivalCount: 3 }], ensure: { conditions: [{ expression: 'http.response_time.p95 < 200' }, { expression: 'http.request_rate > 10' }, { expression: 'backend.errors / http.requests < 0.01' }] } });
    expect(script.scenarios[0].flow).toEqual([{ function: 'begin' }, { loop: [expect.anything()], whileTrue: 'goOn' }]);
    await run({ exportOnly: true, duration: '4s', rate: 20 });
    expect(parse(readFileSync(file('script.yml'), 'utf8')).config.phases).toEqual([{ duration: 4, arrivalRate: 20, maxVusers: 3 }]);
  });

  it('makes requests as our users do, by its processor', async () => {
    await run({ exportOnly: true });
    const text = readFileSync(file('processor.cjs'), 'utf8');
    expect(text).not.toContain('s3cret-token');
    const processor = createRequire(file('processor.cjs'))('./processor.cjs');
    const context = { vars: {} as Record<string, any> };
    const counters: Record<string, number> = {};
    const events = { emit: (_: string, name: string, by: number) => void (counters[name] = (counters[name] ?? 0) + by) };
    await new Promise<void>((resolve) => processor.begin(context, events, resolve));
    const statuses: number[] = [];
    for (let i = 0; i < 30; i++) {
      const params: any = { url: `${server.url}/`, headers: { 'user-agent': 'Artillery' } };
      await new Promise<void>((resolve) => processor.prepare(params, context, events, resolve));
      const response = await fetch(params.url, { method: params.method, headers: params.headers, body: params.body ?? null });
      statuses.push(response.status);
      const body = await response.text();
      await new Promise<void>((resolve) => processor.received(params, { statusCode: response.status, headers: Object.fromEntries(response.headers), body, timings: { phases: { total: 1 } } }, context, events, resolve));
    }
    expect(statuses.filter((status) => status >= 400)).toEqual([]);
    expect(counters['backend.errors']).toBe(0);
    expect(server.seen.filter(({ url }) => /items\/i\d+$/.test(url)).length).toBeGreaterThan(1);
  });

  it('verifies servers but those on this machine, and reads certificates and keys where it runs', async () => {
    writeFileSync(path.join(root, 'client.key'), createPrivateKey(pem('client.key')).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }));
    process.env['TEST_PASSPHRASE'] = 'open sesame';
    let copies = 0;
    const prepared = async (url: string): Promise<unknown> => {
      // By another name each time, or the first that was loaded would stay.
      const copy = file(`processor-${copies++}.cjs`);
      copyFileSync(file('processor.cjs'), copy);
      const processor = createRequire(copy)(copy);
      const context = { vars: {} };
      const params = { url, https: { ciphers: 'own' } };
      processor.begin(context, { emit: () => undefined }, () => undefined);
      await new Promise((resolve) => processor.prepare(params, context, {}, resolve));
      return params.https;
    };
    await run({ exportOnly: true, url: 'https://api.test', tlsCa: pemFile('ca.pem'), tlsCert: pemFile('client.pem'), tlsKey: 'client.key', tlsPassphrase: 'env:TEST_PASSPHRASE' });
    expect(readFileSync(file('processor.cjs'), 'utf8')).not.toMatch(/open sesame|-----BEGIN/);
    const own = { ciphers: 'own', certificateAuthority: pem('ca.pem'), certificate: pem('client.pem'), key: readFileSync(path.join(root, 'client.key'), 'utf8'), passphrase: 'open sesame', rejectUnauthorized: true };
    expect(await prepared('https://127.0.0.1:1/')).toEqual(own);
    process.env['BACKEND_TLS_KEY'] = 'another';
    expect(await prepared('https://api.test/')).toEqual({ ...own, key: 'another' });
    delete process.env['BACKEND_TLS_KEY'];
    delete process.env['TEST_PASSPHRASE'];
    await expect(prepared('https://api.test/')).rejects.toThrow('set TEST_PASSPHRASE');
    await run({ exportOnly: true });
    expect([await prepared('https://127.0.0.1:1/'), await prepared('https://api.test/')]).toEqual([{ ciphers: 'own', rejectUnauthorized: false }, { ciphers: 'own', rejectUnauthorized: true }]);
    expect(await run({ exportOnly: true, tlsServername: 'api.test' })).toMatchObject({ verdict: 'fail', reasons: ['--tlsServername is given with --engine=artillery, which does not do it'] });
  });

  (INSTALLED ? describe : describe.skip)('installed', () => {
    it('runs, and is judged by its report', async () => {
      process.env['PATH'] = `${INSTALLED}${path.delimiter}${process.env['PATH']}`;
      const before = server.seen.length;
      const report = await run({ duration: '3s', thresholds: 'p95<2s,errorRate<1%,rps>5' });
      const sent = server.seen.length - before;
      expect(report).toMatchObject({ verdict: 'pass', engine: { summary: { errorRate: 0 } } });
      const { summary } = report.engine!;
      expect(summary!.requests).toBeGreaterThan(20);
      expect(Math.abs(summary!.requests - sent)).toBeLessThanOrEqual(2); // one asks whether the server is there
      expect(server.seen.slice(before + 1).filter(({ status }) => status >= 400)).toEqual([]);
      expect(summary!.bySteps).toHaveLength(8);
      expect(await run({ rate: 20, duration: '3s', thresholds: 'p50<0.001ms' })).toMatchObject({ verdict: 'fail', engine: { summary: { errorRate: 0 } } });
    });

    it('shows its certificate, and is not answered without', async () => {
      process.env['PATH'] = `${INSTALLED}${path.delimiter}${process.env['PATH']}`;
      const secure = await httpsServer(MUTUAL);
      const health = await httpServer((_, response) => response.end());
      const load = { engine: 'artillery', url: `https://localhost:${secure.port}/a`, duration: '2s', concurrency: 2, readyUrl: health.url } as const;
      const start = (options: LoadtestOptions) => runLoadTest({ ...load, ...options }, { project: 'api', root, signal: new AbortController().signal, progress: () => undefined });
      const client = { tlsCa: pemFile('ca.pem'), tlsCert: pemFile('client.pem'), tlsKey: pemFile('client.key') };
      expect(await start(client)).toMatchObject({ verdict: 'pass', engine: { summary: { errorRate: 0 } } });
      const before = secure.requests();
      expect(before).toBeGreaterThan(10);
      expect((await start({ ...client, tlsCa: pemFile('stranger.pem') })).verdict).toBe('fail');
      expect((await start({ tlsCa: client.tlsCa })).verdict).toBe('fail');
      expect(secure.requests()).toBe(before);
      await Promise.all([secure.close(), health.close()]);
    });
  });
});

describe('readArtilleryReport', () => {
  it('counts requests without a reply as errors', () => {
    const aggregate = { counters: { 'http.responses': 90, 'http.codes.200': 88, 'http.codes.500': 2, 'errors.ECONNRESET': 10, 'backend.errors': 2 }, summaries: { 'http.response_time': { p50: 1, p999: 9 }, 'backend.step.1': { count: 4, p50: 2 } }, firstMetricAt: 1000, lastMetricAt: 11_000 };
    expect(readArtilleryReport({ aggregate })).toEqual({ requests: 100, repliesPerSecond: 9, errorRate: 0.12, statuses: { 200: 88, 500: 2 }, latency: { p50: 1, 'p99.9': 9 }, bySteps: [{ step: 1, requests: 4, p50: 2 }] });
    for (const other of [null, [], {}, { aggregate: {} }]) expect(readArtilleryReport(other)).toBeUndefined();
  });
});
