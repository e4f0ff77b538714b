/** When the result is looked at, as shares of the launches that there is time for. */
const SHARES = [0.25, 0.4, 0.55, 0.7, 0.85, 1];

/** Fewer have a spread that could be anything. */
export const LEAST_LAUNCHES = 3;

/** How often a verdict may be wrong about there being a difference, over all looks and both figures. */
export const ALPHA = 0.05;

/**
 * A plan of looks that is made before there is anything to see. Who looks after every round and stops
 * at the first interval that suits is wrong far more often than the interval says, so the looks share
 * what one of them could have spent: at the k-th, what the share of the planned launches adds to
 * α·t (Lan and DeMets, Discrete sequential boundaries for clinical trials, Biometrika 70, 1983; the
 * spending function is that of Kim and DeMets, Biometrika 74, 1987, with ρ = 1). The parts add up to α,
 * so by Bonferroni's inequality all looks together miss at most that often, whatever depends on what.
 */
export interface Looks {
  /** Of the launches done so far: what this look may spend; undefined where it is not one of the plan. */
  spend(launches: number): number | undefined;
  /** The time is over before the plan is: all that is left. */
  spendRest(): number;
}

/** @param planned launches that there is time for */
export function planLooks(planned: number): Looks {
  const at = new Set(SHARES.map((share) => Math.max(LEAST_LAUNCHES, Math.round(share * planned))));
  let spent = 0;
  return {
    spend(launches) {
      if (!at.has(launches)) return undefined;
      const sofar = ALPHA * Math.min(1, launches / planned);
      const part = sofar - spent;
      spent = sofar;
      return part > 0 ? part : undefined;
    },
    spendRest() {
      const part = ALPHA - spent;
      spent = ALPHA;
      return part;
    },
  };
}
