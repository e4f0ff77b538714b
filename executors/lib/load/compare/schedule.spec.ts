import { makeSchedule } from './schedule';

const fast = { repliesPerMs: 4, cpuPerMs: 0.8 };
const FINE = 0.001;

describe('makeSchedule', () => {
  it('gives both servers the slower one\'s requests of a quarter of a second', () => {
    expect(makeSchedule(58_000, 1500, [fast, { repliesPerMs: 2, cpuPerMs: 0.8 }], FINE, true, 10)).toEqual({ requests: 500, sliceMs: 250, rounds: 6, launches: 13, afresh: true });
  });

  it('makes slices longer for slow servers, and for a coarse clock', () => {
    expect(makeSchedule(58_000, 1500, [{ repliesPerMs: 0.02, cpuPerMs: 0.8 }], FINE, true, 10)).toMatchObject({ requests: 20, sliceMs: 1000 });
    expect(makeSchedule(58_000, 1500, [{ repliesPerMs: 0.2, cpuPerMs: 0.5 }], 10, true, 10)).toMatchObject({ requests: 100, sliceMs: 500 });
    expect(makeSchedule(58_000, 1500, [{ repliesPerMs: 0.001 }], undefined, true, 10)).toMatchObject({ requests: 10, sliceMs: 3000 });
  });

  it('makes launches that are dear to start longer, and leaves servers running where there is no time for launches', () => {
    expect(makeSchedule(58_000, 5000, [fast], FINE, true, 10)).toMatchObject({ rounds: 10, launches: 6, afresh: true });
    expect(makeSchedule(45_000, 15_000, [fast], FINE, true, 10)).toMatchObject({ afresh: false, rounds: 6, launches: 15 });
    expect(makeSchedule(58_000, 1500, [fast], FINE, false, 10)).toMatchObject({ afresh: false, rounds: 6, launches: 19 });
    expect(makeSchedule(3000, 1000, [fast], FINE, true, 10)).toMatchObject({ afresh: false, rounds: 2, launches: 3 });
    expect(makeSchedule(100, 1000, [fast], FINE, true, 10)).toMatchObject({ afresh: false, launches: 1 });
  });
});
