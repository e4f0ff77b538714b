import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { runLoadTest } from '../../load-test';
import type { LoadtestOptions } from '../../options/options';
import type { LoadReport } from '../../report/report';
import { loadHtml } from '../../report/to-html';
import { loadMarkdown } from '../../report/to-markdown';
import { CERTIFICATES, pem, pemFile } from '../../testing/certificates';
import { runUnderShim } from '../../testing/k6-shim';
import { ORDERS_DOCUMENT } from '../../testing/orders-api';
import { readK6Summary } from './read-summary';

jest.setTimeout(60_000);

describe('engine: k6', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-k6-'));
  const script = path.join(root, 'reports/api/loadtest/k6/script.js');
  let child: ChildProcess;
  let url: string;

  // In a process of its own: a script of k6 waits for its replies, and this process with it.
  beforeAll(async () => {
    writeFileSync(path.join(root, 'openapi.json'), JSON.stringify(ORDERS_DOCUMENT));
    const api = pathToFileURL(path.join(__dirname, '../../testing/orders-api.ts')).href;
    child = spawn(process.execPath, ['--no-warnings', '-e', `import(${JSON.stringify(api)}).then((m) => m.ordersServer()).then((s) => console.log(s.url))`], { stdio: ['ignore', 'pipe', 'inherit'] });
    url = await new Promise((resolve) => child.stdout!.once('data', (text) => resolve(String(text).trim())));
    process.env['ORDERS_TOKEN'] = 's3cret-token';
  });
  afterAll(() => {
    child.kill();
    rmSync(root, { recursive: true });
  });

  const run = (options: LoadtestOptions): Promise<LoadReport> => runLoadTest({ engine: 'k6', url, concurrency: 3, ...options }, { project: 'api', root, signal: new AbortController().signal, progress: () => undefined });
  const bySpec = { spec: 'openapi.json', auth: 'env:ORDERS_TOKEN', thresholds: 'p95<5s,errorRate<1%,rps>1' };

  it('exports a plan that runs as ours does, with its thresholds, and reads the summary back', async () => {
    const exported = await run({ ...bySpec, exportOnly: true, duration: '5s' });
    expect(exported).toMatchObject({ verdict: 'pass', engine: { files: ['reports/api/loadtest/k6/script.js', 'reports/api/loadtest/k6/testrun.yaml'] } });
    expect(readFileSync(script, 'utf8')).not.toContain('s3cret-token');
    const ran = runUnderShim(script, { TARGET: url, ORDERS_TOKEN: 's3cret-token' }, 3, 33);
    expect(ran.options).toMatchObject({
      scenarios: { backend: { executor: 'constant-vus', vus: 3, duration: '5000ms' } },
      thresholds: { http_req_duration: ['p(95)<5000'], backend_errors: ['rate<0.01'], http_reqs: ['rate>1'] },
    });
    expect(ran.requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect(new Set(ran.requests.map(({ name }) => name))).toEqual(new Set(['createOrder', 'listOrders', 'getOrder', 'deleteOrder', 'addItem', 'getItem', 'getReceipt', 'refund']));
    expect(ran.requests.filter(({ url: one }) => /\/orders\/\d{4}\/items\/i\d+$/.test(one)).length).toBeGreaterThan(1);

    writeFileSync(path.join(root, 'summary.json'), ran.files['summary.json']!);
    const report = await run({ ...bySpec, summary: 'summary.json' });
    expect(report).toMatchObject({ verdict: 'pass', engine: { summary: { requests: 33, errorRate: 0, latency: { p95: expect.any(Number), 'p99.9': expect.any(Number) } } } });
    expect(report.thresholds.map(({ text, outcome }) => [text, outcome])).toEqual([['p95<5s', 'pass'], ['errorRate<1%', 'pass'], ['rps>1', 'pass']]);
    expect(report.engine!.summary!.bySteps.reduce((sum, { requests }) => sum + requests, 0)).toBe(33);
    for (const text of [loadMarkdown(report), loadHtml(report)]) expect(text).toContain('Measured by k6: 33 requests');
    expect(await run({ ...bySpec, thresholds: 'p50<0.001ms', summary: 'summary.json' })).toMatchObject({ verdict: 'fail', reasons: [expect.stringMatching(/^p50<0.001ms: /)] });
  });

  it('counts what is not expected as an error', async () => {
    await run({ ...bySpec, exportOnly: true, amount: 6 });
    const ran = runUnderShim(script, { TARGET: url, ORDERS_TOKEN: 'nobody' }, 3, 6);
    expect(ran.options.scenarios['backend']).toMatchObject({ executor: 'shared-iterations', vus: 3, iterations: 6 });
    expect(readK6Summary(JSON.parse(ran.files['summary.json']!))).toMatchObject({ requests: 6, errorRate: 1, statuses: { 401: 6 } });
    expect(() => runUnderShim(script, { TARGET: url }, 1, 1)).toThrow('set ORDERS_TOKEN');
  });

  it('exports plain requests with hostile texts as they are', async () => {
    const body = '{"a":"`${1}` \' \\" \u2028 */ </script>"}';
    await run({ url: [`${url}/a?x='%22\``, `${url}/b`], method: 'POST', headers: ['x-key: k3y', 'content-type: application/json'], body, exportOnly: true });
    expect(readFileSync(script, 'utf8')).not.toContain('k3y');
    const ran = runUnderShim(script, { TARGET: `${url}/`, BACKEND_HEADER_X_KEY: 'k3y' }, 1, 2);
    expect(ran.requests.map(({ method, url: one }) => [method, one])).toEqual([['POST', `${url}/a?x='%22\``], ['POST', `${url}/b`]]);
  });

  it('writes a TestRun for the operator, with secrets by reference', async () => {
    await run({ ...bySpec, exportOnly: true, workers: 4, rate: 100 });
    const text = readFileSync(path.join(root, 'reports/api/loadtest/k6/testrun.yaml'), 'utf8');
    expect(parse(text)).toMatchObject({
      apiVersion: 'k6.io/v1alpha1', kind: 'TestRun', metadata: { name: 'api-loadtest' },
      spec: { parallelism: 4, script: { configMap: { name: 'api-loadtest', file: 'script.js' } }, runner: { env: expect.arrayContaining([{ name: 'ORDERS_TOKEN', valueFrom: { secretKeyRef: { name: 'api-loadtest', key: 'ORDERS_TOKEN' } } }]) } },
    });
    expect(text).toContain('kubectl create configmap api-loadtest --from-file=script.js');
    expect(text).not.toContain('s3cret-token');
    const [, options] = /export const options = (.*);\n/.exec(readFileSync(script, 'utf8'))!;
    expect(options).toContain("executor: 'constant-arrival-rate', rate: 100, timeUnit: '1s'");
  });

  describe('TLS', () => {
    const files = { tlsCert: pemFile('client.pem'), tlsKey: pemFile('client.key') };
    let secure: ChildProcess;
    let origin: string;
    beforeAll(async () => {
      // Its certificate is for localhost, not for an address.
      secure = spawn(process.execPath, ['-e', `const read = (name) => require('node:fs').readFileSync(${JSON.stringify(CERTIFICATES)} + '/' + name);
        const server = require('node:https').createServer({ cert: read('server.pem'), key: read('server.key'), ca: read('ca.pem'), requestCert: true, rejectUnauthorized: true }, (_, r) => r.end('ok'));
        server.listen(0, '127.0.0.1', () => console.log(server.address().port));`], { stdio: ['ignore', 'pipe', 'inherit'] });
      origin = `https://localhost:${await new Promise((resolve) => secure.stdout!.once('data', (text) => resolve(String(text).trim())))}`;
    });
    afterAll(() => void secure.kill());
    const statuses = (environment: Record<string, string>): number[] => runUnderShim(script, environment, 1, 1).requests.map(({ status }) => status);

    it('reads certificate and key where it runs, and has neither in it', async () => {
      await run({ url: `${origin}/a`, exportOnly: true, ...files });
      for (const line of pem('client.key').split('\n').slice(1, -2)) expect(readFileSync(script, 'utf8')).not.toContain(line);
      expect(readFileSync(script, 'utf8')).not.toContain('-----BEGIN');
      expect(statuses({})).toEqual([200]);
      expect(statuses({ BACKEND_TLS_CERT: pem('stranger.pem'), BACKEND_TLS_KEY: pem('stranger.key') })).toEqual([0]);
      const manifest = readFileSync(path.join(root, 'reports/api/loadtest/k6/testrun.yaml'), 'utf8');
      expect(parse(manifest).spec.runner.env).toContainEqual({ name: 'BACKEND_TLS_KEY', valueFrom: { secretKeyRef: { name: 'api-loadtest', key: 'BACKEND_TLS_KEY' } } });
      expect(manifest).toContain('--from-file=BACKEND_TLS_KEY=backend_tls_key.pem');
      await run({ url: `${origin}/a`, exportOnly: true });
      expect(statuses({})).toEqual([0]);
    });

    it('verifies any server but those on this machine, whichever TARGET says when it runs', async () => {
      const skips = (environment: Record<string, string>): boolean => runUnderShim(script, environment, 1, 0).options.insecureSkipTLSVerify;
      await run({ url: `${origin}/a`, exportOnly: true });
      expect(['https://localhost:1', 'https://127.0.0.1', 'https://[::1]:1/', 'https://api.test', 'https://localhost.api.test', 'https://localhost@api.test'].map((TARGET) => skips({ TARGET }))).toEqual([true, true, true, false, false, false]);
      await run({ url: `${origin}/a`, exportOnly: true, tlsVerify: true });
      expect(skips({})).toBe(false);
      await run({ url: 'https://api.test/a', exportOnly: true, tlsVerify: false });
      expect(skips({})).toBe(true);
    });

    it('says that authorities are those of the machine', async () => {
      const exported = await run({ url: `${origin}/a`, exportOnly: true, ...files, tlsCa: pemFile('ca.pem') });
      expect(exported).toMatchObject({ verdict: 'pass', diagnostics: [{ code: 'BACKEND_LOAD_ENGINE_TLS', severity: 'warning' }] });
      expect(statuses({})).toEqual([0]);
      expect(statuses({ SSL_CERT_FILE: pemFile('ca.pem') })).toEqual([200]);
    });

    it('takes a passphrase from the environment, of keys that k6 can read', async () => {
      const key = (type: 'pkcs8' | 'sec1') => writeFileSync(path.join(root, 'client.key'), createPrivateKey(pem('client.key')).export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }));
      process.env['TEST_PASSPHRASE'] = 'open sesame';
      const options = { url: `${origin}/a`, exportOnly: true, ...files, tlsKey: 'client.key', tlsPassphrase: 'env:TEST_PASSPHRASE' };
      key('sec1');
      expect(await run(options)).toMatchObject({ verdict: 'pass' });
      expect(readFileSync(script, 'utf8')).not.toContain('open sesame');
      expect(statuses({ TEST_PASSPHRASE: 'open sesame' })).toEqual([200]);
      expect(() => statuses({})).toThrow('set TEST_PASSPHRASE');
      key('pkcs8');
      expect(await run(options)).toMatchObject({ verdict: 'fail', reasons: ['--tlsKey is encrypted as PKCS#8, which k6 does not read'] });
      expect(await run({ url: `${origin}/a`, exportOnly: true, tlsServername: 'api.test' })).toMatchObject({ reasons: ['--tlsServername is given with --engine=k6, which does not do it'] });
    });
  });

  it('says what it cannot do', async () => {
    const PATH = process.env['PATH'];
    process.env['PATH'] = root;
    expect(await run(bySpec)).toMatchObject({ verdict: 'void', diagnostics: [{ code: 'BACKEND_LOAD_ENGINE_MISSING' }], engine: { name: 'k6' } });
    process.env['PATH'] = PATH;
    expect(await run({ ...bySpec, thresholds: 'memory<1GB', exportOnly: true })).toMatchObject({ verdict: 'pass', diagnostics: [{ code: 'BACKEND_LOAD_ENGINE_UNMEASURED' }] });
    writeFileSync(path.join(root, 'other.json'), '{}');
    expect(await run({ ...bySpec, summary: 'other.json' })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_SUMMARY_UNREADABLE' }] });
    expect((await run({ ...bySpec, warmup: 1, attack: true })).diagnostics.map(({ message }) => message)).toEqual(expect.arrayContaining(['--warmup is given with --engine=k6, which does not do it', '--attack is given with --engine=k6, which does not do it']));
  });
});

describe('readK6Summary', () => {
  it('reads what --summary-export writes', () => {
    const json = { metrics: { http_reqs: { count: 100, rate: 50 }, http_req_failed: { value: 0.02, passes: 2, fails: 98 }, http_req_duration: { avg: 3, med: 2, 'p(90)': 4, 'p(95)': 5, max: 9 } } };
    expect(readK6Summary(json)).toEqual({ requests: 100, repliesPerSecond: 50, errorRate: 0.02, statuses: {}, latency: { mean: 3, p50: 2, p90: 4, p95: 5, max: 9 }, bySteps: [] });
    for (const other of [null, [], {}, { metrics: [] }, { metrics: { a: 1 } }]) expect(readK6Summary(other)).toBeUndefined();
  });
});
