import type { Slice } from './comparison';
import { judgeRatio, launchesToTell } from './judge-ratio';
import { judgeSlices } from './judge-slices';
import { median, ratioInterval } from './ratio-interval';

/** Ratios, each of the only round of a launch. */
const launches = (cpu: readonly number[], p50: readonly number[] = cpu.map((_, i) => 1 + (i % 2) * 0.002)): Slice[] => cpu.flatMap((ratio, launch): Slice[] => [
  { side: 'this', launch, round: 0, replies: 1, repliesPerSecond: 1, cpuPerRequestMs: 0.2 * ratio, p50: 2 * p50[launch]! },
  { side: 'other', launch, round: 0, replies: 1, repliesPerSecond: 1, cpuPerRequestMs: 0.2, p50: 2 },
]);
const steady = (ratio: number): number[] => Array.from({ length: 10 }, (_, i) => ratio * (1 + (i % 3) * 0.004));
const wild = [0.5, 1.6, 0.7, 1.4, 0.6, 1.7, 1.1, 0.8, 1.3, 0.9];

describe('ratioInterval', () => {
  it('holds the mean of the launches\' medians, passes over wild rounds, and widens with the spread between launches', () => {
    const even = ratioInterval([[1.1, 1.1, 9], [1.1, 1.1, 0.1], [1.1, 1.1, 1.1]], 0.05);
    expect(even.ratio).toBeCloseTo(1.1, 6);
    expect(even.high / even.low).toBeCloseTo(1, 6);
    // ln: mean 0.0953, standard deviation 0.0912, t 4.303 over the root of 3.
    const { low, high } = ratioInterval([[1], [1.1], [1.2]], 0.05);
    expect([low, high]).toEqual([expect.closeTo(0.875, 2), expect.closeTo(1.376, 2)]);
  });

  it('has medians of odd and even counts', () => expect([median([3, 1, 2]), median([4, 1, 2, 3])]).toEqual([2, 2.5]));
});

describe('judgeRatio', () => {
  it.each([
    [1.1, 1.06, 1.14, 'slower'], [1.1, 0.99, 1.2, 'cannot tell'], [1.03, 1.01, 1.045, 'no difference'], [1.03, 1.01, 1.06, 'cannot tell'],
    [1, 0.97, 1.03, 'no difference'], [0.9, 0.86, 0.94, 'faster'], [1, 0.9, 1.1, 'cannot tell'],
  ] as const)('%d (%d–%d) is %s', (ratio, low, high, verdict) => expect(judgeRatio({ ratio, low, high }, 0.05)).toBe(verdict));

  it('asks for more launches the wider the interval is', () => {
    const wide = launchesToTell({ ratio: 1.01, low: 0.9, high: 1.13 }, 0.05, 10);
    expect(wide).toBeGreaterThan(launchesToTell({ ratio: 1.01, low: 0.95, high: 1.07 }, 0.05, 10));
    expect(wide).toBeGreaterThan(10);
  });
});

describe('judgeSlices', () => {
  it('judges CPU time first', () => {
    expect(judgeSlices(launches(steady(1.1)), 0.05, 0.01)).toMatchObject({ verdict: 'slower', settled: true, metrics: [{ metric: 'cpuPerRequest', verdict: 'slower' }, { metric: 'p50', verdict: 'no difference' }] });
    expect(judgeSlices(launches(steady(0.9)), 0.05, 0.01).verdict).toBe('faster');
  });

  it('finds a server that waits longer without using more CPU', () => {
    expect(judgeSlices(launches(steady(1), steady(1.3)), 0.05, 0.01)).toMatchObject({ verdict: 'slower', reasons: ['P50 is slower, though CPU time per request is no difference'] });
    expect(judgeSlices(launches(steady(0.8), steady(1.3)), 0.05, 0.01).verdict).toBe('slower');
  });

  it('leaves P50 out where it spreads too much, or where the generator was saturated', () => {
    expect(judgeSlices(launches(steady(1), wild), 0.05, 0.01)).toMatchObject({ verdict: 'no difference', reasons: ['P50 spreads too much to judge'] });
    expect(judgeSlices(launches(steady(1), steady(1.3)), 0.05, 0.01, false)).toMatchObject({ verdict: 'no difference', reasons: ['the load generator was saturated, so P50 is not judged'] });
  });

  it('judges P50 where CPU time is not known, and says so', () => {
    const slices = launches(steady(1), steady(1.3)).map(({ cpuPerRequestMs: _, ...slice }) => slice);
    expect(judgeSlices(slices, 0.05, 0.01)).toMatchObject({ verdict: 'slower', reasons: ['CPU time per request is not known of both servers, so P50 is judged'] });
  });

  it('says how much more it needs', () => {
    const { verdict, slicesToTell: more } = judgeSlices(launches(wild), 0.05, 0.01);
    expect(verdict).toBe('cannot tell');
    expect(more).toBeGreaterThan(10);
    expect(judgeSlices([], 0.05, 0.01)).toMatchObject({ verdict: 'cannot tell', metrics: [] });
  });
});
