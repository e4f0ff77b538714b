import { Html, html, none } from '../../report/html/html';
import { STYLE } from '../../report/html/style';
import { describeThreshold, formatMs } from '../verdict/verdict';
import { CHART_STYLE } from './charts/chart';
import { latencyChart } from './charts/latency-chart';
import { ratioChart } from './charts/ratio-chart';
import { latencySeriesChart, throughputChart } from './charts/series-chart';
import { STEP_HEAD, stepRows, uslSentence } from './advice-rows';
import { drivePart } from './drive-html';
import { ENGINE_HEAD, engineRows, engineSentence } from './engine-rows';
import { probePart } from './probe-html';
import type { LoadReport } from './report';
import { reportFacts } from './facts';
import { verdictSentence } from './to-markdown';

const SIGNS = { pass: '✓', fail: '✗', void: '?' };

/** The report as one page that loads nothing and runs nothing. */
export function loadHtml(report: LoadReport): string {
  const { project, verdict, reasons, thresholds, measurement: m, comparison, server, drive } = report;
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${SIGNS[verdict]} loadtest: ${project}</title><style>${new Html(STYLE + CHART_STYLE)}</style></head><body><main>
<h1>loadtest: ${project}</h1>
<p class="verdict ${verdict === 'pass' ? 'ok' : 'bad'}">${SIGNS[verdict]} ${verdictSentence(report)}${reasons.map((reason) => html`<small>${reason}</small>`)}</p>
<dl>${reportFacts(report).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
${thresholds.length === 0 ? none : html`<h2>Thresholds</h2>${table(['threshold', 'measured', 'verdict'], thresholds.map((one) => [one.text, describeThreshold(one).slice(one.text.length + 2), `${SIGNS[one.outcome]} ${one.outcome}`]))}`}
${comparison ? comparisonPart(comparison) : none}
${drive ? drivePart(drive, table) : none}${probePart(report, table)}${report.advice ? advicePart(report.advice) : none}${report.engine ? html`<h2>Engine</h2><p>${engineSentence(report.engine)}</p>${report.engine.summary ? table(ENGINE_HEAD, engineRows(report.engine)) : none}` : none}
${m ? html`<h2>Latency</h2>${latencyTable(m)}<div class="charts">
${figure(comparison ? 'Latency by percentile: this server (solid), the other (dashed); the point is the longest' : 'Latency by percentile; the point is the longest', latencyChart(m.curve, comparison?.other.measurement.curve))}
${m.series.length < 2 || comparison ? none : html`${figure('Over time: P50 (solid), P99 (dashed), longest (dotted)', latencySeriesChart(m.series, m.seriesIntervalMs))}<h2>Throughput</h2>${figure('Replies per second; failures in red at the top of the bars', throughputChart(m.series, m.seriesIntervalMs))}`}</div>` : none}
${server?.lastOutput ? html`<h2>Last output of the server</h2><pre>${server.lastOutput}</pre>` : none}
</main></body></html>
`.text;
}

function comparisonPart({ verdict, reasons, metrics, slicesToTell }: NonNullable<LoadReport['comparison']>): Html {
  const rows = metrics.map((one) => [one.metric, formatMs(one.this), formatMs(one.other), one.ratio.toFixed(3), `${one.low.toFixed(3)}–${one.high.toFixed(3)}`, `${(one.confidence * 100).toFixed(1)} %`, one.verdict]);
  return html`<h2>Comparison: ${verdict}</h2>${reasons.map((reason) => html`<p>${reason}</p>`)}${slicesToTell === undefined ? none : html`<p>Run ${slicesToTell} more slices to tell, with a longer --budget.</p>`}
${table(['', 'this', 'other', 'ratio', 'interval', 'of', 'verdict'], rows)}
${metrics.length === 0 ? none : html`<div class="charts">${figure("This server's figure over the other's, with its interval; what is shaded does not matter", ratioChart(metrics))}</div>`}`;
}

function advicePart(advice: NonNullable<LoadReport['advice']>): Html {
  const usl = uslSentence(advice);
  return html`<h2>Advice</h2><ul>${advice.recommendations.map((one) => html`<li>${one}</li>`)}</ul><h2>Steps</h2>${table(STEP_HEAD, stepRows(advice))}${usl ? html`<p>${usl}</p>` : none}`;
}

function latencyTable({ latency, serviceTime, coordinatedOmission }: NonNullable<LoadReport['measurement']>): Html {
  if (!latency) return html`<p>There was no reply.</p>`;
  const row = (name: string, of: typeof latency): string[] => [name, ...[of.p50, of.p75, of.p90, of.p95, of.p99, of.p999, of.max].map(formatMs)];
  const rows = [row(coordinatedOmission === 'corrected' ? 'from when it was due' : 'uncorrected for coordinated omission', latency), ...(serviceTime ? [row('from when it was sent', serviceTime)] : [])];
  return table(['', 'P50', 'P75', 'P90', 'P95', 'P99', 'P99.9', 'max'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="scroll" tabindex="0"><table><thead><tr>${head.map((cell) => html`<th>${cell}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
}

function figure(caption: string, chart: Html): Html {
  return html`<figure>${chart}<figcaption>${caption}</figcaption></figure>`;
}
