/** Rows a second that a server of today does at least, by what it does: orders of magnitude, not measurements. */
const RATES = { scan: 1_000_000, rewrite: 200_000 };

/**
 * How long a scan or a rewrite of so many rows may take, in words. Rows differ in width and servers in
 * speed by more than any number here could tell.
 */
export function estimateDuration(work: keyof typeof RATES, rows: number): string {
  const seconds = rows / RATES[work];
  if (seconds < 1) return 'moments';
  if (seconds < 20) return 'seconds';
  if (seconds < 120) return 'a minute or so';
  if (seconds < 3_600) return 'minutes';
  return 'hours';
}

/** A number of rows as people say it: `about 20 million rows`. */
export function roundRows(rows: number): string {
  if (rows < 1_000) return rows === 0 ? 'no rows' : 'fewer than a thousand rows';
  const [unit, name] = rows < 1_000_000 ? [1_000, 'thousand'] : rows < 1_000_000_000 ? [1_000_000, 'million'] : [1_000_000_000, 'billion'];
  const count = rows / unit;
  return `about ${count < 10 ? Math.round(count) : Number(count.toPrecision(2))} ${name} rows`;
}
