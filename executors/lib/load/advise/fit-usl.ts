/** The Universal Scalability Law, X(N) = λN / (1 + σ(N − 1) + κN(N − 1)), fitted to measured points. */
export interface UslFit {
  /** Replies per second of one request at a time. */
  readonly lambda: number;
  /** Contention: the share that cannot go on at once. */
  readonly sigma: number;
  /** Coherency: what each pair costs. */
  readonly kappa: number;
  /** The most that it reaches, or comes near to where more never makes it slower. */
  readonly peak: number;
  /** Requests under way at the peak; absent where there is none. */
  readonly peakAt?: number;
  /** What came out was less, by over 5 %, where more were under way than at the peak. */
  readonly retrograde: boolean;
  /** Share of the spread that it explains. */
  readonly r2: number;
}

export interface UslPoint {
  /** Requests under way. */
  readonly n: number;
  /** Replies per second. */
  readonly x: number;
}

/**
 * Fits it by least squares of n/x = (1 + σ(n − 1) + κn(n − 1)) / λ, which is linear in its unknowns, with
 * relative errors, and none of them below 0 (Gunther, Guerrilla Capacity Planning, 2007, chapter 5).
 * @returns undefined for fewer than four points, or where no such law fits
 */
export function fitUsl(points: readonly UslPoint[]): UslFit | undefined {
  const usable = points.filter(({ n, x }) => n > 0 && x > 0);
  if (usable.length < 4) return undefined;
  const rows = usable.map(({ n, x }) => {
    const y = n / x;
    return { of: [1 / y, (n - 1) / y, (n * (n - 1)) / y], want: 1 };
  });
  // The best of all choices of unknowns that are not at 0.
  const fits = [[0, 1, 2], [0, 1], [0, 2], [0]].flatMap((free) => {
    const found = leastSquares(rows.map(({ of, want }) => ({ of: free.map((i) => of[i]!), want })));
    if (!found || found.some((value) => value < 0) || found[0]! <= 0) return [];
    const all = [0, 0, 0];
    free.forEach((i, at) => (all[i] = found[at]!));
    const error = rows.reduce((sum, { of, want }) => sum + (want - of.reduce((s, v, i) => s + v * all[i]!, 0)) ** 2, 0);
    return [{ all, error }];
  });
  const best = fits.sort((a, b) => a.error - b.error)[0];
  if (!best) return undefined;
  const [a, b, c] = best.all as [number, number, number];
  const [lambda, sigma, kappa] = [1 / a, b / a, c / a];
  const at = (n: number): number => (lambda * n) / (1 + sigma * (n - 1) + kappa * n * (n - 1));
  const peakAt = kappa > 0 ? Math.sqrt(Math.max(0, 1 - sigma) / kappa) : undefined;
  const peak = peakAt === undefined ? (sigma > 0 ? lambda / sigma : Infinity) : at(Math.max(1, peakAt));
  if (!Number.isFinite(peak)) return undefined;
  const most = Math.max(...usable.map(({ n }) => n));
  const retrograde = peakAt !== undefined && most > peakAt && at(most) < 0.95 * peak;
  const mean = usable.reduce((sum, { x }) => sum + x, 0) / usable.length;
  const [spread, left] = [usable.reduce((sum, { x }) => sum + (x - mean) ** 2, 0), usable.reduce((sum, { n, x }) => sum + (x - at(n)) ** 2, 0)];
  return { lambda, sigma, kappa, peak, ...(peakAt !== undefined && { peakAt }), retrograde, r2: spread === 0 ? 0 : 1 - left / spread };
}

/** Solves the normal equations by elimination. */
function leastSquares(rows: readonly { readonly of: readonly number[]; readonly want: number }[]): number[] | undefined {
  const size = rows[0]!.of.length;
  const matrix = Array.from({ length: size }, (_, i) => [...Array.from({ length: size }, (_, j) => rows.reduce((sum, { of }) => sum + of[i]! * of[j]!, 0)), rows.reduce((sum, { of, want }) => sum + of[i]! * want, 0)]);
  for (let i = 0; i < size; i++) {
    const pivot = matrix.slice(i).reduce((best, row, at) => (Math.abs(row[i]!) > Math.abs(matrix[best]![i]!) ? at + i : best), i);
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    const head = matrix[i]![i]!;
    if (Math.abs(head) < 1e-12) return undefined;
    for (let row = 0; row < size; row++) {
      if (row === i) continue;
      const factor = matrix[row]![i]! / head;
      for (let j = i; j <= size; j++) matrix[row]![j]! -= factor * matrix[i]![j]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}
