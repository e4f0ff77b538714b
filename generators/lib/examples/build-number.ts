import type { FlatSchema } from './flat-schema';

/** A number for a flat schema; undefined when none was found. */
export function buildNumber(flat: FlatSchema, integer: boolean, salt: number): number | undefined {
  const least = Math.max(flat.least.number, flat.above, formatRange(flat)[0]);
  const most = Math.min(flat.most.number, flat.below, formatRange(flat)[1]);
  const step = flat.multiples.reduce((a, b) => commonMultiple(a, b), integer ? 1 : 0) || 0;
  const fits = (n: number): boolean =>
    n >= least && n <= most && n > flat.above && n < flat.below && (!integer || Number.isInteger(n)) && flat.multiples.every((m) => isMultiple(n, m));
  let left = salt;
  for (const n of candidates(least, most, step, integer, salt)) {
    if (Number.isFinite(n) && fits(n) && left-- === 0) return n;
  }
  for (const n of candidates(least, most, step, integer, 0)) if (Number.isFinite(n) && fits(n)) return n;
  return undefined;
}

/** A number that is no integer; undefined when the schema leaves no simple one. */
export function buildFraction(flat: FlatSchema): number | undefined {
  const least = Math.max(flat.least.number, flat.above);
  const base = Number.isFinite(least) ? Math.floor(least) : 0;
  return [base + 0.5, base + 1.5, base + 0.25].find((n) => n > least && n < Math.min(flat.most.number, flat.below) && flat.multiples.every((m) => isMultiple(n, m)));
}

function* candidates(least: number, most: number, step: number, integer: boolean, salt: number): Generator<number> {
  const unit = step > 0 ? step : integer ? 1 : Math.min(1, (most - least) / 8 || 1);
  const start = Number.isFinite(least) ? Math.max(Math.ceil(least / unit) * unit, least > 0 ? 0 : Math.min(unit, most)) : Math.min(unit, Number.isFinite(most) ? Math.floor(most / unit) * unit : unit);
  for (let i = 0; i <= salt + 3; i++) yield round(start + i * unit);
  if (Number.isFinite(least)) for (let i = 0; i <= salt + 3; i++) yield round(Math.ceil(least / unit) * unit + i * unit);
  if (Number.isFinite(most)) for (let i = 0; i <= salt + 3; i++) yield round(Math.floor(most / unit) * unit - i * unit);
  yield* [0, least, most, (least + most) / 2, least + (most - least) / 7];
}

// 0.1 * 3 is 0.30000000000000004, which is no multiple of 0.1
function round(n: number): number {
  return Number.isInteger(n) ? n : Number(n.toPrecision(12));
}

function isMultiple(n: number, of: number): boolean {
  const quotient = n / of;
  return Math.abs(quotient - Math.round(quotient)) < 1e-9;
}

function commonMultiple(a: number, b: number): number {
  if (a === 0) return b;
  for (let i = 1; i <= 1000; i++) if (isMultiple(a * i, b)) return round(a * i);
  return a * b;
}

function formatRange({ formats }: FlatSchema): readonly [number, number] {
  if (formats.includes('int32')) return [-(2 ** 31), 2 ** 31 - 1];
  if (formats.some((f) => /^uint/.test(f))) return [0, Number.MAX_SAFE_INTEGER];
  if (formats.includes('int8')) return [-128, 127];
  return [-Infinity, Infinity];
}
