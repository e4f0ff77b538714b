export function median(values) {
  if (values.length === 0) return NaN;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** A random order, by Fisher and Yates. */
export function shuffled(values) {
  const result = [...values];
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

/**
 * Ratio of two servers measured in the same rounds: the median of the rounds' ratios, with the 95 %
 * bootstrap interval of that median.
 */
export function pairedRatio(values, baseline, resamples = 2000) {
  const ratios = values.map((value, index) => value / baseline[index]);
  const medians = Array.from({ length: resamples }, () => median(ratios.map(() => ratios[Math.floor(Math.random() * ratios.length)])));
  medians.sort((a, b) => a - b);
  return { ratio: median(ratios), low: medians[Math.floor(resamples * 0.025)], high: medians[Math.floor(resamples * 0.975)] };
}
