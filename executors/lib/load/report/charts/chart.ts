import type { Html } from '../../../report/html/html';
import { html } from '../../../report/html/html';

/** A place for values along one axis. */
export interface Axis {
  at(value: number): number;
  readonly ticks: readonly { readonly at: number; readonly label: string }[];
}

export const WIDTH = 720;
export const HEIGHT = 300;
const MARGIN = { left: 64, right: 16, top: 12, bottom: 34 };
export const AREA = { left: MARGIN.left, right: WIDTH - MARGIN.right, top: MARGIN.top, bottom: HEIGHT - MARGIN.bottom };

/** An axis whose equal distances are equal factors. */
export function logAxis(low: number, high: number, from: number, to: number, label: (value: number) => string): Axis {
  const [a, b] = [Math.log10(low), Math.log10(Math.max(high, low * 1.01))];
  const at = (value: number): number => from + ((Math.log10(Math.max(value, low)) - a) / (b - a)) * (to - from);
  const decades = b - a;
  const steps = decades > 4 ? [1] : decades > 1 ? [1, 2, 5] : [1, 1.5, 2, 3, 4, 5, 7];
  const ticks = Array.from({ length: Math.ceil(decades) + 2 }, (_, i) => 10 ** (Math.floor(a) + i)).flatMap((decade) => steps.map((step) => step * decade));
  return { at, ticks: ticks.filter((value) => value >= low * 0.999 && value <= high * 1.001).map((value) => ({ at: at(value), label: label(value) })) };
}

/** An axis from 0 with round steps. */
export function linearAxis(high: number, from: number, to: number, label: (value: number) => string): Axis {
  // A server that never answered has nothing but zeros, or no series at all (-Infinity).
  const top = high > 0 ? high : 1;
  const rough = top / 4;
  const decade = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * decade).find((size) => size >= rough)!;
  const at = (value: number): number => from + (value / top) * (to - from);
  return { at, ticks: Array.from({ length: Math.floor(top / step + 1e-9) + 1 }, (_, i) => ({ at: at(i * step), label: label(i * step) })) };
}

/** A chart with its axes; what it shows in a sentence for those who do not see it. */
export function frame(title: string, x: Axis, y: Axis, content: Html): Html {
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">
${y.ticks.map(({ at, label }) => html`<line class="grid" x1="${AREA.left}" x2="${AREA.right}" y1="${round(at)}" y2="${round(at)}"/><text x="${AREA.left - 6}" y="${round(at + 4)}" text-anchor="end">${label}</text>`)}
${x.ticks.map(({ at, label }) => html`<line class="grid" x1="${round(at)}" x2="${round(at)}" y1="${AREA.top}" y2="${AREA.bottom}"/><text x="${round(at)}" y="${AREA.bottom + 18}" text-anchor="middle">${label}</text>`)}
${content}</svg>`;
}

export function line(name: string, points: readonly (readonly [x: number, y: number])[]): Html {
  return html`<polyline class="${name}" points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(' ')}"/>`;
}

export function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Lines differ by their dashes too, for those who do not see colours. */
export const CHART_STYLE = `
.charts figure{padding:.4rem;margin:.8rem 0;max-height:none}.charts svg{display:block;width:100%;height:auto}.charts text{font:12px system-ui,sans-serif;fill:var(--soft)}
.charts .grid{stroke:var(--line);stroke-width:1}.charts polyline{fill:none;stroke-width:2}.charts .one{stroke:var(--info)}.charts .two{stroke:var(--warning);stroke-dasharray:7 4}.charts .three{stroke:var(--error);stroke-dasharray:2 3}
.charts rect.bar{fill:var(--info);opacity:.35}.charts rect.failed{fill:var(--error)}.charts .mark{stroke:var(--fg);stroke-width:2}.charts .margin{fill:var(--line);opacity:.5}.charts circle{fill:var(--info)}
.scroll{overflow-x:auto}table{border-collapse:collapse;margin:.6rem 0}th,td{border-bottom:1px solid var(--line);padding:.3rem .7rem;text-align:right;white-space:nowrap}th:first-child,td:first-child{text-align:left}
@media (max-width:36rem){.charts text{font-size:20px}}
`;
