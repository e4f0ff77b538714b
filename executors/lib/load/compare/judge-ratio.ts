import type { RatioInterval } from './ratio-interval';

export type Comparison = 'slower' | 'faster' | 'no difference' | 'cannot tell';

/**
 * What an interval of this server's figure over the other's says, by a margin within which a
 * difference does not matter: a difference has to be there (the interval excludes 1) and to matter
 * (the ratio is beyond the margin); its absence has to be shown too (the interval is within the margin).
 * @param margin 0.05
 */
export function judgeRatio({ ratio, low, high }: RatioInterval, margin: number): Comparison {
  if (low > 1 && ratio > 1 + margin) return 'slower';
  if (high < 1 && ratio < 1 / (1 + margin)) return 'faster';
  if (high < 1 + margin && low > 1 / (1 + margin)) return 'no difference';
  return 'cannot tell';
}

/** How many more launches would let it tell, if all goes on like this. */
export function launchesToTell({ ratio, low, high }: RatioInterval, margin: number, launches: number): number {
  const estimate = Math.abs(Math.log(ratio));
  const half = Math.log(high / low) / 2;
  const edge = Math.log(1 + margin);
  const wanted = estimate > edge ? estimate : edge - estimate;
  const factor = (half / Math.max(wanted, edge / 5)) ** 2;
  return Math.max(1, Math.ceil(launches * Math.min(factor, 20)) - launches);
}
