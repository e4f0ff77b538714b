import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { LoadShape } from '../../plan/plan';
import { programs } from '../../testing/programs';
import type { Metric } from '../../verdict/threshold';
import { toEventLoop } from './event-loop';
import { withPreload } from './node-options';
import { watchesLoop } from './watches-loop';

describe('toEventLoop', () => {
  it('takes the distance of ticks off', () => {
    expect(toEventLoop({ tickMs: 10, windowMs: 1000, activeMs: 300, lengths: [[10.5, 90], [13, 9], [18, 1]], maxMs: 18 }, 1000)).toEqual({ delayP50Ms: 0.5, delayP99Ms: 3, delayMaxMs: 8, utilization: 0.3 });
  });

  it('counts a tick that is late as often as ticks were due meanwhile', () => {
    const { delayP50Ms, delayP99Ms, delayMaxMs } = toEventLoop({ tickMs: 10, windowMs: 10_000, activeMs: 1000, lengths: [[10, 900], [1010, 1]], maxMs: 1010 }, 10_000);
    expect([delayP50Ms, delayMaxMs]).toEqual([0, 1000]);
    expect(Math.abs(delayP99Ms - 900)).toBeLessThanOrEqual(10);
  });

  it('leaves out what went by before and after the load', () => {
    const reading = { tickMs: 10, windowMs: 2000, activeMs: 900, lengths: [[10, 120], [19, 115], [60, 1]], maxMs: 60 } as const;
    expect(toEventLoop(reading, 1000)).toMatchObject({ delayP50Ms: 9, utilization: 0.9 });
    expect(toEventLoop(reading, 2000)).toMatchObject({ delayP50Ms: 0, utilization: 0.45 });
  });

  it('takes a loop that did not come round for blocked all the time', () => {
    expect(toEventLoop({ tickMs: 10, windowMs: 500, activeMs: 500, lengths: [], maxMs: 0 }, 500)).toEqual({ delayP50Ms: 250, delayP99Ms: 500, delayMaxMs: 500, utilization: 1 });
  });
});

describe('watchesLoop', () => {
  const shape: LoadShape = { concurrency: 1, pipelining: 1, timeoutMs: 1, warmupMs: 0, workers: 0 };
  const thresholds = (...metrics: Metric[]) => metrics.map((metric) => ({ text: '', metric, operator: '<', value: 1 }) as const);
  const baseline = { kind: 'baseline', file: '', margin: 0.2, update: true } as const;

  it('leaves a server alone whose CPU time is judged at a rate', () => {
    expect(watchesLoop({ shape, thresholds: thresholds('cpuPerRequest'), comparison: baseline })).toBe(true);
    const at = { shape: { ...shape, rate: 100 } };
    expect(watchesLoop({ ...at, thresholds: thresholds('p95') })).toBe(true);
    expect(watchesLoop({ ...at, thresholds: thresholds('cpuPerRequest') })).toBe(false);
    expect(watchesLoop({ ...at, thresholds: [], comparison: baseline })).toBe(false);
    expect(watchesLoop({ ...at, thresholds: thresholds('cpuPerRequest', 'eventLoopDelay') })).toBe(true);
  });
});

describe('withPreload', () => {
  const disk = programs();
  afterAll(() => disk.remove());

  it.each([['plain'], ['with space'], ['a"quote'], ['back\\slash']])('is understood by Node of a module in a folder named %s', (folder) => {
    mkdirSync(path.join(disk.folder, folder));
    disk.write(`${folder}/first`, `globalThis.loaded = ['first'];`);
    disk.write(`second`, `globalThis.loaded.push('second');`);
    const NODE_OPTIONS = withPreload(`--stack-trace-limit=7 --require=${path.join(disk.folder, 'second.cjs')}`, path.join(disk.folder, folder, 'first.cjs'));
    const printed = execFileSync(process.execPath, ['-p', 'JSON.stringify([globalThis.loaded, Error.stackTraceLimit])'], { env: { ...process.env, NODE_OPTIONS }, encoding: 'utf8' });
    expect(JSON.parse(printed)).toEqual([['first', 'second'], 7]);
  });

  it('stands alone where nothing was', () => expect(withPreload(' ', '/a/b.js')).toBe('--require=/a/b.js'));
});
