import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { programs } from '../../testing/programs';
import { toEventLoop } from './event-loop';
import { withPreload } from './node-options';

describe('toEventLoop', () => {
  it('takes the resolution off, and says how long of the load the loop was busy', () => {
    expect(toEventLoop({ resolutionMs: 10, windowMs: 1000, activeMs: 300, intervals: [[10.5, 90], [13, 9], [18, 1]] }, 1000)).toEqual({
      delayP50Ms: 0.5, delayP99Ms: 3, delayMaxMs: 8, utilization: 0.3,
    });
  });

  it('counts a tick that is late as often as ticks were due meanwhile', () => {
    // A second in ten: as one late tick of 900 it would be beyond the 99th percentile.
    const { delayP50Ms, delayP99Ms, delayMaxMs } = toEventLoop({ resolutionMs: 10, windowMs: 10_000, activeMs: 1000, intervals: [[10, 900], [1010, 1]] }, 10_000);
    expect([delayP50Ms, delayMaxMs]).toEqual([0, 1000]);
    expect(delayP99Ms).toBeGreaterThanOrEqual(890);
    expect(delayP99Ms).toBeLessThan(910);
  });

  it('leaves out what went by before and after the load', () => {
    // Half of the time it was idle, while the generator was loaded.
    const reading = { resolutionMs: 10, windowMs: 2000, activeMs: 900, intervals: [[10, 120], [19, 115], [60, 1]] } as const;
    expect(toEventLoop(reading, 1000)).toMatchObject({ delayP50Ms: 9, utilization: 0.9 });
    expect(toEventLoop(reading, 2000)).toMatchObject({ delayP50Ms: 0, utilization: 0.45 });
  });

  it('takes a loop that did not come round for blocked all the time', () => {
    expect(toEventLoop({ resolutionMs: 10, windowMs: 500, activeMs: 500, intervals: [] }, 500)).toMatchObject({ delayMaxMs: 490, utilization: 1 });
    expect(toEventLoop({ resolutionMs: 10, windowMs: 4, activeMs: 1, intervals: [] }, 3)).toMatchObject({ delayP50Ms: 0, delayMaxMs: 0 });
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
