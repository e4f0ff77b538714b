import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { programs } from '../testing/programs';
import { parseDuration } from './parse-duration';
import type { LoadtestOptions } from './options';
import { parseOptions } from './parse-options';

const disk = programs();
afterAll(() => disk.remove());
const url = 'http://127.0.0.1:1/a';
const parse = (options: LoadtestOptions) => parseOptions(options, disk.folder);
const request = (options: LoadtestOptions) => parse({ url, ...options }).value!.requests[0]!;
const messages = (options: LoadtestOptions) => parse(options).diagnostics.map(({ message }) => message);

describe('parseOptions', () => {
  it('has defaults', () => {
    expect(parse({ url })).toEqual({
      value: {
        requests: [{ url, method: 'GET', headers: {} }],
        shape: { concurrency: 10, pipelining: 1, workers: 0, timeoutMs: 10_000, warmupMs: 0, durationMs: 10_000 },
        readyTimeoutMs: 60_000, thresholds: [], expectStatus: ['2xx'],
      },
      diagnostics: [],
    });
    expect(parse({ url, amount: 5 }).value!.shape).not.toHaveProperty('durationMs');
  });

  it('reads headers, credentials and bodies', () => {
    expect(request({ headers: ['X-A: 1', 'x-a:  2', 'B:c:d'] }).headers).toEqual({ 'X-A': ['1', '2'], B: 'c:d' });
    expect(request({ url: 'http://ada:p%40ss@127.0.0.1:1/a?b@c' })).toMatchObject({ url: 'http://127.0.0.1:1/a?b@c', headers: { authorization: `Basic ${btoa('ada:p@ss')}` } });
    expect(request({ body: '{"a":1}' })).toMatchObject({ body: '{"a":1}', headers: { 'content-type': 'application/json' } });
    expect(request({ body: { a: 1 }, headers: 'Content-Type: application/vnd.a+json' })).toEqual({ url, method: 'GET', body: '{"a":1}', headers: { 'Content-Type': 'application/vnd.a+json' } });
    expect(request({ body: '{no json' }).headers).toEqual({});
    writeFileSync(path.join(disk.folder, 'a.json'), '[]');
    expect(request({ body: '@a.json' })).toMatchObject({ body: Buffer.from('[]'), headers: { 'content-type': 'application/json' } });
  });

  it('reports all that is wrong at once, each with help', () => {
    const { value, diagnostics } = parse({
      url: ['ftp://a', '/a'], method: 'FETCH', headers: ['nonsense', 'a: b\r\nc: d'], body: '@missing', concurrency: 0, duration: 'soon', rate: 0,
      pipelining: 1.5, port: 3, readyUrl: '/x', thresholds: 'p95', expectStatus: 'ok',
    });
    expect(value).toBeUndefined();
    expect(diagnostics).toHaveLength(14);
    expect(diagnostics.every(({ help }) => help)).toBe(true);
  });

  it.each<[LoadtestOptions, string]>([
    [{}, 'there is no URL to load'], [{ command: 'node x' }, 'there is no URL to load'],
    [{ url: ['http://127.0.0.1:1', 'http://127.0.0.1:2'], concurrency: 1 }, '--concurrency is 1, fewer than the 2 servers to load'],
    [{ url, duration: '0s' }, '--duration is "0s"'], [{ url, timeout: '25d' }, '--timeout is "25d"'],
  ])('refuses %j', (options, message) => expect(messages(options)).toEqual([message]));

  it.each<[LoadtestOptions, string]>([
    [{ url: '/a', command: 'node y', compare: 'http://127.0.0.1:2', compareCommand: 'node x' }, 'are both given'], [{ url, compare: 'ftp://x' }, '--compare is "ftp://x"'], [{ url, updateBaseline: true }, 'without a file'], [{ url, compare: 'http://127.0.0.1:2', thresholds: 'memory<1GB' }, '"memory<1GB" with a server'],
    [{ url, compareRef: 'main' }, '--compareRef is given without --command'], [{ url, compareBuild: 'x' }, 'without --compareRef'], [{ url, command: 'x', compareRef: 'main' }, '--compareRef is given, but --url is a whole'],
    [{ url, budget: 3 }, 'nothing to compare with'], [{ url, compare: 'a.json', budget: 3 }, '--budget is given with a baseline'], [{ url, compare: 'http://127.0.0.1:2', duration: 3 }, '--duration is given with a server'],
    [{ url, compareCommand: 'node x' }, 'but --url is a whole address'], [{ url: [url, `${url}b`], compare: 'http://127.0.0.1:2/x' }, 'there are several URLs'], [{ url, compare: 'a.json', compareMargin: '0' }, '--compareMargin is "0"'],
  ])('refuses %j', (options, message) => expect(messages(options)).toEqual([expect.stringContaining(message)]));

  it('compares with the same path, or with the other address\'s own', () => {
    const other = (compare: string) => (parse({ url: '/a?b', command: 'node x', compare }).value!.comparison as unknown as { requests: { url: string }[] }).requests[0]!.url;
    expect(other('http://127.0.0.1:2')).toBe('http://127.0.0.1:2/a?b');
    expect(other('http://127.0.0.1:2/c')).toBe('http://127.0.0.1:2/c');
    expect(parse({ url, compare: 'load/a.json', compareMargin: '30%' }).value!.comparison).toEqual({ kind: 'baseline', file: path.join(disk.folder, 'load/a.json'), margin: 0.3, update: false });
  });

  it('takes paths and {port} where the server is started', () => {
    expect(parse({ command: 'node x', url: ['/a', 'http://localhost:{port}/b'], readyUrl: '/c' }).diagnostics).toEqual([]);
  });
});

describe('parseDuration', () => {
  it.each([[30, 30_000], ['30', 30_000], ['500ms', 500], ['1.5 m', 90_000], ['1h', 3_600_000], ['-1', undefined], ['1d', undefined], ['', undefined]])('%j is %j ms', (text, ms) => expect(parseDuration(text)).toBe(ms));
});
