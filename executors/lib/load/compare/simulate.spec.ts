import type { Slice } from './comparison';
import { judgeSlices } from './judge-slices';
import type { Comparison } from './judge-ratio';
import { planLooks } from './looks';
import { seededRandom } from './random';

/** A machine: spread of a slice, share of slices that something disturbs (four times the spread), difference between two launches of one build. */
interface Machine {
  readonly spread: number;
  readonly disturbed: number;
  readonly launches: number;
}

const QUIET: Machine = { spread: 0.03, disturbed: 0.05, launches: 0.01 };
const NOISY: Machine = { spread: 0.05, disturbed: 0.1, launches: 0.013 };
/** As measured with three busy processes on two cores. */
const CROWDED: Machine = { spread: 0.1, disturbed: 0.2, launches: 0.02 };
const TRIALS = 40;
const LAUNCHES = 12;

/** Plays a comparison of a server that is `factor` times as slow, with the rules of compareServers: six rounds to a launch, twelve launches. */
function play(machine: Machine, factor: number, seed: number, afresh: boolean): { verdict: Comparison } {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const noise = (): number => Math.exp((normal() * machine.spread * (random() < machine.disturbed ? 4 : 1)) / Math.SQRT2);
  const slices: Slice[] = [];
  const looks = planLooks();
  let bias = 1;
  for (let launch = 0; ; launch++) {
    if (launch === 0 || afresh) bias = Math.exp(normal() * machine.launches);
    for (let round = 0; round < 6; round++) {
      const mood = Math.exp(normal() * 0.3); // both servers share it
      for (const [side, own] of [['this', factor * bias], ['other', 1]] as const) {
        slices.push({ side, launch, round, replies: 1000, repliesPerSecond: 1, cpuPerRequestMs: 0.2 * mood * own * noise(), p50: 1 * mood * own * noise() * noise() });
      }
    }
    const last = launch + 1 === LAUNCHES;
    const alpha = last ? looks.spendRest() : looks.spend((launch + 1) / LAUNCHES, launch + 1);
    if (alpha === undefined) continue;
    const { verdict, settled } = judgeSlices(slices, 0.05, alpha);
    if (settled || last) return { verdict };
  }
}

const tallies = new Map<string, Record<Comparison, number>>();

function tally(machine: Machine, factor: number, afresh = true): Record<Comparison, number> {
  const key = JSON.stringify([machine, factor, afresh]);
  const known = tallies.get(key);
  if (known) return known;
  const counts = { slower: 0, faster: 0, 'no difference': 0, 'cannot tell': 0 };
  for (let seed = 1; seed <= TRIALS; seed++) counts[play(machine, factor, seed * 7919, afresh).verdict]++;
  tallies.set(key, counts);
  return counts;
}

describe('judgeSlices on simulated machines, 40 comparisons each', () => {
  it.each([['quiet', QUIET], ['noisy', NOISY], ['crowded', CROWDED]])('calls at most 2 pairs of identical servers different on a %s machine', (_, machine) => {
    const { slower, faster } = tally(machine, 1);
    expect(slower + faster).toBeLessThanOrEqual(2);
  });

  it('finds a slowdown of 10 % in 36 at least, on any', () => {
    for (const machine of [QUIET, NOISY, CROWDED]) expect(tally(machine, 1.1).slower).toBeGreaterThanOrEqual(36);
  });

  it('finds it in servers that it cannot start afresh', () => {
    expect(tally(QUIET, 1.1, false).slower).toBeGreaterThanOrEqual(36);
    const { slower, faster } = tally(QUIET, 1, false);
    expect(slower + faster).toBeLessThanOrEqual(2);
  });

  it('never takes one direction for the other', () => {
    expect(tally(NOISY, 1.1).faster).toBe(0);
    expect(tally(QUIET, 1.1).faster).toBe(0);
  });
});
