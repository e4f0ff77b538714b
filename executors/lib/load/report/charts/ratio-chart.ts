import type { Html } from '../../../report/html/html';
import { html } from '../../../report/html/html';
import type { ComparedMetric } from '../../compare/comparison';
import { AREA, frame, logAxis, round } from './chart';

/** Ratios with their intervals; the margin within which a difference does not matter is shaded. */
export function ratioChart(metrics: readonly ComparedMetric[]): Html {
  const low = Math.min(0.9, ...metrics.map((metric) => metric.low)) / 1.02;
  const high = Math.max(1.1, ...metrics.map((metric) => metric.high)) * 1.02;
  const x = logAxis(low, high, AREA.left + 50, AREA.right, (value) => `× ${value}`);
  const ones = { ...x, ticks: [...x.ticks.filter(({ at }) => Math.abs(at - x.at(1)) > 40), { at: x.at(1), label: '× 1' }] };
  const height = (AREA.bottom - AREA.top) / metrics.length;
  const rows = metrics.map(({ metric, ratio, low: from, high: to, margin }, index) => {
    const y = AREA.top + height * (index + 0.5);
    const [left, right] = [x.at(1 / (1 + margin)), x.at(1 + margin)];
    return html`<rect class="margin" x="${round(left)}" y="${round(y - height / 2)}" width="${round(right - left)}" height="${round(height)}"/>
<text x="0" y="${round(y + 4)}">${metric}</text><line class="mark" x1="${round(x.at(from))}" x2="${round(x.at(to))}" y1="${round(y)}" y2="${round(y)}"/><circle cx="${round(x.at(ratio))}" cy="${round(y)}" r="5"/>`;
  });
  return frame("This server's figures over the other's, with intervals", ones, { at: () => 0, ticks: [] }, html`${rows}`);
}
