import type { Warmth } from './contestant';

/** Short, since most moods of a machine outlast two of them. */
const SLICE_MS = 250;
const LONGEST_SLICE_MS = 3000;
const LEAST_REQUESTS = 20;
/** So many steps of its clock make a figure to 4 %. */
const CLOCK_STEPS = 25;
const ROUNDS = { least: 4, usual: 6, most: 20 };
const MOST_LAUNCHES = 100;
/** What is done with, in this order, where time is short: so many launches with so many rounds each. */
const FRESH = [{ rounds: ROUNDS.usual, launches: 5 }, { rounds: 4, launches: 4 }];
const STAYING = [{ rounds: ROUNDS.usual, launches: 5 }, { rounds: 4, launches: 4 }, { rounds: 2, launches: 3 }];

/** How much a slice is, how many rounds a launch has, and how many launches there is time for. */
export interface Schedule {
  /**
   * In a slice, of either server. Slices of equal time are none of equal work: on a busy machine one has a
   * tenth of the other's requests to divide its connections' cost by, and CPU time per request seems to differ by 15 %.
   */
  readonly requests: number;
  /** What a slice is expected to take, at most. */
  readonly sliceMs: number;
  readonly rounds: number;
  readonly launches: number;
  /** Whether servers are started afresh for each launch; else they stay, and a launch is a stretch of time. */
  readonly afresh: boolean;
}

/**
 * Made once, before anything is compared, of what the first launch took and how the servers answered.
 * @param beginMs what starting and warming up took
 * @param stepMs in what steps CPU time is counted
 */
export function makeSchedule(leftMs: number, beginMs: number, warmths: readonly Warmth[], stepMs: number | undefined, ours: boolean, concurrency: number): Schedule {
  const slowest = Math.min(...warmths.map(({ repliesPerMs }) => repliesPerMs));
  const laziest = Math.min(...warmths.map(({ cpuPerMs }) => cpuPerMs ?? Infinity));
  const forClock = stepMs === undefined || !Number.isFinite(laziest) ? 0 : (CLOCK_STEPS * stepMs) / laziest;
  const sliceMs = Math.round(Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, Math.max(LEAST_REQUESTS, 2 * concurrency) / slowest, forClock)));
  const requests = Math.max(concurrency, Math.round(slowest * sliceMs));
  const begun = Math.min(ROUNDS.most, Math.round(beginMs / (2 * sliceMs)));
  const many = (begin: number, rounds: number): number => Math.min(MOST_LAUNCHES, 1 + Math.floor((leftMs - rounds * 2 * sliceMs) / (begin + rounds * 2 * sliceMs)));
  // Where starting takes long, launches are to be worth it.
  const fresh = ours ? [{ rounds: Math.max(ROUNDS.usual, begun), launches: 5 }, ...FRESH].find(({ rounds, launches }) => rounds >= ROUNDS.least && many(beginMs, rounds) >= launches) : undefined;
  if (fresh) return { requests, sliceMs, rounds: fresh.rounds, launches: many(beginMs, fresh.rounds), afresh: true };
  const { rounds } = STAYING.find((one) => many(0, one.rounds) >= one.launches) ?? STAYING.at(-1)!;
  return { requests, sliceMs, rounds, launches: Math.max(1, many(0, rounds)), afresh: false };
}
