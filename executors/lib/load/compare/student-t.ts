/**
 * The probability that Student's t with `df` degrees of freedom (a whole number) lies within ±t, by the
 * finite series of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
 */
export function withinT(t: number, df: number): number {
  const angle = Math.atan(t / Math.sqrt(df));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const odd = df % 2 === 1;
  let term = odd ? cosine : 1;
  let sum = df > 1 ? term : 0;
  for (let k = odd ? 2 : 1; k < df - 1; k += 2) {
    term *= (k / (k + 1)) * cosine * cosine;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** The t that is exceeded, on either side, with probability `alpha` together: 12.71 of 0.05 with one degree of freedom. */
export function criticalT(alpha: number, df: number): number {
  let [low, high] = [0, 1];
  while (withinT(high, df) < 1 - alpha) [low, high] = [high, 2 * high];
  while (high - low > high * 1e-9) {
    const middle = (low + high) / 2;
    if (withinT(middle, df) < 1 - alpha) low = middle;
    else high = middle;
  }
  return high;
}
