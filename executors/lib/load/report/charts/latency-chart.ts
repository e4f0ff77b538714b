import type { Html } from '../../../report/html/html';
import { html, none } from '../../../report/html/html';
import type { Measurement } from '../../run/measurement';
import { formatMs } from '../../verdict/verdict';
import { AREA, frame, line, logAxis, round } from './chart';

type Curve = Measurement['curve'];
const NINES = [0, 50, 75, 90, 99, 99.9, 99.99, 99.999];

/** Latency by percentile, both axes logarithmic: the tail takes as much room as its nines. */
export function latencyChart(curve: Curve, other?: Curve): Html {
  const known = curve.filter(({ ms }) => ms > 0);
  if (known.length === 0) return none;
  const all = [...known, ...(other ?? []).filter(({ ms }) => ms > 0)].map(({ ms }) => ms);
  const last = known.filter(({ percentile }) => percentile < 100).at(-1)?.percentile ?? 50;
  // 100 itself would be infinitely far away: the longest latency stands at the end.
  const end = 1 / (1 - Math.max(50, last) / 100);
  const inner = logAxis(1, end, AREA.left, AREA.right, () => '');
  const at = (percentile: number): number => inner.at(percentile >= 100 ? end : 1 / (1 - percentile / 100));
  const x = { at, ticks: NINES.filter((p) => p <= last + 1e-9).map((p) => ({ at: at(p), label: p === 0 ? 'min' : `P${p}` })) };
  const y = logAxis(Math.min(...all), Math.max(...all), AREA.bottom, AREA.top, formatMs);
  const points = (of: Curve) => of.filter(({ ms, percentile }) => ms > 0 && percentile <= 100).map(({ percentile, ms }) => [at(percentile), y.at(ms)] as const);
  const longest = points(known).at(-1)!;
  return frame('Latency by percentile', x, y, html`${other ? line('two', points(other)) : none}${line('one', points(known))}<circle cx="${round(longest[0])}" cy="${round(longest[1])}" r="3"/>`);
}
