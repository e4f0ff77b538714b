import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ExecutorContext } from '@nx/devkit';
import Ajv from 'ajv/dist/2020';
import type { Baseline } from '../lib/load/compare/baseline';
import type { LoadReport } from '../lib/load/report/report';
import { GOOD_SERVER, isAlive, programs, UNHURRIED_SERVER } from '../lib/load/testing/programs';
import { httpServer, rawServer } from '../lib/load/testing/servers';
import loadtestExecutor from './executor';
import reportSchema from './report.schema.json';
import type { LoadtestSchema } from './schema';
import schema from './schema.json';

const isReport = new Ajv({ allErrors: true }).compile(reportSchema);
const SHORT = { duration: '500ms', concurrency: 4, readyTimeout: '20s' } as const;

jest.setTimeout(120_000);

describe('loadtest', () => {
  const disk = programs();
  let printed: string[];
  afterAll(() => disk.remove());
  beforeEach(() => {
    printed = [];
    jest.spyOn(console, 'log').mockImplementation((text: string) => void printed.push(text));
    jest.spyOn(console, 'error').mockImplementation();
  });
  afterEach(() => jest.restoreAllMocks());

  const context = (): ExecutorContext => ({
    root: disk.folder, projectName: 'api', targetName: 'loadtest', cwd: disk.folder, isVerbose: false, nxJsonConfiguration: {},
    projectsConfigurations: { version: 2, projects: {} }, projectGraph: { nodes: {}, dependencies: {} },
  });
  const run = async (options: LoadtestSchema): Promise<LoadReport> => {
    const { success } = await loadtestExecutor({ ...SHORT, ...options }, context());
    const report = JSON.parse(readFileSync(path.join(disk.folder, 'reports/api/loadtest/report.json'), 'utf8')) as LoadReport;
    expect(report.ok).toBe(success);
    expect(report.ok).toBe(report.verdict === 'pass');
    expect(isReport(report) ? [] : isReport.errors).toEqual([]);
    return report;
  };
  const markdown = () => readFileSync(path.join(disk.folder, 'reports/api/loadtest/report.md'), 'utf8');
  const logged = (file: string): number[] => (existsSync(path.join(disk.folder, file)) ? readFileSync(path.join(disk.folder, file), 'utf8').split('\n').filter(Boolean).map(Number) : []);
  const program = (name: string, code: string): string => disk.write(name, `require('node:fs').appendFileSync('pids-${name}', process.pid + '\\n'); ${code}`);
  const left = (name: string): number[] => {
    expect(logged(`pids-${name}`).length).toBeGreaterThan(0);
    return logged(`pids-${name}`).filter(isAlive);
  };

  it('starts a server, loads it, stops it and judges', async () => {
    const command = program('good', UNHURRIED_SERVER);
    const report = await run({ command, url: '/users?a=1', thresholds: 'p50<10s,errorRate<=0,rps>1,memory<4GB' });
    expect(report).toMatchObject({ ok: true, verdict: 'pass', reasons: [], errorRate: 0, server: { command }, usage: { processes: expect.any(Number) } });
    expect(report.requests[0]!.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/users\?a=1$/);
    expect(report.usage!.cpuMs).toBeGreaterThan(0);
    expect(report.usage!.peakBytes).toBeGreaterThan(2 ** 20);
    expect(report.thresholds.map(({ outcome }) => outcome)).toEqual(['pass', 'pass', 'pass', 'pass']);
    expect(report.usage!.eventLoop!.utilization).toBeGreaterThan(0);
    expect(left('good')).toEqual([]);
    expect(markdown()).toContain('✅ All thresholds are kept.');
    expect(markdown()).toContain('uncorrected for coordinated omission');
  });

  it('fails by a threshold, and says by which', async () => {
    const report = await run({ command: program('failing', UNHURRIED_SERVER), url: '/', thresholds: ['p50<1us', 'rps>1'] });
    expect(report).toMatchObject({ verdict: 'fail', reasons: [expect.stringMatching(/^p50<1us: /)] });
  });

  it('fails where errors are returned, and passes where they are expected', async () => {
    const server = await httpServer((_, response) => response.writeHead(400).end());
    expect(await run({ url: server.url })).toMatchObject({ verdict: 'fail', errorRate: 1, reasons: ['errorRate<1%: 100 %'] });
    expect(await run({ url: server.url, expectStatus: 400 })).toMatchObject({ verdict: 'pass', errorRate: 0 });
    await server.close();
  });

  it('meters a server that it did not start', async () => {
    const child = spawn(process.execPath, ['-e', `${GOOD_SERVER.replace('process.env.PORT', '0').replace(/;$/, '')}.on('listening', function () { console.log(this.address().port); })`]);
    const port = await new Promise<string>((resolve) => child.stdout.once('data', (text) => resolve(String(text).trim())));
    const report = await run({ url: `http://localhost:${port}/` });
    expect(report).toMatchObject({ verdict: 'pass', usage: { processes: 1 } });
    child.kill();
  });

  it('prints the report alone with --json', async () => {
    const server = await httpServer((_, response) => response.end());
    const report = await run({ url: server.url, json: true });
    expect(JSON.parse(printed.join('\n'))).toEqual(report);
    await server.close();
  });

  it('reports bad options', async () => {
    expect(await run({ thresholds: 'p95<200' })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_TARGET_MISSING' }, { code: 'BACKEND_LOAD_THRESHOLD_SYNTAX' }] });
  });

  it('keeps values of headers and passwords out of the report', async () => {
    const server = await httpServer((_, response) => response.end());
    const report = await run({ url: `${server.url.replace('//', '//ada:hunter2@')}?token=hunter3`, headers: 'x-key: hunter4' });
    expect(JSON.stringify(report)).not.toMatch(/hunter\d/);
    expect(report.requests[0]!.headerNames).toEqual(['x-key', 'authorization']);
    await server.close();
  });

  describe('compare', () => {
    const server = (cost: number): string => `const limit = ${cost}; const work = () => { let h = 0; for (let i = 0; i < limit; i++) h = (h * 31 + i) | 0; return h; };
      require('node:http').createServer((_, r) => r.end(String(work()))).listen(process.env.PORT, '127.0.0.1');`;
    const { duration: _, ...shape } = SHORT;
    const compare = async (options: LoadtestSchema): Promise<LoadReport> => {
      await loadtestExecutor({ ...shape, ...options }, context());
      const report = JSON.parse(readFileSync(path.join(disk.folder, 'reports/api/loadtest/report.json'), 'utf8')) as LoadReport;
      expect(isReport(report) ? [] : isReport.errors).toEqual([]);
      return report;
    };

    it('finds a server that works five times as much, and stops both', async () => {
      const report = await compare({ command: program('much', server(300_000)), compareCommand: program('little', server(60_000)), url: '/', budget: '90s' });
      expect(report).toMatchObject({ ok: false, verdict: 'fail', comparison: { verdict: 'slower', metrics: expect.arrayContaining([expect.objectContaining({ metric: 'cpuPerRequest', verdict: 'slower' })]) }, reasons: [expect.stringMatching(/^slower: cpuPerRequest is /)] });
      const { slices, rounds } = report.comparison!;
      expect(slices).toHaveLength(2 * rounds);
      expect(markdown()).toContain('| cpuPerRequest |');
      expect(slices.filter(({ eventLoop }) => eventLoop)).toHaveLength(slices.length);
      expect(markdown()).toMatch(/Event-loop delay of the server: this P50 .* of the time; the other P50 .* of the time/);
      expect([...left('much'), ...left('little')]).toEqual([]);
    });

    it('finds what a change costs by the revision before it, and leaves no worktree', async () => {
      const git = (...args: string[]): string => execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: disk.folder, encoding: 'utf8' });
      const command = disk.write('changed', server(60_000));
      git('init', '-q', '-b', 'main');
      git('add', 'changed.cjs');
      git('commit', '-qm', 'one');
      disk.write('changed', server(300_000));
      const report = await compare({ command, compareRef: 'main', url: '/', budget: '90s' });
      expect(report).toMatchObject({ verdict: 'fail', comparison: { verdict: 'slower', other: { revision: { ref: 'main', sha: git('rev-parse', 'main').trim() } } } });
      expect(markdown()).toContain('Compared with main (');
      expect(git('worktree', 'list').trim().split('\n')).toHaveLength(1);
      expect(await compare({ command, compareRef: 'nowhere', url: '/' })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_REF_UNKNOWN' }] });
    });

    it('cannot tell within no time, which is no pass', async () => {
      const other = await httpServer((_, response) => response.end());
      const report = await compare({ command: program('hurried', server(1000)), compare: other.url, url: '/', budget: '1s' });
      expect(report).toMatchObject({ ok: false, verdict: 'void', comparison: { verdict: 'cannot tell', slicesToTell: expect.any(Number) } });
      // Of one alone it would be looked at for its cost alone.
      expect(report.comparison!.slices.filter((slice) => 'eventLoop' in slice)).toEqual([]);
      expect(left('hurried')).toEqual([]);
      await other.close();
    });

    it('fails where the other server answers with errors', async () => {
      const other = await httpServer((_, response) => response.writeHead(500).end());
      const good = await httpServer((_, response) => response.end());
      expect(await compare({ url: good.url, compare: other.url, budget: '3s' })).toMatchObject({ verdict: 'fail', reasons: [expect.stringContaining('the server to compare with fails: errorRate<1%')] });
      await Promise.all([other.close(), good.close()]);
    });

    it('fails where one dies, and stops the other', async () => {
      const dying = program('dying', `${GOOD_SERVER} setTimeout(() => process.exit(7), 2500);`);
      const report = await compare({ command: program('living', GOOD_SERVER), compareCommand: dying, url: '/', budget: '30s' });
      expect(report).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_SERVER_EXITED', message: 'the server ended by itself (exit code 7) (the server to compare with)' }] });
      expect([...left('living'), ...left('dying')]).toEqual([]);
    });

    it('writes a baseline, and judges CPU time per request by it on the same kind of machine alone', async () => {
      const options = { command: program('stored', server(200_000)), url: '/', compare: 'load/baseline.json', duration: undefined, amount: 1000 };
      expect(await run(options)).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_BASELINE_UNREADABLE', message: expect.stringContaining('it does not exist') }] });
      expect(await run({ ...options, updateBaseline: true })).toMatchObject({ verdict: 'pass' });
      const file = path.join(disk.folder, options.compare);
      const baseline = JSON.parse(readFileSync(file, 'utf8')) as Baseline;
      const with_ = (change: Partial<Baseline>) => {
        writeFileSync(file, JSON.stringify({ ...baseline, ...change }));
        return run(options);
      };
      expect(await with_({ cpuPerRequestMs: baseline.cpuPerRequestMs / 20 })).toMatchObject({ verdict: 'fail', baseline: { verdict: 'slower', trend: { p50: expect.any(Number) } } });
      expect(await with_({ cpuPerRequestMs: baseline.cpuPerRequestMs * 20 })).toMatchObject({ verdict: 'pass', baseline: { verdict: 'faster' } });
      expect(await with_({ machine: { ...baseline.machine, cpu: 'Z80' } })).toMatchObject({ verdict: 'void', reasons: [expect.stringContaining('not Z80')] });
      expect(await with_({ load: {} })).toMatchObject({ verdict: 'void', reasons: ['cannot tell: the baseline is of another load'] });
      writeFileSync(file, '{}');
      expect(await run(options)).toMatchObject({ diagnostics: [{ message: expect.stringContaining('it is no baseline of a load test') }] });
    });
  });

  it('searches the limit, and says what saturates first', async () => {
    const server = await httpServer((_, response) => setTimeout(() => response.end(), 20));
    const report = await run({ url: server.url, duration: undefined, advise: true, targetRate: 1000, budget: '16s' });
    expect(report.advice).toMatchObject({ steps: expect.anything(), recommendations: expect.arrayContaining([expect.stringContaining('what saturates first: ')]) });
    // Four connections of one request at a time, 20 ms and more each: at most 200 per second, however fast the machine.
    expect(report.advice!.knee!.rate).toBeLessThan(205);
    expect(markdown()).toContain('The knee is at');
    expect(markdown()).toContain('fell behind');
    expect(await run({ url: server.url, advise: true, rate: 3, duration: undefined })).toMatchObject({ diagnostics: [{ code: 'BACKEND_LOAD_OPTION_INVALID', message: expect.stringContaining('--rate is given with --advise') }] });
    await server.close();
  });

  it('knows by the event loop what saturates first', async () => {
    const command = program('loop', `require('node:http').createServer((_, r) => { const end = performance.now() + 5; while (performance.now() < end); r.end(); }).listen(process.env.PORT, '127.0.0.1');`);
    const report = await run({ command, url: '/', duration: undefined, advise: true, budget: '16s' });
    const overrun = report.advice!.steps.filter(({ offered, sustained }) => offered !== undefined && !sustained);
    expect(overrun.length).toBeGreaterThan(0);
    // Where others use the machine, a rate is also missed with the loop idle half of the time.
    for (const { loopBusy, loopDelayP99 } of overrun) expect([loopBusy! > 0.2 && loopBusy! <= 1, loopDelayP99! >= 0]).toEqual([true, true]);
    const busiest = overrun.sort((a, b) => b.achieved - a.achieved)[0]!;
    if (busiest.loopBusy! >= 0.95 && busiest.machineBusy <= 0.92 && availableParallelism() > 1) expect(report.advice!.saturates!.what).toBe('event loop');
    expect(markdown()).toContain('event loop busy');
  });

  describe('faults', () => {
    it('a server that never starts', async () => {
      const report = await run({ command: program('never', `console.log('still warming'); setInterval(() => {}, 1000);`), url: '/', readyTimeout: '2s' });
      expect(report).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_SERVER_NOT_READY' }], server: { lastOutput: 'still warming' } });
      expect(markdown()).toContain('still warming');
      expect(left('never')).toEqual([]);
    });

    it('a server that dies half-way', async () => {
      const command = program('dies', `let n = 0; ${GOOD_SERVER.replace("r.end('ok')", "{ if (++n === 50) { console.error('out of memory'); process.exit(9); } r.end(); }")}`);
      const report = await run({ command, url: '/', duration: '30s' });
      expect(report).toMatchObject({ verdict: 'fail', reasons: [expect.stringContaining('exit code 9'), expect.anything()], server: { exitCode: 9, lastOutput: 'out of memory' }, diagnostics: [{ code: 'BACKEND_LOAD_SERVER_EXITED' }] });
      expect(report.measurement!.elapsedMs).toBeLessThan(29_000);
      expect(left('dies')).toEqual([]);
    });

    it('a server that resets connections', async () => {
      const server = await rawServer((socket) => socket.once('data', () => socket.resetAndDestroy()));
      expect(await run({ url: server.url, readyTimeout: '1s' })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_SERVER_NOT_READY', message: expect.stringContaining('ECONNRESET') }] });
      await server.close();
      let requests = 0;
      const later = await httpServer((request, response) => (requests++ === 0 ? response.end() : request.socket.resetAndDestroy()));
      const report = await run({ url: later.url });
      expect(report).toMatchObject({ verdict: 'fail', errorRate: 1, reasons: [expect.stringContaining('reset (ECONNRESET)'), 'errorRate<1%: 100 %'] });
      await later.close();
    });

    it('a server that answers slowly for ever', async () => {
      let requests = 0;
      const server = await httpServer((_, response) => (requests++ === 0 ? response.end() : setInterval(() => response.write('.'), 50).unref()));
      expect(await run({ url: server.url })).toMatchObject({ verdict: 'fail', reasons: [expect.stringContaining('4 were still waiting at the end'), expect.anything()] });
      expect(await run({ url: server.url, timeout: '100ms' })).toMatchObject({ verdict: 'fail', reasons: [expect.stringContaining('timeout (no whole reply in time)'), expect.anything()] });
      await server.close();
    });

    it('a server that sends garbage', async () => {
      let connections = 0;
      const server = await rawServer((socket) => socket.on('data', () => socket.write(connections++ === 0 ? 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n' : '\u0000\u0001\r\n\r\n')));
      expect(await run({ url: server.url })).toMatchObject({ verdict: 'fail', errorRate: 1, reasons: [expect.stringContaining('protocol (not an HTTP reply)'), expect.anything()] });
      await server.close();
    });

    it('a port that is taken', async () => {
      const server = await httpServer((_, response) => response.end());
      expect(await run({ command: `exit 1`, url: '/', port: server.port })).toMatchObject({ verdict: 'fail', diagnostics: [{ code: 'BACKEND_LOAD_PORT_TAKEN' }] });
      await server.close();
    });

    it('Ctrl-C', async () => {
      const command = program('interrupted', GOOD_SERVER);
      const running = run({ command, url: '/', duration: '60s' });
      const started = setInterval(() => {
        if (logged('pids-interrupted').length > 0) {
          clearInterval(started);
          setTimeout(() => process.emit('SIGINT'), 1500);
        }
      }, 50);
      const report = await running;
      expect(report).toMatchObject({ verdict: 'void', reasons: [expect.stringMatching(/interrupted|stopped/)] });
      expect(left('interrupted')).toEqual([]);
      expect(process.listenerCount('SIGINT')).toBe(0);
    });
  });

  it('ends the server even when its own process is ended at once by a second Ctrl-C', async () => {
    const command = program('twice', GOOD_SERVER);
    const script = `
      require('node:module').registerHooks({ resolve: (s, c, next) => next(s.startsWith('.') && (c.parentURL ?? '').endsWith('.ts') ? s + '.ts' : s, c) });
      import(${JSON.stringify(pathToFileURL(path.join(__dirname, '../lib/load/load-test.ts')).href)}).then(({ runLoadTest }) => {
        setTimeout(() => process.exit(1), 3000);
        return runLoadTest({ command: ${JSON.stringify(command)}, url: '/', duration: '60s' }, { project: 'api', root: ${JSON.stringify(disk.folder)}, signal: new AbortController().signal, progress() {} });
      });`;
    const child = spawn(process.execPath, ['--no-warnings', '-e', script], { stdio: 'inherit' });
    await new Promise((resolve) => child.once('exit', resolve));
    for (let i = 0; i < 50 && left('twice').length > 0; i++) await new Promise((resolve) => setTimeout(resolve, 100));
    expect(left('twice')).toEqual([]);
  });

  it('describes every option', () => {
    for (const [name, option] of Object.entries(schema.properties)) expect([name, 'description' in option]).toEqual([name, true]);
    expect(schema.additionalProperties).toBe(false);
  });
});
