import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLoadTest } from '../load-test';
import type { LoadtestOptions } from '../options/options';
import type { LoadReport } from '../report/report';
import type { OrdersServer } from '../testing/orders-api';
import { ORDERS_DOCUMENT, ordersServer } from '../testing/orders-api';
import { parseCsv } from './parse-csv';

jest.setTimeout(30_000);

describe('a run by a scenario', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-scenario-'));
  let server: OrdersServer;
  beforeAll(async () => {
    writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(ORDERS_DOCUMENT));
    process.env['ORDERS_TOKEN'] = 's3cret-token';
  });
  beforeEach(async () => void (server = await ordersServer()));
  afterEach(() => server.close());
  afterAll(() => rmSync(root, { recursive: true }));

  const run = (scenario: string, options: LoadtestOptions = {}): Promise<LoadReport> => {
    writeFileSync(path.join(root, 'scenario.yaml'), scenario);
    return runLoadTest({ scenario: 'scenario.yaml', url: server.url, amount: 60, concurrency: 2, ...options }, { project: 'api', root, signal: new AbortController().signal, progress: () => undefined });
  };
  const problems = async (scenario: string, options: LoadtestOptions = {}): Promise<string[]> => {
    const { diagnostics } = await run(scenario, options);
    expect(server.seen).toEqual([]);
    return diagnostics.map(({ position, message }) => `${position?.file}:${position?.line}:${position?.column} ${message}`);
  };

  it('runs flows by weight, with captured values, rows of feeders, secrets and built-in values', async () => {
    writeFileSync(path.join(root, 'customers.json'), JSON.stringify([{ name: 'Ada "the" 1st', vip: true }, { name: 'Grace', vip: false }]));
    const report = await run(`
feeders:
  customers: { file: customers.json }
flows:
  - name: order
    weight: 2
    steps:
      - method: POST
        url: /orders
        headers: { authorization: "Bearer \${env:ORDERS_TOKEN}", x-request: "\${$uuid} \${$counter}" }
        body: { customer: "\${customers.name}", note: "for \${customers.name}: $\${no}", vip: "\${customers.vip}" }
        capture: { order: /id, tenant: "header:X-Tenant", customer: /customer }
        expect: 201
      - url: /orders/\${order}?t=\${tenant}&c=\${customer}
        headers: { authorization: "Bearer \${env:ORDERS_TOKEN}" }
        think: 1ms
  - name: list
    steps:
      - name: all orders
        url: /orders
        headers: { authorization: "Bearer \${env:ORDERS_TOKEN}" }
`);
    expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, diagnostics: [] });
    const count = (name: string): number => report.drive!.steps.find((step) => step.name === name)!.replies;
    expect(report.drive!.steps.map(({ name }) => name)).toEqual(['order: POST /orders', 'order: GET /orders/${order}', 'all orders']);
    expect(count('order: POST /orders') / count('all orders')).toBeCloseTo(2, 0);
    const bodies = server.seen.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body) as { customer: string; note: string; vip: boolean });
    expect(bodies).toContainEqual({ customer: 'Ada "the" 1st', note: 'for Ada "the" 1st: ${no}', vip: true });
    expect(bodies).toContainEqual({ customer: 'Grace', note: 'for Grace: ${no}', vip: false });
    expect(server.seen.some(({ url, status }) => /^\/orders\/\d+\?t=acme&c=Ada%20%22the%22%201st$/.test(url) && status === 200)).toBe(true);
    expect(JSON.stringify(report)).not.toContain('s3cret-token');
  });

  it('calls operations of a document, by its examples or own values, and checks their replies', async () => {
    const report = await run(`
flows:
  - steps:
      - operation: createOrder
        with: { body: { customer: "Lin-\${$user}" } }
        capture: { order: /id }
      - operation: addItem
        with: { path: { orderId: "\${order}" } }
      - operation: GET /orders/{orderId}/items/{itemId}
      - operation: deleteOrder
`, { spec: 'openapi.json', auth: 'env:ORDERS_TOKEN' });
    expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, drive: { mismatches: 0, steps: [{ name: 'createOrder' }, { name: 'addItem' }, { name: 'getItem' }, { name: 'deleteOrder' }] } });
    expect(report.drive!.bodiesChecked).toBe(60);
    expect(server.seen.filter(({ body }) => /^{"customer":"Lin-[01]"}$/.test(body))).toHaveLength(16);
  });

  it('waits before a step that thinks, and refuses that at a rate', async () => {
    const scenario = 'flows:\n  - steps:\n      - url: /a\n        expect: 401\n      - url: /b\n        think: 1h\n';
    const report = await run(scenario, { amount: undefined as never, duration: '300ms' });
    expect(report.drive!.steps.map(({ replies }) => replies)).toEqual([2, 0]); // each user once
    const before = server.seen.length;
    expect(await run(scenario, { rate: 10 })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_OPTION_INVALID', message: '--rate is given, but steps of the scenario think' }] });
    expect(server.seen).toHaveLength(before);
  });

  it('reports what is wrong with its place', async () => {
    expect(await problems(`
flows:
  - steps:
      - operaton: createOrder
        url: /x
      - url: x
        expect: 999
  - weight: 0
    steps: []
`)).toEqual([
      'scenario.yaml:4:9 there is no "operaton" here', 'scenario.yaml:6:9 url must match pattern "^(/|\\$\\{)"', expect.stringMatching(/^scenario.yaml:7:9 expect /),
      'scenario.yaml:8:5 weight must be > 0', 'scenario.yaml:9:5 steps must NOT have fewer than 1 items',
    ]);
    expect(await problems(`
feeders: { users: { file: none.csv } }
flows:
  - steps:
      - url: /a/\${order}
        think: soon
      - operation: createOrder
      - url: /b
        operation: createOrder
      - url: /c
        method: FETCH
        headers: { a: "\${env:NOT_SET_7D1F}" }
`)).toEqual([
      'scenario.yaml:2:21 the values of none.csv cannot be read: ENOENT',
      'scenario.yaml:6:9 "soon" is no time',
      'scenario.yaml:7:9 there is no document that has operations',
      'scenario.yaml:8:9 a step has an operation or a url, one of them',
      'scenario.yaml:11:9 "FETCH" is no method of HTTP',
      'scenario.yaml:5:9 ${order} is not known here',
      'scenario.yaml:12:20 the environment variable NOT_SET_7D1F is not set',
    ]);
    expect(await problems('flows: [', {})).toEqual([expect.stringMatching(/^scenario.yaml:\d+:\d+ /)]);
    expect(await problems('flows:\n  - steps:\n      - operation: nobody\n      - operation: getOrder\n        with: { query: { a: 1 } }\n', { spec: 'openapi.json', auth: 'env:ORDERS_TOKEN' })).toEqual([
      'scenario.yaml:3:9 the document has no operation "nobody"', 'scenario.yaml:5:9 getOrder has no query parameter "a"',
    ]);
  });
});

describe('parseCsv', () => {
  it('reads quotes, commas, line breaks, and empty cells', () => {
    expect(parseCsv('\ufeffa,b\r\n"x ""y"", z","1\n2"\r\n,\n\nlast,cell')).toEqual({ columns: ['a', 'b'], rows: [{ a: 'x "y", z', b: '1\n2' }, { a: '', b: '' }, { a: 'last', b: 'cell' }], ragged: [] });
    expect(parseCsv('a,b\n1\n1,2,3\n').ragged).toEqual([{ line: 2, cells: 1 }, { line: 3, cells: 3 }]);
  });
});
