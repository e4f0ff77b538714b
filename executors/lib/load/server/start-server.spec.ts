import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { GOOD_SERVER, isAlive, programs } from '../testing/programs';
import { httpServer } from '../testing/servers';
import { listeningProcesses } from './listening-processes';
import { parsePs, readProcessTable } from './process-table';
import { meterUsage, treeOf } from './process-tree';
import type { RunningServer, ServerOptions, ServerProblem } from './start-server';
import { startServer } from './start-server';

jest.setTimeout(60_000);

describe('startServer', () => {
  const disk = programs();
  afterAll(() => disk.remove());
  const start = (command: string, more: Partial<ServerOptions> = {}, signal = new AbortController().signal) =>
    startServer({ command, cwd: disk.folder, readyUrl: '/', readyTimeoutMs: 20_000, ...more }, signal);
  const running = async (command: string, more: Partial<ServerOptions> = {}): Promise<RunningServer> => {
    const server = await start(command, more);
    if ('kind' in server) throw new Error(JSON.stringify(server));
    return server;
  };
  const pids = (name: string): number[] => (existsSync(path.join(disk.folder, name)) ? readFileSync(path.join(disk.folder, name), 'utf8').split('\n').filter(Boolean).map(Number) : []);
  const tell = (file: string): string => `require('node:fs').appendFileSync('${file}', process.pid + '\\n');`;

  it('starts on a free port, finds its processes, and leaves none of them', async () => {
    // A shell, a parent, a child that listens, and one that left the group and ignores SIGTERM.
    disk.write('child', `${tell('tree')}${GOOD_SERVER}`);
    disk.write('stray', `${tell('tree')}process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`);
    const command = disk.write('parent', `${tell('tree')}
      const { spawn } = require('node:child_process');
      spawn(process.execPath, ['stray.cjs'], { detached: true });
      setTimeout(() => spawn(process.execPath, ['child.cjs']), 300);
      setInterval(() => {}, 1000);`);
    const server = await running(command);
    expect((await fetch(server.origin)).status).toBe(200);
    const tree = pids('tree');
    expect(tree).toHaveLength(3);
    expect(listeningProcesses(server.port)).toEqual([tree[2]]);
    expect(treeOf([server.pid], readProcessTable()!).map(({ pid }) => pid)).toEqual(expect.arrayContaining(tree));
    expect(server.died.aborted).toBe(false);
    await server.stop();
    expect([server.pid, ...tree].filter(isAlive)).toEqual([]);
  });

  it.each([['127.0.0.1'], ['::1']])('finds a server that listens on %s only', async (host) => {
    const server = await running(disk.write('one', `require('node:http').createServer((_, r) => r.end()).listen(process.env.PORT, '${host}');`));
    expect(server.origin).toContain(host);
    await server.stop();
  });

  it('puts the port into the command and the address', async () => {
    const command = `${disk.write('argument', `require('node:http').createServer((_, r) => r.end()).listen(process.argv[2]);`)} {port}`;
    const server = await running(command, { readyUrl: 'http://localhost:{port}/health' });
    expect(server.origin).toBe(`http://localhost:${server.port}`);
    await server.stop();
  });

  it('reports a server that ends at once, with its code and last output', async () => {
    const problem = (await start(disk.write('dies', `console.error('no database'); process.exit(3);`))) as ServerProblem;
    expect(problem).toMatchObject({ kind: 'exited', exitCode: 3, lastOutput: 'no database' });
    expect(problem.message).toContain('exit code 3');
  });

  it('reports a command that does not exist', async () => {
    expect(await start('no-such-command-of-ours')).toMatchObject({ kind: 'exited', exitCode: 127 });
  });

  it('reports a server that never answers, and one that only fails, and ends both', async () => {
    const silent = await start(disk.write('silent', `${tell('silent')}console.log('warming'); setInterval(() => {}, 1000);`), { readyTimeoutMs: 3000 });
    expect(silent).toMatchObject({ kind: 'never-ready', lastOutput: 'warming', message: expect.stringContaining('ECONNREFUSED') });
    expect(pids('silent').filter(isAlive)).toEqual([]);
    const failing = await start(disk.write('failing', `require('node:http').createServer((_, r) => r.writeHead(503).end()).listen(process.env.PORT, '127.0.0.1');`), { readyTimeoutMs: 3000 });
    expect(failing).toMatchObject({ kind: 'never-ready', message: expect.stringContaining('it answered 503') });
  });

  it('starts nothing where the port is taken', async () => {
    const other = await httpServer((_, response) => response.end());
    expect(await start(disk.write('taken', `${tell('taken')}${GOOD_SERVER}`), { port: other.port })).toMatchObject({ kind: 'port-taken', message: `port ${other.port} is taken by another process` });
    expect(existsSync(path.join(disk.folder, 'taken'))).toBe(false);
    await other.close();
  });

  it('tells when the server dies later', async () => {
    const server = await running(disk.write('later', `${GOOD_SERVER} setTimeout(() => { console.log('out of memory'); process.kill(process.pid, 'SIGKILL'); }, 800);`));
    await new Promise((resolve) => server.died.addEventListener('abort', resolve));
    expect(server.died.reason).toMatchObject({ kind: 'exited', lastOutput: expect.stringContaining('out of memory') });
    await server.stop();
  });

  it('stops while it waits', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 1000);
    expect(await start(disk.write('slow', `${tell('slow')}setInterval(() => {}, 1000);`), {}, stop.signal)).toMatchObject({ kind: 'stopped' });
    expect(pids('slow').filter(isAlive)).toEqual([]);
  });

  it('meters CPU time and memory, with that of children that have ended', async () => {
    const server = await running(disk.write('busy', `
      const burn = 'const end = process.cpuUsage().user + 300000; while (process.cpuUsage().user < end);';
      require('node:http').createServer((q, r) => q.url === '/burn' ? require('node:child_process').execFile(process.execPath, ['-e', burn], () => r.end()) : r.end()).listen(process.env.PORT, '127.0.0.1');`));
    const meter = meterUsage([server.pid])!;
    const before = meter.read();
    expect(before.bytes).toBeGreaterThan(10 * 2 ** 20);
    await fetch(`${server.origin}/burn`);
    const used = meter.read().cpuMs - before.cpuMs;
    await server.stop();
    expect(used).toBeGreaterThanOrEqual(290);
    expect(used).toBeLessThan(3000);
  });
});

describe('parsePs', () => {
  it('reads the times of Linux and of macOS', () => {
    expect(parsePs('    1     0 00:01:24 15976\n  812     1   2:03.45   1024\n 9 1 1-00:00:01 0\nPID\n')).toEqual([
      { pid: 1, parent: 0, cpuMs: 84_000, bytes: 15976 * 1024 }, { pid: 812, parent: 1, cpuMs: 123_450, bytes: 2 ** 20 }, { pid: 9, parent: 1, cpuMs: 86_401_000, bytes: 0 },
    ]);
  });
});
