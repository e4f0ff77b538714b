import autocannon from 'autocannon';
import { runLoadTest } from '../load-test';
import { httpServer } from '../testing/servers';
import { toAutocannon } from './to-autocannon';

jest.setTimeout(30_000);

const keysOf = (value: unknown, path = ''): string[] => (typeof value === 'object' && value !== null && !(value instanceof Date) ? Object.entries(value).flatMap(([key, member]) => [`${path}${key}`, ...keysOf(member, `${path}${key}.`)]) : []);

describe('toAutocannon', () => {
  it('has every member that autocannon has, and figures of the run', async () => {
    let requests = 0;
    const server = await httpServer((_, response) => response.writeHead(requests++ % 10 === 0 ? 404 : 200).end('hello'));
    const report = await runLoadTest({ url: server.url, amount: 300, concurrency: 5, expectStatus: '2xx,404' }, { project: 'api', root: process.cwd(), signal: new AbortController().signal, progress: () => undefined });
    const ours = JSON.parse(JSON.stringify(toAutocannon(report))) as Record<string, any>;
    const theirs = JSON.parse(JSON.stringify(await autocannon({ url: server.url, amount: 300, connections: 5 }))) as Record<string, any>;
    await server.close();
    expect(keysOf(theirs).filter((key) => !keysOf(ours).includes(key) && !key.startsWith('statusCodeStats.'))).toEqual([]);
    expect(ours).toMatchObject({ connections: 5, pipelining: 1, errors: 0, timeouts: 0, non2xx: theirs['non2xx'], '2xx': theirs['2xx'], '4xx': theirs['4xx'], requests: { total: 300, sent: 300 } });
    expect(ours['latency'].p50).toBeCloseTo(report.measurement!.latency!.p50, 2);
    expect(ours['latency'].max).toBeCloseTo(report.measurement!.latency!.max, 2);
    expect(ours['throughput'].total).toBe(report.measurement!.bytes);
  });

  it('has nothing to say where nothing was measured', async () => {
    expect(toAutocannon(await runLoadTest({}, { project: 'api', root: process.cwd(), signal: new AbortController().signal, progress: () => undefined }))).toBeUndefined();
  });
});
