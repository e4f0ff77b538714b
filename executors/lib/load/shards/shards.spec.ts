import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runLoadTest } from '../load-test';
import type { LoadReport } from '../report/report';
import { encodeHistogram, latencyHistogram, mergeHistograms, recordMilliseconds } from '../run/histogram';
import { httpServer } from '../testing/servers';
import { parseHdr, toHdr } from './hdr-file';

const folder = mkdtempSync(path.join(tmpdir(), 'backend-shards-'));
afterAll(() => rmSync(folder, { recursive: true }));
const run = (options: Parameters<typeof runLoadTest>[0]): Promise<LoadReport> => runLoadTest(options, { project: 'api', root: folder, signal: new AbortController().signal, progress: () => undefined });

it('merges shards exactly: what all requests together would have given', async () => {
  // Slow enough to leave the generator room: a saturated one tells nothing of latency.
  const server = await httpServer((_, response) => void setTimeout(() => response.writeHead(Math.random() < 0.2 ? 500 : 200).end('x'), 50 + Math.random() * 50));
  const shards = await Promise.all([1, 2, 3].map(() => run({ url: server.url, amount: 200, expectStatus: '2xx,5xx' })));
  await server.close();
  shards.forEach(({ measurement }, i) => writeFileSync(path.join(folder, `${i}.hdr`), toHdr(measurement!)));
  const merged = await run({ merge: ['0.hdr,1.hdr', '2.hdr'], thresholds: 'p95<10s,errorRate<90%' });
  expect(merged).toMatchObject({ ok: true, measurement: { replies: 600 } });
  const all = mergeHistograms(shards.map(({ measurement }) => measurement!.histogram));
  expect(merged.measurement!.histogram).toBe(encodeHistogram(all));
  expect(merged.measurement!.latency!.p99).toBe(all.getValueAtPercentile(99) / 1000);
  const failed = shards.reduce((sum, { measurement }) => sum + (measurement!.statuses['500'] ?? 0), 0);
  expect(merged.errorRate).toBeCloseTo(failed / 600, 12);
  expect(await run({ merge: '0.hdr', thresholds: 'p50<1us' })).toMatchObject({ verdict: 'fail' });
});

it('writes what other tools of HdrHistogram read', () => {
  const histogram = latencyHistogram();
  for (const ms of [1, 2, 30]) recordMilliseconds(histogram, ms);
  const text = encodeHistogram(histogram);
  expect(text).toMatch(/^HIST/);
  expect(parseHdr(`#[Counts: {"elapsedMs":1}]\r\n"StartTimestamp"\r\n0,1,30,${text}\r\n`)).toEqual({ elapsedMs: 1, histogram: text });
});

it('names what cannot be merged', async () => {
  writeFileSync(path.join(folder, 'bad.hdr'), 'x');
  writeFileSync(path.join(folder, 'cut.hdr'), '#[Counts: {}]\n0,1,2,HISTFAAAA');
  expect((await run({ merge: 'bad.hdr,cut.hdr,none.hdr', url: 'http://localhost' })).reasons).toEqual([
    '--url is given with --merge, which sends nothing', '--merge names "bad.hdr": it is no latency.hdr of a load test', '--merge names "cut.hdr": it is not whole', '--merge names "none.hdr": it does not exist',
  ]);
});
