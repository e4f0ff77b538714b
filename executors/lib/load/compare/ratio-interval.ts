import { seededRandom } from './random';

/** Ratios of one launch of both servers, one for each round. */
export type Launch = readonly number[];

/** An estimated ratio with the interval that holds it. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

const RESAMPLES = 1000;

/**
 * The median of paired ratios with its bootstrap interval. Two processes of one build differ for as
 * long as they run, so launches are drawn first and rounds within them second.
 * @param confidence 0.99
 */
export function ratioInterval(launches: readonly Launch[], confidence: number): RatioInterval {
  const random = seededRandom(1);
  const logs = launches.filter((launch) => launch.length > 0).map((launch) => launch.map(Math.log).sort((a, b) => a - b));
  const estimate = logs.reduce((sum, launch) => sum + median(launch), 0) / logs.length;
  const centers = new Float64Array(RESAMPLES).map(() => {
    // Each launch weighs the same, no slice much.
    let sum = 0;
    for (let i = 0; i < logs.length; i++) sum += resampledMedian(logs[logs.length > 1 ? Math.floor(random() * logs.length) : 0]!, random);
    return sum / logs.length;
  }).sort();
  const at = (share: number): number => Math.exp(centers[Math.round(share * (RESAMPLES - 1))]!);
  const tail = (1 - confidence) / 2;
  return { ratio: Math.exp(estimate), low: at(tail), high: at(1 - tail) };
}

/** The median of as many draws, with replacement, from sorted values: counted, since sorting each resample took seconds. */
function resampledMedian(sorted: readonly number[], random: () => number): number {
  const count = sorted.length;
  const drawn = new Uint16Array(count);
  for (let i = 0; i < count; i++) drawn[Math.floor(random() * count)]!++;
  const [lower, upper] = [(count - 1) >> 1, count >> 1];
  let seen = 0;
  let low = NaN;
  for (let at = 0; ; at++) {
    seen += drawn[at]!;
    if (Number.isNaN(low) && seen > lower) low = sorted[at]!;
    if (seen > upper) return (low + sorted[at]!) / 2;
  }
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
