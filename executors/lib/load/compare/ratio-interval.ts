import { criticalT } from './student-t';

/** Paired ratios of one launch of both servers, one for each round. */
export type Launch = readonly number[];

/** An estimated ratio with the interval that holds it. */
export interface RatioInterval {
  readonly ratio: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The ratio with its interval by Student's t over launches. Each launch gives one figure, the median of
 * its rounds: slices have wild outliers, which a median passes over, and two processes of one build
 * differ for as long as they run, so rounds within a launch are no independent witnesses, and a
 * bootstrap of three launches has next to nothing to draw from.
 * @param launches two at least, none empty
 * @param alpha how often the interval may miss: 0.01
 */
export function ratioInterval(launches: readonly Launch[], alpha: number): RatioInterval {
  const centers = launches.map((launch) => median(launch.map(Math.log)));
  const count = centers.length;
  const mean = centers.reduce((sum, center) => sum + center, 0) / count;
  const variance = centers.reduce((sum, center) => sum + (center - mean) ** 2, 0) / (count - 1);
  const half = criticalT(alpha, count - 1) * Math.sqrt(variance / count);
  return { ratio: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
