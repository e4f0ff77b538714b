import path from 'node:path';
import type { LoadReport } from '../executors/lib/load/report/report';
import { NX_PACKAGES, pinned } from './harness/install';
import { packedPlugin } from './harness/pack';
import { failureOf, run, type Ran } from './harness/run';
import { createWorkspace, type Workspace } from './harness/workspace';

jest.setTimeout(1_200_000);

const DOCUMENT = `openapi: 3.1.0
info: { title: Prices, version: '1' }
paths:
  /price:
    get:
      operationId: price
      responses: { '200': { description: ok } }
`;
const SERVER = `const { price } = require('../../libs/pricing/index.cjs');
require('node:http').createServer((_, response) => response.end(String(price()))).listen(3000, '127.0.0.1');
`;

const OWN = `import { createServer } from 'node:http';
setInterval(() => { const end = performance.now() + 40; while (performance.now() < end); }, 200);
createServer((_, response) => response.end()).listen(process.env.PORT, '127.0.0.1');
`;

/** The inferred `loadtest`, from the packed plugin: a continuous server is started and stopped, and Nx's cache answers what has not changed. */
describe('loadtest in a workspace', () => {
  let workspace: Workspace;
  const load = (...args: string[]): Promise<Ran> => run('node', [path.join(workspace.root, 'node_modules', '.bin', 'nx'), 'run', 'api:loadtest', '--duration=1', ...args], {
    cwd: workspace.root, env: { NX_WORKSPACE_DATA_DIRECTORY: path.join(workspace.root, '.nx-data') }, timeout: 300,
  });
  const cached = ({ stdout }: Ran): boolean => /read the output from the cache/.test(stdout);
  const report = () => JSON.parse(workspace.read('reports/api/loadtest/report.json')) as { ok: boolean; measuredAt: string; machine: { cpu: string }; measurement: { replies: number } };

  beforeAll(async () => {
    const { tarball } = await packedPlugin();
    workspace = await createWorkspace({ name: 'loadtest-cache', install: { dependencies: pinned([...NX_PACKAGES, 'typescript', '@types/node']), packages: [tarball] } });
    workspace.write('.gitignore', 'node_modules\n.nx\n.nx-data\nreports\n');
    workspace.write('apps/api/project.json', JSON.stringify({ name: 'api', implicitDependencies: ['pricing'], targets: { serve: { continuous: true, command: 'node apps/api/main.cjs' }, started: { executor: '@org/backend:loadtest', options: { command: 'npm --prefix apps/api start', url: '/', rate: 50, duration: '2s', thresholds: 'eventLoopDelay<10s' } } } }));
    workspace.write('apps/api/package.json', JSON.stringify({ type: 'module', scripts: { start: 'node own.js' } }));
    workspace.write('apps/api/own.js', OWN);
    workspace.write('apps/api/openapi.yaml', DOCUMENT);
    workspace.write('apps/api/main.cjs', SERVER);
    for (const lib of ['pricing', 'unrelated']) {
      workspace.write(`libs/${lib}/project.json`, JSON.stringify({ name: lib }));
      workspace.write(`libs/${lib}/index.cjs`, 'exports.price = () => 1;\n');
    }
    expect(failureOf(await workspace.nx('g', '@org/backend:init'))).toBe('');
  });
  afterAll(() => workspace?.remove());

  it('loads the server that serve starts, and answers from the cache until something that it serves changes', async () => {
    const first = await load();
    expect(failureOf(first)).toBe('');
    expect(cached(first)).toBe(false);
    const measured = report();
    expect(measured).toMatchObject({ ok: true });
    expect(measured.measurement.replies).toBeGreaterThan(0);

    workspace.write('libs/unrelated/index.cjs', 'exports.price = () => 2;\n');
    expect(cached(await load())).toBe(true);
    // A cached report is of its own time and machine.
    expect(report()).toEqual(measured);

    workspace.write('libs/pricing/index.cjs', 'exports.price = () => 3;\n');
    const changed = await load();
    expect([failureOf(changed), cached(changed)]).toEqual(['', false]);
    expect(report().measuredAt).not.toBe(measured.measuredAt);
    await expect(fetch('http://127.0.0.1:3000/price')).rejects.toThrow();
  });

  it('asks the server that it starts itself how its event loop does, by a file of the package', async () => {
    expect(failureOf(await run('node', [path.join(workspace.root, 'node_modules', '.bin', 'nx'), 'run', 'api:started'], { cwd: workspace.root, env: { NX_WORKSPACE_DATA_DIRECTORY: path.join(workspace.root, '.nx-data') }, timeout: 300 }))).toBe('');
    const { usage, thresholds } = JSON.parse(workspace.read('reports/api/started/report.json')) as LoadReport;
    expect(usage!.eventLoop!.delayP99Ms).toBeGreaterThanOrEqual(20);
    expect(thresholds[0]).toMatchObject({ metric: 'eventLoopDelay', outcome: 'pass' });
  });
});
