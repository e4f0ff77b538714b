import type { Html } from '../../../report/html/html';
import { html, none } from '../../../report/html/html';
import type { Measurement } from '../../run/measurement';
import { formatMs } from '../../verdict/verdict';
import type { Axis } from './chart';
import { AREA, frame, line, linearAxis, logAxis, round } from './chart';

type Series = Measurement['series'];

/** Replies and failures per second over time. */
export function throughputChart(series: Series, intervalMs: number): Html {
  const perSecond = (count: number): number => (count * 1000) / intervalMs;
  const x = timeAxis(series, intervalMs);
  const y = linearAxis(Math.max(...series.map(({ replies, failures }) => perSecond(replies + failures))), AREA.bottom, AREA.top, (value) => String(Math.round(value)));
  const width = Math.max(1, x.at(1) - x.at(0) - 1);
  const bar = (name: string, index: number, from: number, to: number): Html => (to === from ? none : html`<rect class="${name}" x="${round(x.at(index))}" y="${round(y.at(to))}" width="${round(width)}" height="${round(y.at(from) - y.at(to))}"/>`);
  const bars = series.map(({ replies, failures }, at) => html`${bar('bar', at, 0, perSecond(replies))}${bar('bar failed', at, perSecond(replies), perSecond(replies + failures))}`);
  return frame('Replies and failures per second over time', x, y, html`${bars}`);
}

/** P50, P99 and the longest latency over time; logarithmic, so that a stall does not flatten the rest. */
export function latencySeriesChart(series: Series, intervalMs: number): Html {
  const known = series.flatMap(({ p50, p99, max }, at) => (p50 ? [{ at, p50, p99: p99!, max: max! }] : []));
  if (known.length === 0) return none;
  const x = timeAxis(series, intervalMs);
  const y = logAxis(Math.min(...known.map(({ p50 }) => p50)), Math.max(...known.map(({ max }) => max)), AREA.bottom, AREA.top, formatMs);
  const points = (of: 'p50' | 'p99' | 'max') => known.map((bucket) => [x.at(bucket.at + 0.5), y.at(bucket[of])] as const);
  return frame('P50, P99 and longest latency over time', x, y, html`${line('three', points('max'))}${line('two', points('p99'))}${line('one', points('p50'))}`);
}

/** By index of the bucket, labelled in seconds. */
function timeAxis(series: Series, intervalMs: number): Axis {
  const seconds = (series.length * intervalMs) / 1000;
  const { ticks } = linearAxis(seconds, AREA.left, AREA.right, (value) => `${Number(value.toPrecision(3))} s`);
  return { at: (index) => AREA.left + (index / series.length) * (AREA.right - AREA.left), ticks };
}
