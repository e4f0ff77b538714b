import type { LoadPlan, LoadRequest, LoadShape } from '../plan/plan';
import type { TestServer } from '../testing/servers';
import { httpServer, rawServer } from '../testing/servers';
import { runLoad, warmUp } from './run';

const SHAPE: LoadShape = { concurrency: 4, durationMs: 300, pipelining: 1, timeoutMs: 5000, warmupMs: 0, workers: 0 };
const to = (url: string, more: Partial<LoadRequest> = {}): LoadRequest => ({ url, method: 'GET', headers: {}, ...more });
const plan = (requests: LoadRequest | LoadRequest[], shape: Partial<LoadShape> = {}): LoadPlan => ({ requests: [requests].flat(), shape: { ...SHAPE, ...shape } });
/** The shape without a duration: until its amount is done. */
const amountOf = (requests: LoadRequest | LoadRequest[], amount: number, shape: Partial<LoadShape> = {}): LoadPlan => {
  const { durationMs: _, ...rest } = SHAPE;
  return { requests: [requests].flat(), shape: { ...rest, amount, ...shape } };
};

jest.setTimeout(60_000);

describe('runLoad', () => {
  let server: TestServer;
  afterEach(() => server.close());

  it('counts replies, bytes and statuses, and labels closed-loop latency as uncorrected', async () => {
    server = await httpServer((_, response) => response.end('hello'));
    const m = await runLoad(plan(to(server.url)));
    expect(m.replies).toBeGreaterThan(10);
    expect(m).toMatchObject({ statuses: { 200: m.replies }, failures: { connect: 0, timeout: 0, reset: 0, protocol: 0 }, coordinatedOmission: 'uncorrected', interrupted: false });
    expect(m.bytes).toBeGreaterThan(m.replies * 50);
    expect(m.latency).toMatchObject({ count: m.replies });
    expect(m.latency!.p50).toBeLessThanOrEqual(m.latency!.p99);
    expect(m.latency!.p99).toBeLessThanOrEqual(m.latency!.max);
    expect(m.series.reduce((sum, { replies }) => sum + replies, 0)).toBe(m.replies);
    expect(m.serviceTime).toBeUndefined();
  });

  it('sends method, headers and body as they are', async () => {
    const seen: string[] = [];
    server = await httpServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk)).on('end', () => {
        seen.push(`${request.method} ${request.url} ${request.headers['x-a']} ${request.headers['content-type']} ${body}`);
        response.statusCode = 201;
        response.end();
      });
    });
    const request = to(`${server.url}users?x=1`, { method: 'POST', headers: { 'X-A': ['1', '2'], 'content-type': 'application/json' }, body: '{"ü":1}' });
    const m = await runLoad(amountOf(request, 3, { concurrency: 1 }));
    expect(m.statuses).toEqual({ 201: 3 });
    expect(new Set(seen)).toEqual(new Set(['POST /users?x=1 1, 2 application/json {"ü":1}']));
  });

  it.each([[1, 1], [10, 4], [10, 1], [7, 3]])('sends an amount exactly, pipelining %d over %d connections', async (pipelining, concurrency) => {
    let received = 0;
    server = await httpServer((_, response) => {
      received++;
      setTimeout(() => response.end(), 2);
    });
    const m = await runLoad(amountOf(to(server.url), 50, { pipelining, concurrency }));
    expect([m.replies, received, m.unfinished.inFlight]).toEqual([50, 50, 0]);
  });

  it('shares requests and connections out between several URLs, origins and threads', async () => {
    server = await httpServer((request, response) => response.writeHead(request.url === '/b' ? 404 : 200).end());
    const other = await httpServer((_, response) => response.end());
    const m = await runLoad(amountOf([to(`${server.url}a`), to(`${server.url}b`), to(other.url)], 60, { workers: 2, concurrency: 6 }));
    await other.close();
    expect(m.generator.threads).toBe(2);
    expect(m.replies).toBe(60);
    const counts = m.byRequest.map(({ replies }) => replies);
    expect(counts[2]).toBe(30);
    expect(counts[0]! + counts[1]!).toBe(30);
    expect(m.statuses[404]).toBe(counts[1]);
  });

  it('keeps the rate, and counts a stall for the requests that were due in it', async () => {
    let until = 0;
    server = await httpServer((_, response) => {
      if (until === 0) until = Date.now() + 400;
      setTimeout(() => response.end(), Math.max(0, until - Date.now()));
    });
    const m = await runLoad(plan(to(server.url), { rate: 100, concurrency: 2, durationMs: 800 }));
    expect(m.coordinatedOmission).toBe('corrected');
    expect(m.replies).toBeGreaterThan(60);
    expect(m.replies).toBeLessThanOrEqual(82);
    // Two requests met the stall, forty were due in it: a fourth of the requests waited for 200 ms and more.
    expect(m.latency!.p75).toBeGreaterThan(100);
    expect(m.latency!.p75).toBeGreaterThan(2 * m.serviceTime!.p75);
  });

  it('tells refused connections apart', async () => {
    server = await httpServer((_, response) => response.end());
    await server.close();
    const m = await runLoad(plan(to(server.url)));
    expect(m.replies).toBe(0);
    expect(m.failures.connect).toBeGreaterThan(0);
    expect(m.failures.connect).toBeLessThan(200); // asked again after pauses, not in a busy loop
    expect(m.failureCodes['ECONNREFUSED']).toBe(m.failures.connect);
  });

  it.each([
    ['reset', (at: number) => at % 2 === 1, 'resetAndDestroy'],
    ['closed', (at: number) => at % 2 === 1, 'destroy'],
  ] as const)('tells %s connections apart, and later replies count for their own requests', async (_, drop, how) => {
    let requests = 0;
    server = await httpServer((request, response) => {
      if (drop(requests++)) request.socket[how]();
      else response.end();
    });
    const m = await runLoad(amountOf(to(server.url), 20, { concurrency: 1 }));
    expect([m.replies, m.failures.reset]).toEqual([10, 10]);
    expect(m.latency!.count).toBe(10);
  });

  it('fails replies that are no HTTP', async () => {
    server = await rawServer((socket) => socket.on('data', () => socket.write('\u0000garbage\r\n\r\n')));
    const m = await runLoad(amountOf(to(server.url), 8));
    expect([m.replies, m.failures.protocol]).toEqual([0, 8]);
  });

  it('fails replies that nobody asked for', async () => {
    server = await rawServer((socket) => socket.on('data', () => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'.repeat(2))));
    const m = await runLoad(amountOf(to(server.url), 8, { concurrency: 1 }));
    expect(m.replies + m.failures.protocol + m.failures.reset).toBe(8);
  });

  it('fails what is not whole in time, be it slow for ever', async () => {
    server = await rawServer((socket) => {
      socket.once('data', () => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n');
        const drip = setInterval(() => socket.write('.'), 10);
        socket.once('close', () => clearInterval(drip));
      });
    });
    const m = await runLoad(amountOf(to(server.url), 8, { timeoutMs: 100 }));
    expect([m.replies, m.failures.timeout]).toEqual([0, 8]);
  });

  it('reports what is open at the end as unfinished', async () => {
    server = await httpServer(() => undefined);
    const closed = await runLoad(plan(to(server.url)));
    expect(closed).toMatchObject({ replies: 0, failures: { timeout: 0 }, unfinished: { inFlight: 4, neverSent: 0 } });
    const open = await runLoad(plan(to(server.url), { rate: 100 }));
    expect(open.unfinished.inFlight).toBe(4);
    expect(open.unfinished.neverSent).toBeGreaterThan(15);
  });

  it('understands replies that end with the connection, Connection: close, HEAD and 1xx', async () => {
    server = await rawServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nuntil the end')));
    const raw = await runLoad(amountOf(to(server.url), 8));
    await server.close();
    expect(raw).toMatchObject({ statuses: { 200: 8 }, failures: { reset: 0 } });
    server = await httpServer((request, response) => {
      if (request.url === '/close') response.setHeader('connection', 'close');
      if (request.url === '/hints') response.writeEarlyHints({ link: '</a>; rel=preload' });
      response.setHeader('content-length', 5);
      response.end(request.method === 'HEAD' ? undefined : 'hello');
    });
    const requests = [to(`${server.url}close`), to(`${server.url}hints`), to(`${server.url}`, { method: 'HEAD' })];
    const m = await runLoad(amountOf(requests, 30, { concurrency: 2 }));
    expect(m).toMatchObject({ statuses: { 200: 30 }, failures: { reset: 0, protocol: 0, timeout: 0 } });
    expect(m.byRequest.map(({ replies }) => replies)).toEqual([10, 10, 10]);
  });

  it('ends early when told to, with what it has', async () => {
    server = await httpServer((_, response) => response.end());
    for (const workers of [0, 1]) {
      const stop = new AbortController();
      const running = runLoad(plan(to(server.url), { durationMs: 60_000, workers }), stop.signal);
      setTimeout(() => stop.abort(), 1500);
      expect(await running).toMatchObject({ interrupted: true });
    }
  });

  it('warms up for its time', async () => {
    let requests = 0;
    server = await httpServer((_, response) => {
      requests++;
      response.end();
    });
    await warmUp(amountOf(to(server.url), 1, { warmupMs: 200 }));
    expect(requests).toBeGreaterThan(1);
    await warmUp(plan(to(server.url)));
  });
});
