import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import Ajv from 'ajv/dist/2020';
import loadtestExecutor from '../executors/loadtest/executor';
import type { LoadReport } from '../executors/lib/load/report/report';
import reportSchema from '../executors/loadtest/report.schema.json';
import type { LoadtestSchema } from '../executors/loadtest/schema';
import { bootServer, describeWithSpecs, generatedFramework, generateFromSource, installedDist, runOrThrow, sharedSpec } from './harness';
import type { Framework, Server, SourceApp } from './harness';

/** `FULL=1` takes every framework and a large document; otherwise the smallest pair that shows something. */
const FULL = process.env['FULL'] === '1';
const CASES: readonly [document: string, framework: Framework][] = FULL
  ? ['redocly-museum.yaml', 'adyen-checkout-v71.yaml'].flatMap((document) => (['express', 'fastify', 'koa', 'nest', 'nest-fastify'] as const).map((framework): [string, Framework] => [document, framework]))
  : [['redocly-museum.yaml', 'fastify']];

const isReport = new Ajv({ allErrors: true }).compile(reportSchema);

/** Lets in who says example, as the run does that has no secrets. */
function letExamplesIn(src: string): void {
  const file = path.join(src, 'middleware/authenticators.ts');
  if (!existsSync(file)) return;
  const known = "[c.apiKey, c.token, c.username, c.credentials].includes('example') && (c.password === undefined || c.password === 'example')";
  writeFileSync(file, readFileSync(file, 'utf8').replace(/async \(\) => \{\n\s*throw unauthorized\([^]*?\);\n\s*\}/g, `async (c: any) => (${known} ? { name: 'example' } : undefined)`));
}

describeWithSpecs('load tests of generated servers', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'backend-load-generated-'));
  afterAll(() => rmSync(root, { recursive: true }));
  beforeEach(() => {
    jest.spyOn(console, 'log').mockImplementation();
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  describe.each(CASES)('%s on %s', (document, framework) => {
    let app: SourceApp;
    let server: Server;
    beforeAll(async () => {
      app = await generateFromSource(sharedSpec(document), { framework: generatedFramework(framework), stubs: 'example' });
      letExamplesIn(app.src);
      server = await bootServer(app.src, framework, { openDoors: false });
    }, 240_000);
    afterAll(async () => {
      await server?.stop();
      app?.remove();
    });

    const run = async (options: LoadtestSchema): Promise<LoadReport> => {
      await loadtestExecutor({ spec: sharedSpec(document), url: server.origin, concurrency: 4, ...options }, { root, projectName: 'api', targetName: 'loadtest', cwd: root, isVerbose: false, nxJsonConfiguration: {}, projectsConfigurations: { version: 2, projects: {} }, projectGraph: { nodes: {}, dependencies: {} } });
      const report = JSON.parse(readFileSync(path.join(root, 'reports/api/loadtest/report.json'), 'utf8')) as LoadReport;
      expect(isReport(report) ? [] : isReport.errors).toEqual([]);
      return report;
    };

    test('every operation is called, ids are passed on, no reply breaks its promise', async () => {
      const report = await run({ amount: 600, raw: true });
      expect(report.drive!.badReplies).toEqual([]);
      expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, drive: { mismatches: 0, bodiesSkipped: expect.any(Number) } });
      expect(report.drive!.steps.filter(({ replies }) => replies === 0)).toEqual([]);
      expect(report.drive!.steps.some(({ chained }) => chained.length > 0)).toBe(true);
      expect(JSON.parse(readFileSync(path.join(root, 'reports/api/loadtest/autocannon.json'), 'utf8'))).toMatchObject({ requests: { total: 600 }, mismatches: 0 });
      expect(server.errors()).toBe('');
    }, 120_000);

    (FULL ? test : test.skip)('several threads of the packed plugin check replies, too', async () => {
      const script = 'const [dist, root, options] = process.argv.slice(1); require(dist + "/executors/loadtest/executor.js").default(JSON.parse(options), { root, projectName: "packed", targetName: "loadtest" })';
      await runOrThrow('node', ['-e', script, await installedDist(), root, JSON.stringify({ spec: sharedSpec(document), url: server.origin, amount: 400, workers: 2 })], { cwd: root });
      const report = JSON.parse(readFileSync(path.join(root, 'reports/packed/loadtest/report.json'), 'utf8')) as LoadReport;
      expect(report).toMatchObject({ verdict: 'pass', errorRate: 0, measurement: { replies: 400, generator: { threads: 2 } } });
      expect(report.drive!.bodiesChecked).toBeGreaterThan(200);
    }, 240_000);

    test('no attack finds a flaw', async () => {
      const report = await run({ attack: true });
      expect(report.attack!.flaws).toEqual([]);
      expect(report).toMatchObject({ verdict: 'pass' });
      expect(report.attack!.operations.filter(({ unclear }) => unclear !== undefined)).toEqual([]);
      expect(report.attack!.sent).toBeGreaterThan(300);
      expect(existsSync(path.join(root, 'reports/api/loadtest/autocannon.json'))).toBe(false);
    }, 240_000);

    test('a limit that is not there is missed, and a script of k6 is written', async () => {
      expect(await run({ expectRateLimit: true, amount: 50 })).toMatchObject({ verdict: 'fail', rateLimit: { observed: { accepted: 50 } } });
      expect(await run({ engine: 'k6', exportOnly: true })).toMatchObject({ verdict: 'pass' });
      expect(existsSync(path.join(root, 'reports/api/loadtest/k6/script.js'))).toBe(true);
    }, 60_000);
  });
});
