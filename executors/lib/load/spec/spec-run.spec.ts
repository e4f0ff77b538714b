import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLoadTest } from '../load-test';
import type { LoadtestOptions } from '../options/options';
import { loadHtml } from '../report/to-html';
import { loadMarkdown } from '../report/to-markdown';
import type { LoadReport } from '../report/report';
import type { OrdersServer } from '../testing/orders-api';
import { httpServer } from '../testing/servers';
import { programs } from '../testing/programs';
import { ORDERS_DOCUMENT, ordersServer } from '../testing/orders-api';

jest.setTimeout(60_000);

describe('a run by a document', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-spec-run-'));
  let server: OrdersServer;
  beforeAll(() => writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(ORDERS_DOCUMENT)));
  beforeEach(() => void (process.env['ORDERS_TOKEN'] = 's3cret-token'));
  afterEach(() => server?.close());
  afterAll(() => rmSync(root, { recursive: true }));

  const run = (options: LoadtestOptions): Promise<LoadReport> => runLoadTest(
    { spec: 'openapi.json', url: server.url, auth: 'env:ORDERS_TOKEN', amount: 160, concurrency: 3, ...options },
    { project: 'api', root, signal: new AbortController().signal, progress: () => undefined },
  );
  const seen = (method: string, pattern: RegExp) => server.seen.filter((one) => one.method === method && pattern.test(one.url));

  it('calls every operation with ids that creates gave, below each other and by links', async () => {
    server = await ordersServer();
    const report = await run({});
    expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, reasons: [], diagnostics: [] });
    expect(report.drive!.steps.map(({ name, replies }) => [name, replies > 10])).toEqual(ORDERS_OPERATIONS.map((name) => [name, true]));
    expect(server.seen.map(({ status }) => status).filter((status) => status >= 400)).toEqual([401]); // whether it is there is asked without a token
    expect(new Set(seen('GET', /^\/orders\/\d+$/).map(({ url }) => url)).size).toBeGreaterThan(3);
    expect(seen('GET', /^\/receipts\/r%2F\d+\?tenant=acme$/).length).toBeGreaterThan(5);
    expect(seen('DELETE', /./).map(({ url }) => url)).toHaveLength(new Set(seen('DELETE', /./).map(({ url }) => url)).size);
    expect(report.drive!.steps.find(({ name }) => name === 'getItem')!.chained).toEqual(['/orders/{}/items/{}']);
  });

  it('makes what an operation needs, though it was not asked for, and keeps to weights', async () => {
    server = await ordersServer();
    const report = await run({ operations: 'getItem=3,listOrders', amount: 83 });
    expect(report).toMatchObject({ verdict: 'pass', errorRate: 0 });
    const count = (name: string) => report.drive!.steps.find((step) => step.name === name)!.replies;
    expect([count('createOrder'), count('addItem')]).toEqual([3, 3]); // once for each user
    expect(count('getItem') / count('listOrders')).toBeCloseTo(3, 0);
    expect(report.drive!.steps).toHaveLength(4);
  });

  it('counts replies that lie, with an example, and fails by one in a hundred', async () => {
    server = await ordersServer((route, body) => (route === 'GET orders/id' ? { ...(body as object), id: 'seven', customer: undefined } : body));
    const report = await run({ operations: 'getOrder,listOrders=99', amount: 200 });
    const [bad] = report.drive!.badReplies;
    expect(report.drive!.mismatches).toBeGreaterThan(1);
    expect(report).toMatchObject({ verdict: 'fail', reasons: expect.arrayContaining([expect.stringMatching(/^mismatchRate<=0%: /)]) });
    expect(bad).toMatchObject({ kind: 'mismatch', step: 'getOrder', status: 200, problems: expect.arrayContaining(['body id: must be integer', "body customer: must have required property 'customer'"]), body: expect.stringContaining('"seven"') });
    for (const text of [loadMarkdown(report), loadHtml(report)]) expect(text.replace(/&#\d+;/g, '"').replace(/\\/g, '')).toMatch(/getOrder answered 200, \d+ times: body id: must be integer/);
    expect(report.errorRate).toBeCloseTo(report.drive!.mismatches / 200, 5);
  });

  it('counts undeclared statuses and media types', async () => {
    server = await ordersServer();
    const report = await run({ auth: 'wrong-token', amount: 20, operations: 'listOrders' });
    expect(report).toMatchObject({ verdict: 'fail', errorRate: 1 });
    expect(report.drive!.badReplies).toMatchObject([{ kind: 'unexpected', status: 401, count: 20, problems: ['status 401', 'The status 401 is not declared'] }]);
    // The server echoes what it gets.
    expect(JSON.stringify(report)).not.toContain('wrong-token');
    expect(report.drive!.badReplies[0]!.body).toContain('Bearer ***');
  });

  it('sends in an open loop too, and takes its base path from the address', async () => {
    server = await ordersServer();
    const report = await run({ url: `${server.url}/v1/`, amount: 40, rate: 400, operations: ['GET /orders', 'createOrder'] });
    expect(report).toMatchObject({ verdict: 'pass', measurement: { coordinatedOmission: 'corrected' }, requests: [{ url: `${server.url}/v1/orders` }, { url: `${server.url}/v1/orders` }] });
  });

  it('feeds columns into parameters and properties', async () => {
    server = await ordersServer();
    writeFileSync(path.join(root, 'customers.csv'), 'customer,note\r\n"Ada, ""Countess""",x\nGrace,y\nLin\u00fcs,z\n');
    await run({ operations: 'createOrder', feed: 'customers.csv', amount: 9 });
    const sent = seen('POST', /./).map(({ body }) => (JSON.parse(body) as { customer: string }).customer).sort();
    expect(sent).toEqual([...Array(3).fill('Ada, "Countess"'), ...Array(3).fill('Grace'), ...Array(3).fill('Lin\u00fcs')]);
  });

  it('reports what is wrong before anything is sent', async () => {
    server = await ordersServer();
    delete process.env['ORDERS_TOKEN'];
    const report = await run({ operations: 'getOrdr,getOrder=0', method: 'POST', pipelining: 4, feed: 'none.csv' });
    expect(report.verdict).toBe('fail');
    expect(report.diagnostics.map(({ code }) => code).sort()).toEqual(['BACKEND_LOAD_FEEDER_UNREADABLE', 'BACKEND_LOAD_OPERATION_UNKNOWN', 'BACKEND_LOAD_OPTION_INVALID', 'BACKEND_LOAD_OPTION_INVALID', 'BACKEND_LOAD_OPTION_INVALID', 'BACKEND_LOAD_SECRET_MISSING']);
    expect(server.seen).toEqual([]);
  });

  it('starts the server, and finds its base path in the document', async () => {
    server = await ordersServer();
    const disk = programs();
    writeFileSync(path.join(disk.folder, 'openapi.yaml'), 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\nservers: [{ url: "https://a.test/v1" }]\npaths: { /ping: { get: { responses: { "200": { description: ok } } } } }\n');
    const command = disk.write('server', `require('node:http').createServer((q, r) => r.writeHead(q.url === '/v1/ping' || q.url === '/' ? 200 : 404).end()).listen(process.env.PORT, '127.0.0.1');`);
    const report = await runLoadTest({ spec: 'openapi.yaml', command, amount: 30, concurrency: 2 }, { project: 'api', root: disk.folder, signal: new AbortController().signal, progress: () => undefined });
    disk.remove();
    expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, measurement: { replies: 30 }, drive: { steps: [{ name: 'GET /ping', replies: 30, statuses: { 200: 30 } }] } });
  });

  it('goes on after connections that break, replies that hang and bodies cut in the middle of a character', async () => {
    server = await ordersServer();
    let requests = 0;
    const text = JSON.stringify([{ id: 1, customer: 'L\u00fc\u00fcn\ud83d\ude80' }]);
    const breaking = await httpServer((request, response) => {
      request.resume();
      if (++requests === 1) return void response.end();
      if (requests % 7 === 0) return void request.socket.destroy();
      if (requests % 11 === 0) return; // hangs
      response.writeHead(200, { 'content-type': 'application/json' });
      const bytes = Buffer.from(text);
      const middle = bytes.indexOf(0xbc); // between the two bytes of an umlaut
      response.write(bytes.subarray(0, middle));
      setTimeout(() => response.end(bytes.subarray(middle)), 2);
    });
    const report = await run({ url: breaking.url.slice(0, -1), operations: 'listOrders', amount: 60, timeout: '150ms', checkReplies: 'all', thresholds: 'errorRate<50%' });
    await breaking.close();
    const { measurement, drive } = report;
    expect(report.drive!.badReplies).toEqual([]);
    expect(measurement!.failures.reset).toBeGreaterThan(3);
    expect(measurement!.failures.timeout).toBeGreaterThan(2);
    expect(measurement!.replies + measurement!.failures.reset + measurement!.failures.timeout).toBe(60);
    expect(drive!.steps[0]).toMatchObject({ name: 'listOrders', replies: measurement!.replies, mismatches: 0, failures: 60 - measurement!.replies });
    expect(report.verdict).toBe('pass');
  });

  it('warns that credentials are made up', async () => {
    server = await ordersServer();
    expect(await run({ auth: undefined as never, amount: 3 })).toMatchObject({ diagnostics: [{ code: 'BACKEND_LOAD_AUTH_INVENTED', severity: 'warning' }] });
    process.env['BACKEND_AUTH_TOKEN'] = 's3cret-token';
    expect(await run({ auth: undefined as never, amount: 9 })).toMatchObject({ verdict: 'pass', diagnostics: [] });
    delete process.env['BACKEND_AUTH_TOKEN'];
  });
});

const ORDERS_OPERATIONS = ['createOrder', 'listOrders', 'getOrder', 'deleteOrder', 'addItem', 'getItem', 'getReceipt', 'refund'];
