import { createPrivateKey } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { createSecureContext } from 'node:tls';
import { runLoadTest } from './load-test';
import type { LoadtestOptions } from './options/options';
import type { LoadReport } from './report/report';
import { pem, pemFile } from './testing/certificates';
import { programs } from './testing/programs';
import type { HttpsServer, TestServer } from './testing/servers';
import { httpServer, httpsServer, MUTUAL } from './testing/servers';

jest.setTimeout(120_000);

const DOCUMENT = {
  openapi: '3.1.0', info: { title: 'Things', version: '1' }, servers: [{ url: '/' }],
  paths: { '/things': { get: { operationId: 'listThings', parameters: [{ name: 'n', in: 'query', required: true, schema: { type: 'integer' } }], responses: { 200: { description: 'ok' } } } } },
};

const CA: LoadtestOptions = { tlsCa: pemFile('ca.pem'), tlsServername: 'api.test' };
const CLIENT: LoadtestOptions = { ...CA, tlsCert: pemFile('client.pem'), tlsKey: pemFile('client.key') };

describe('TLS', () => {
  const disk = programs();
  const servers: TestServer[] = [];
  const serve = async (...args: Parameters<typeof httpsServer>): Promise<HttpsServer> => {
    const server = await httpsServer(...args);
    servers.push(server);
    return server;
  };
  beforeAll(() => {
    writeFileSync(path.join(disk.folder, 'openapi.json'), JSON.stringify(DOCUMENT));
    writeFileSync(path.join(disk.folder, 'scenario.yaml'), 'flows: [{ name: one, steps: [{ method: GET, url: /things }] }]');
  });
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));
  afterAll(() => disk.remove());

  const run = async (options: LoadtestOptions): Promise<LoadReport> => {
    const report = await runLoadTest({ concurrency: 2, readyTimeout: '1s', ...options }, { project: 'api', root: disk.folder, signal: new AbortController().signal, progress: () => undefined });
    for (const secret of pem('client.key').split('\n').slice(1, -2)) expect(JSON.stringify(report)).not.toContain(secret);
    return report;
  };
  const SHORT: LoadtestOptions = { duration: '300ms' };
  const REFUSED = (code: string) => ({ verdict: 'fail', reasons: [expect.stringContaining(code)], diagnostics: [{ code: 'BACKEND_LOAD_TLS_REFUSED' }] });

  it('trusts anybody on this machine, unless it is told whom to trust', async () => {
    const server = await serve();
    expect(await run({ url: server.url, ...SHORT })).toMatchObject({ verdict: 'pass' });
    const strict = await serve();
    expect(await run({ url: strict.url, ...SHORT, tlsVerify: true })).toMatchObject(REFUSED('its certificate is not trusted (UNABLE_TO_VERIFY_LEAF_SIGNATURE)'));
    expect(await run({ url: strict.url, ...SHORT, tlsCa: pemFile('stranger.pem') })).toMatchObject(REFUSED('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
    expect(strict.requests()).toBe(0);
  });

  it('verifies the name, of the URL or another', async () => {
    const server = await serve();
    const wrong = await run({ url: server.url, ...SHORT, ...CA, tlsServername: 'shop.test' });
    expect(wrong).toMatchObject(REFUSED('ERR_TLS_CERT_ALTNAME_INVALID'));
    expect(wrong.diagnostics[0]).toMatchObject({ message: expect.stringContaining('DNS:api.test'), help: expect.stringContaining('--tlsServername') });
    expect(await run({ url: server.url, ...SHORT, tlsCa: CA.tlsCa! })).toMatchObject(REFUSED("IP: 127.0.0.1 is not in the cert's list"));
    expect(server.requests()).toBe(0);
    expect(await run({ url: server.url, ...SHORT, ...CA })).toMatchObject({ verdict: 'pass' });
    expect(server.servernames).toEqual(new Set(['shop.test', 'api.test']));
    expect(await run({ url: server.url, ...SHORT, ...CA, tlsServername: 'shop.test', tlsVerify: false })).toMatchObject({ verdict: 'pass' });
  });

  it('waits a little for a certificate, and not for as long as for a server', async () => {
    const contexts = (['stranger', 'server'] as const).map((name) => createSecureContext({ cert: pem(`${name}.pem`), key: pem(`${name}.key`) }));
    let asked = 0;
    const late = await serve({ SNICallback: (_, done) => done(null, contexts[asked++ < 3 ? 0 : 1]!) });
    expect(await run({ url: late.url, ...SHORT, ...CA, readyTimeout: '20s' })).toMatchObject({ verdict: 'pass' });
    const never = await serve({ SNICallback: (_, done) => done(null, contexts[0]!) });
    // Longer than this test may take.
    expect(await run({ url: never.url, ...SHORT, ...CA, readyTimeout: '1h' })).toMatchObject(REFUSED('DEPTH_ZERO_SELF_SIGNED_CERT'));
  });

  it('says of a server without TLS that it has none', async () => {
    const server = await httpServer((_, response) => response.end());
    servers.push(server);
    expect(await run({ url: server.url.replace('http:', 'https:') })).toMatchObject(REFUSED('it does not speak TLS'));
  });

  it.each(['TLSv1.2', 'TLSv1.3'] as const)('says of a server that wants a certificate what to pass (%s)', async (maxVersion) => {
    const server = await serve({ ...MUTUAL, maxVersion });
    const refused = await run({ url: server.url, ...SHORT, ...CA });
    expect(refused).toMatchObject(REFUSED('it refuses the handshake (ERR_SSL_'));
    expect(refused.diagnostics[0]!.help).toContain('--tlsCert');
    const stranger = await run({ url: server.url, ...SHORT, ...CA, tlsCert: pemFile('stranger.pem'), tlsKey: pemFile('stranger.key') });
    expect(stranger).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_SERVER_NOT_READY', help: expect.stringContaining('--tlsCert') }] });
    expect(server.requests()).toBe(0);
    expect(await run({ url: server.url, ...SHORT, ...CLIENT })).toMatchObject({ verdict: 'pass' });
  });

  it('takes the passphrase of a key from the environment', async () => {
    const server = await serve(MUTUAL);
    writeFileSync(path.join(disk.folder, 'client.key'), createPrivateKey(pem('client.key')).export({ type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'open sesame' }));
    process.env['TEST_PASSPHRASE'] = 'open sesame';
    const options = { url: server.url, ...SHORT, ...CLIENT, tlsKey: 'client.key', tlsPassphrase: 'env:TEST_PASSPHRASE' };
    const report = await run(options);
    expect(report).toMatchObject({ verdict: 'pass' });
    expect(JSON.stringify(report)).not.toContain('open sesame');
    process.env['TEST_PASSPHRASE'] = 'open barley';
    expect(await run(options)).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_TLS_FILE' }] });
  });

  it('asks a server that it starts by https, where its requests go there', async () => {
    const command = disk.write('secure', `const { readFileSync } = require('node:fs');
      require('node:https').createServer({ cert: readFileSync(${JSON.stringify(pemFile('server.pem'))}), key: readFileSync(${JSON.stringify(pemFile('server.key'))}) }, (_, r) => setTimeout(() => r.end('ok'), 10)).listen(process.env.PORT, '127.0.0.1');`);
    const options = { command, ...SHORT, readyTimeout: '20s' };
    expect(await run({ ...options, ...CA, url: 'https://127.0.0.1:{port}/a', readyUrl: '/health' })).toMatchObject({ verdict: 'pass', server: { origin: expect.stringMatching(/^https:/) } });
    expect(await run({ ...options, ...CA, url: '/a', readyUrl: 'https://127.0.0.1:{port}/' })).toMatchObject({ verdict: 'pass' });
    expect(await run({ ...options, tlsVerify: true, readyTimeout: '2s', url: 'https://127.0.0.1:{port}/a' })).toMatchObject(REFUSED('UNABLE_TO_VERIFY_LEAF_SIGNATURE'));
  });

  describe.each<[string, LoadtestOptions, (report: LoadReport) => unknown]>([
    ['a run', SHORT, ({ measurement }) => measurement?.replies],
    ['threads', { ...SHORT, workers: 1 }, ({ measurement }) => measurement?.replies],
    ['a warm-up, pipelined, at a rate', { ...SHORT, warmup: '100ms', rate: 200, pipelining: 2 }, ({ measurement }) => measurement?.replies],
    ['a document', { ...SHORT, spec: 'openapi.json' }, ({ measurement }) => measurement?.replies],
    ['a scenario in threads', { ...SHORT, scenario: 'scenario.yaml', workers: 1 }, ({ measurement }) => measurement?.replies],
    ['attacks', { spec: 'openapi.json', attack: 'missing' }, ({ attack }) => attack?.operations.filter(({ good }) => good === '200').length],
    ['a rate limit', { ...SHORT, expectRateLimit: true, amount: 50 }, ({ rateLimit }) => rateLimit?.statuses['200']],
    ['advice', { advise: true, budget: '5s' }, ({ advice }) => advice?.steps.find(({ errorRate }) => errorRate === 0)?.replies],
  ])('%s', (_, options, good) => {
    it('shows a certificate, and verifies the server\'s', async () => {
      const server = await serve(MUTUAL, (_request, response) => setTimeout(() => response.end('ok'), 2));
      expect(good(await run({ url: server.url, ...options, ...CLIENT }))).toBeGreaterThan(0);
      expect(server.servernames).toEqual(new Set(['api.test']));
      const strict = await serve(MUTUAL);
      // Somebody else says that it is ready; the load then meets a server that it must not trust.
      const health = await httpServer((_request, response) => response.end());
      servers.push(health);
      const report = await run({ url: strict.url, readyUrl: health.url, ...options, ...CLIENT, tlsServername: 'shop.test' });
      expect(report.verdict).not.toBe('pass');
      expect(strict.requests()).toBe(0);
      if (report.measurement) {
        const { failures, failureCodes } = report.measurement;
        expect(failures).toEqual({ connect: expect.any(Number), timeout: 0, reset: 0, protocol: 0 });
        expect(Object.keys(failureCodes)).toEqual(['ERR_TLS_CERT_ALTNAME_INVALID']);
      }
      if (report.attack) expect(report.attack.operations[0]!.good).toBe('connect (ERR_TLS_CERT_ALTNAME_INVALID)');
      if (report.rateLimit) expect(Object.keys(report.rateLimit.statuses)).toEqual(['connect (ERR_TLS_CERT_ALTNAME_INVALID)']);
    });
  });

  it('counts handshakes that the server refuses as failures to connect, with its word', async () => {
    const server = await serve(MUTUAL);
    const health = await httpServer((_request, response) => response.end());
    servers.push(health);
    for (const workers of [0, 1]) {
      const { measurement } = await run({ url: server.url, readyUrl: health.url, ...SHORT, ...CA, workers });
      expect(measurement).toMatchObject({ replies: 0, failures: { timeout: 0, protocol: 0 }, failureCodes: { ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED: expect.any(Number) } });
      expect(measurement!.failures.connect).toBeGreaterThan(0);
    }
  });

  it('compares two servers, each of which it verifies', async () => {
    const [own, other, untrusted] = [await serve(MUTUAL), await serve(MUTUAL), await serve({ cert: pem('stranger.pem'), key: pem('stranger.key') })];
    const { comparison, measurement } = await run({ url: own.url, compare: other.url, budget: '4s', ...CLIENT });
    expect([measurement!.failures, comparison!.other.measurement.failures]).toEqual(Array(2).fill({ connect: 0, timeout: 0, reset: 0, protocol: 0 }));
    expect(own.requests() && other.requests()).toBeGreaterThan(0);
    const refused = await run({ url: own.url, compare: untrusted.url, budget: '4s', ...CLIENT });
    expect(refused).toMatchObject({ verdict: 'fail', reasons: [expect.stringMatching(/DEPTH_ZERO_SELF_SIGNED_CERT.*\(the server to compare with\)$/)] });
  });
});
