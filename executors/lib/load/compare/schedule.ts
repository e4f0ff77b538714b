import type { Warmth } from './contestant';

/** Short, since most moods of a machine outlast two of them. */
const SLICE_MS = 250;
const LONGEST_SLICE_MS = 3000;
const LEAST_REQUESTS = 100;
/** So many steps of its clock make a figure to 4 %. */
const CLOCK_STEPS = 25;
const ROUNDS = { least: 6, most: 20 };
const MOST_LAUNCHES = 100;
/** With fewer than this, servers are not started afresh: their launches would say too little. */
const LEAST_LAUNCHES = 5;

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
export function makeSchedule(leftMs: number, beginMs: number, warmths: readonly Warmth[], stepMs: number | undefined, ours: boolean): Schedule {
  const slowest = Math.min(...warmths.map(({ repliesPerMs }) => repliesPerMs));
  const laziest = Math.min(...warmths.map(({ cpuPerMs }) => cpuPerMs ?? Infinity));
  const forClock = stepMs === undefined || !Number.isFinite(laziest) ? 0 : (CLOCK_STEPS * stepMs) / laziest;
  const sliceMs = Math.round(Math.min(LONGEST_SLICE_MS, Math.max(SLICE_MS, LEAST_REQUESTS / slowest, forClock)));
  const requests = Math.max(1, Math.round(slowest * sliceMs));
  const rounds = (share: number): number => Math.min(ROUNDS.most, Math.max(ROUNDS.least, Math.round(share / (2 * sliceMs))));
  const many = (begin: number, count: number): number => Math.min(MOST_LAUNCHES, 1 + Math.floor((leftMs - count * 2 * sliceMs) / (begin + count * 2 * sliceMs)));
  const fresh = rounds(beginMs);
  if (ours && many(beginMs, fresh) >= LEAST_LAUNCHES) return { requests, sliceMs, rounds: fresh, launches: many(beginMs, fresh), afresh: true };
  if (ours && many(beginMs, ROUNDS.least) >= LEAST_LAUNCHES) return { requests, sliceMs, rounds: ROUNDS.least, launches: many(beginMs, ROUNDS.least), afresh: true };
  return { requests, sliceMs, rounds: ROUNDS.least, launches: Math.max(1, many(0, ROUNDS.least)), afresh: false };
}
