import { execFile, spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Histogram } from 'hdr-histogram-js';
import type { LoadShape } from '../plan/plan';
import { programs } from '../testing/programs';
import { mergeHistograms } from './histogram';
import type { Measurement } from './measurement';
import { runLoad } from './run';

/**
 * Our percentiles beside those of wrk (Debian package wrk) and of wrk2 (WRK2=path of the program, built from
 * giltene/wrk2), and beside the distribution that the server was given.
 * They take minutes and say something about the machine too: with FULL=1 only.
 */
const WRK = '/usr/bin/wrk';
const WRK2 = process.env['WRK2'] ?? '';
const full = process.env['FULL'] !== undefined ? it : it.skip;
const withWrk = process.env['FULL'] !== undefined && existsSync(WRK) ? it : it.skip;
const withWrk2 = process.env['FULL'] !== undefined && existsSync(WRK2) ? it : it.skip;
jest.setTimeout(200_000);

const PERCENTILES = [50, 75, 90, 95, 99] as const;
/** Four of the server's periods. */
const SECONDS = 32;
/** wrk2 forgets what it measured in the first ten seconds after its connections are opened, 5 ms apart (calibrate_delay in its wrk.c). */
const wrk2Calibrates = (connections: number): number => 10 + connections / 200;
/** Prints the percentiles in µs; wrk's own table has no P95. */
const PRINT_PERCENTILES = `done = function (_, latency) for _, p in ipairs({ ${PERCENTILES.join(', ')} }) do print('P' .. p .. ' ' .. latency:percentile(p)) end end`;

/**
 * Delays in ms of which each reply has one: most 320 to 480, some to 960, and one in fifty a stall of 4000. They are long,
 * since a busy machine calls timers late by some milliseconds, and that is its doing.
 */
const DELAYS = Array.from({ length: 1000 }, (_, i) => (i < 600 ? 320 + (i * 4) / 15 : i < 980 ? 480 + ((i - 600) * 480) / 380 : 4000));
/** All replies wait while it stands still: 2.8 s in each 8 s: no percentile that is compared lies where it begins. */
const STALL = { everyMs: 8000, forMs: 2800, thenMs: 400 };

const SERVER = `
  const { createServer } = require('node:http');
  let seed = 7;
  const random = () => ((seed = (seed * 16807) % 2147483647) / 2147483647);
  const delays = ${JSON.stringify(DELAYS)};
  const zero = performance.now();
  let took = [];
  createServer((request, response) => {
    if (request.url === '/took') {
      took.sort((a, b) => a - b);
      response.end(JSON.stringify([0.5, 0.75, 0.9, 0.95, 0.99].map((share) => took[Math.ceil(share * took.length) - 1])));
      took = [];
      return;
    }
    const begun = performance.now();
    const since = (performance.now() - zero) % ${STALL.everyMs};
    const delay = request.url === '/stall' ? Math.max(0, ${STALL.forMs} - since) + ${STALL.thenMs} : delays[Math.floor(random() * 1000)];
    setTimeout(() => {
      took.push(performance.now() - begun);
      response.end('ok');
    }, delay);
  }).listen(0, '127.0.0.1', function () { console.log(this.address().port); });`;

describe('percentiles', () => {
  const disk = programs();
  let origin: string;
  let child: ReturnType<typeof spawn>;
  beforeAll(async () => {
    disk.write('delays', SERVER);
    child = spawn(process.execPath, ['delays.cjs'], { cwd: disk.folder });
    const port = await new Promise<string>((resolve) => child.stdout!.once('data', (text) => resolve(String(text).trim())));
    origin = `http://127.0.0.1:${port}`;
  });
  afterAll(() => {
    child.kill();
    disk.remove();
  });

  const at = (histogram: Histogram): number[] => PERCENTILES.map((p) => histogram.getValueAtPercentile(p) / 1000);
  const ours = (path: string, shape: Partial<LoadShape>): Promise<Measurement> =>
    runLoad({ requests: [{ url: origin + path, method: 'GET', headers: {} }], shape: { concurrency: 64, pipelining: 1, workers: 0, timeoutMs: 20_000, warmupMs: 0, durationMs: SECONDS * 1000, ...shape } });
  const measured = async (path: string, shape: Partial<LoadShape>): Promise<number[]> => at(mergeHistograms([(await ours(path, shape)).histogram]));
  const agree = (what: string, one: readonly number[], two: readonly number[]): void => {
    const off = one.map((ms, i) => ms / two[i]! - 1);
    console.info(`${what}: ${PERCENTILES.map((p, i) => `P${p} ${one[i]!.toFixed(1)} and ${two[i]!.toFixed(1)} ms (${(off[i]! * 100).toFixed(1)} %)`).join(', ')}`);
    off.forEach((share, i) => expect([PERCENTILES[i], Math.abs(share) < 0.05]).toEqual([PERCENTILES[i], true]));
  };
  const print = (program: string, args: readonly string[]): Promise<string> =>
    new Promise((resolve, reject) => execFile(program, args, (error, stdout) => (error ? reject(error) : resolve(stdout))));
  /** The distribution as it came out: a busy machine calls timers late. */
  const took = async (): Promise<number[]> => (await fetch(`${origin}/took`)).json() as Promise<number[]>;
  const exact = PERCENTILES.map((p) => [...DELAYS].sort((a, b) => a - b)[p * 10]!);

  withWrk('agree with wrk over as many connections', async () => {
    const mine = await ours('/', {});
    const was = await took();
    const script = path.join(disk.folder, 'percentiles.lua');
    writeFileSync(script, PRINT_PERCENTILES);
    const text = await print(WRK, ['-t1', '-c64', `-d${SECONDS}s`, '--timeout', '20s', '-s', script, `${origin}/`]);
    await took();
    const theirs = PERCENTILES.map((p) => Number(new RegExp(`^P${p} (\\S+)$`, 'm').exec(text)![1]) / 1000);
    // wrk adds what it did not send while a connection waited, at its mean distance of requests (stats_correct in its stats.c).
    const histogram = mergeHistograms([mine.histogram]);
    const distance = (mine.elapsedMs * 1000) / (mine.replies / 64);
    agree('ours, with wrk\'s correction, and wrk', at(histogram.copyCorrectedForCoordinatedOmission(distance)), theirs);
    agree('ours and the distribution as the server kept it', at(histogram), was);
    console.info(`as it was meant: ${exact.join(', ')} ms`);
  });

  /** wrk2's percentiles in ms, from its spectrum: lines of value in ms, share, count. */
  const byWrk2 = async (target: string, rate: number, connections: number): Promise<number[]> => {
    const text = await print(WRK2, ['-t1', `-c${connections}`, `-R${rate}`, `-d${SECONDS + Math.ceil(wrk2Calibrates(connections))}s`, '--timeout', '20s', '--latency', origin + target]);
    await took();
    const spectrum = [...text.matchAll(/^\s+([\d.]+)\s+([01]\.\d{6})\s+\d+\s/gm)].map(([, ms, share]) => ({ ms: Number(ms), share: Number(share) }));
    return PERCENTILES.map((p) => spectrum.find(({ share }) => share >= p / 100)!.ms);
  };

  withWrk2('agree with wrk2 at a fixed rate', async () => agree('100 per second, ours and wrk2', await measured('/', { rate: 100, concurrency: 512 }), await byWrk2('/', 100, 512)));

  // It opens its connections 5 ms apart and gives each an equal share of the rate: at 200 per second alone its requests are due evenly, and with 1,000 in other phases of the stall each time.
  withWrk2('agree with wrk2 about what waited for a server that stood still', async () =>
    agree('stalls, 200 per second, ours and wrk2', await measured('/stall', { rate: 200, concurrency: 1000 }), await byWrk2('/stall', 200, 1000)));

  // So many connections that each is done when its next request is due.
  full('agree with the distribution at a fixed rate', async () => agree('100 per second and the distribution as the server kept it', await measured('/', { rate: 100, concurrency: 512 }), await took()));

  full('count what waited for a server that stood still', async () => {
    // Requests are due all the time; a third of them while it stands still, and wait for what is left of it.
    const wanted = PERCENTILES.map((p) => STALL.thenMs + Math.max(0, STALL.forMs * (1 - (1 - p / 100) / (STALL.forMs / STALL.everyMs))));
    const mine = await measured('/stall', { rate: 50, concurrency: 256 });
    agree('stalls, 50 per second, and what the server kept of them', mine, await took());
    console.info(`as it was meant: ${wanted.join(', ')} ms`);
  });
});
