/** When the result is looked at, as shares of the time there is. */
const SHARES = [0.2, 0.35, 0.5, 0.65, 0.8];

/** Fewer have a spread that could be anything. */
export const LEAST_LAUNCHES = 3;

/** How often a verdict may be wrong about there being a difference, over all looks and both figures. */
export const ALPHA = 0.05;

/**
 * A plan of looks that is made before there is anything to see. Who looks after every round and stops
 * at the first interval that suits is wrong far more often than the interval says, so the looks share
 * what one of them could have spent: each has what has been added to α·t since the one before, t being the
 * share of the time that is over (Lan and DeMets, Discrete sequential boundaries for clinical trials,
 * Biometrika 70, 1983; the spending function is that of Kim and DeMets, Biometrika 74, 1987, with ρ = 1). The parts add up
 * to α, so by Bonferroni's inequality all looks together miss at most that often, whatever depends on what.
 */
export interface Looks {
  /** @returns what a look now may spend; undefined where none is due @param share of the time that is over */
  spend(share: number, launches: number): number | undefined;
  /** The last look: all that is left. */
  spendRest(): number;
}

export function planLooks(): Looks {
  let spent = 0;
  let next = 0;
  return {
    spend(share, launches) {
      if (launches < LEAST_LAUNCHES || share >= 1 || !(share >= SHARES[next]!)) return undefined;
      while (share >= SHARES[next]!) next++;
      const part = ALPHA * share - spent;
      spent += part;
      return part;
    },
    spendRest() {
      const part = ALPHA - spent;
      spent = ALPHA;
      return part;
    },
  };
}
