import { describeThreshold, formatMs } from '../verdict/verdict';
import { adviceSentence, STEP_HEAD, stepRows, uslSentence } from './advice-rows';
import { driveLines } from './drive-markdown';
import { ENGINE_HEAD, engineRows, engineSentence } from './engine-rows';
import { describeOther, reportFacts } from './facts';
import { printable, text } from './markdown-text';
import { probeLines } from './probe-markdown';
import { probeSentence } from './probe-rows';
import type { LoadReport } from './report';

const SIGNS = { pass: '✅', fail: '❌', void: '❔' };

/** The report for people. */
export function loadMarkdown(report: LoadReport): string {
  const { project, verdict, reasons, thresholds, measurement: m, server } = report;
  const lines = [`## loadtest: ${text(project)}`, '', `${SIGNS[verdict]} ${verdictSentence(report)}`];
  if (reasons.length > 0) lines.push('', ...reasons.map((reason) => `- ${text(reason)}`));
  if (thresholds.length > 0) {
    lines.push('', '| threshold | measured | verdict |', '|---|---|---|');
    for (const one of thresholds) lines.push(`| \`${one.text.replace(/[|`]/g, ' ')}\` | ${text(describeThreshold(one).slice(one.text.length + 2))} | ${SIGNS[one.outcome]} ${one.outcome} |`);
  }
  if (report.comparison) lines.push('', ...comparisonLines(report.comparison));
  if (report.baseline) lines.push('', ...baselineLines(report.baseline));
  if (m) lines.push('', ...latencyTable(report));
  if (report.rateLimit || report.attack) lines.push('', ...probeLines(report));
  if (report.advice) lines.push('', ...adviceLines(report.advice));
  if (report.engine) lines.push('', text(engineSentence(report.engine)), ...(report.engine.summary ? ['', `| ${ENGINE_HEAD.join(' | ')} |`, `|${ENGINE_HEAD.map(() => '---').join('|')}|`, ...engineRows(report.engine).map((row) => `| ${row.map(text).join(' | ')} |`)] : []));
  if (report.drive) lines.push('', ...driveLines(report.drive));
  lines.push('', ...reportFacts(report).map(([name, value]) => `- ${name}: ${text(value)}`));
  if (server?.lastOutput) lines.push('', 'Last output of the server:', '', '```', ...server.lastOutput.replace(/```/g, "'''").split(/\r?\n/).slice(-20).map(printable), '```');
  return `${lines.join('\n')}\n`;
}

export function verdictSentence(report: LoadReport): string {
  const { verdict, measurement } = report;
  const probed = probeSentence(report) ?? adviceSentence(report);
  if (probed !== undefined) return probed;
  if (report.engine && verdict === 'pass' && !report.engine.summary) return `Written for ${report.engine.name}, not run.`;
  if (verdict === 'pass') return 'All thresholds are kept.';
  if (verdict === 'fail') return measurement || report.engine?.summary ? 'The load test failed.' : 'The load test could not be run.';
  return 'The run cannot tell: it is no pass.';
}

function latencyTable({ measurement }: LoadReport): string[] {
  const { latency, serviceTime, coordinatedOmission } = measurement!;
  if (!latency) return [];
  const row = (name: string, of: NonNullable<typeof latency>): string => `| ${name} | ${[of.p50, of.p75, of.p90, of.p95, of.p99, of.p999, of.max].map(formatMs).join(' | ')} |`;
  return [
    '| latency | P50 | P75 | P90 | P95 | P99 | P99.9 | max |', '|---|---|---|---|---|---|---|---|',
    row(coordinatedOmission === 'corrected' ? 'from when it was due' : 'uncorrected for coordinated omission', latency),
    ...(serviceTime ? [row('from when it was sent', serviceTime)] : []),
  ];
}

function comparisonLines({ verdict, reasons, metrics, launches, rounds, slicesToTell, requestsPerSlice, other }: NonNullable<LoadReport['comparison']>): string[] {
  return [
    `Compared with ${text(describeOther(other))}: **${verdict}**${slicesToTell === undefined ? '' : ` (run ${slicesToTell} more slices)`}. ${rounds} rounds of two slices of ${requestsPerSlice} requests, ${launches} launch${launches === 1 ? '' : 'es'}.`,
    ...reasons.map((reason) => `- ${text(reason)}`),
    '', '| | this | other | ratio | interval | of | margin | verdict |', '|---|---|---|---|---|---|---|---|',
    ...metrics.map((one) => `| ${one.metric} | ${formatMs(one.this)} | ${formatMs(one.other)} | ${one.ratio.toFixed(3)} | ${one.low.toFixed(3)}–${one.high.toFixed(3)} | ${(one.confidence * 100).toFixed(1)} % | ${percent(one.margin)} | ${one.verdict} |`),
  ];
}

function adviceLines(advice: NonNullable<LoadReport['advice']>): string[] {
  const usl = uslSentence(advice);
  return [
    ...advice.recommendations.map((one) => `- ${text(one)}`), '', `| ${STEP_HEAD.join(' | ')} |`, `|${STEP_HEAD.map(() => '---').join('|')}|`,
    ...stepRows(advice).map((row) => `| ${row.map(text).join(' | ')} |`), ...(usl ? ['', text(usl)] : []),
  ];
}

function baselineLines({ verdict, reasons, measuredAt, margin, ratio, trend }: NonNullable<LoadReport['baseline']>): string[] {
  return [
    `Compared with the baseline of ${text(measuredAt)}: **${verdict}**${ratio === undefined ? '' : `, CPU time per request × ${ratio.toFixed(3)} (margin ${percent(margin)})`}.`,
    ...reasons.map((reason) => `- ${text(reason)}`),
    ...(Object.keys(trend).length === 0 ? [] : [`- Trend, not judged: ${Object.entries(trend).map(([name, value]) => `${name} × ${value.toFixed(2)}`).join(', ')}`]),
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}
