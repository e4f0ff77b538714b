import { describeThreshold, formatMs } from '../verdict/verdict';
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
  if (m) lines.push('', ...measuredLines(report), '', ...latencyTable(report));
  if (server?.lastOutput) lines.push('', 'Last output of the server:', '', '```', ...server.lastOutput.replace(/```/g, "'''").split(/\r?\n/).slice(-20).map(printable), '```');
  lines.push('', machineLine(report));
  return `${lines.join('\n')}\n`;
}

export function verdictSentence({ verdict, measurement }: LoadReport): string {
  if (verdict === 'pass') return 'All thresholds are kept.';
  if (verdict === 'fail') return measurement ? 'The load test failed.' : 'The load test could not be run.';
  return 'The run cannot tell: it is no pass.';
}

function measuredLines({ measurement, requests, usage, errorRate, comparison }: LoadReport): string[] {
  const m = measurement!;
  const failures = Object.entries(m.failures).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`);
  const lines = [
    `- Requests: ${requests.slice(0, 5).map(({ method, url }) => `\`${method} ${url.replace(/`/g, "'")}\``).join(', ')}${requests.length > 5 ? ` and ${requests.length - 5} more` : ''}`,
    `- ${m.replies} replies in ${(m.elapsedMs / 1000).toFixed(1)} s: **${Math.round(m.repliesPerSecond)} per second**, ${(m.bytesPerSecond / 2 ** 20).toFixed(2)} MiB/s`,
    `- Statuses: ${Object.entries(m.statuses).map(([status, count]) => `${status} × ${count}`).join(', ') || 'none'}; failures: ${failures.join(', ') || 'none'}${errorRate === undefined ? '' : `; error rate ${(errorRate * 100).toPrecision(3)} %`}`,
  ];
  if (m.unfinished.inFlight + m.unfinished.neverSent > 0) lines.push(`- Open at the end: ${m.unfinished.inFlight} under way, ${m.unfinished.neverSent} due but not sent, the oldest for ${formatMs(m.unfinished.oldestMs)}`);
  if (usage) {
    const each = usage.cpuPerRequestMs === undefined ? '' : `, **${formatMs(usage.cpuPerRequestMs)} per request**`;
    lines.push(`- Server: ${formatMs(usage.cpuMs)} of CPU time${each}, ${usage.cores.toFixed(2)} cores, ${Math.round(usage.peakBytes / 2 ** 20)} MiB at most, ${usage.processes} processes`);
  } else if (!comparison) lines.push('- Server: its processes are not known, so its CPU time and memory are not either');
  lines.push(`- Generator: ${m.generator.threads} thread${m.generator.threads === 1 ? '' : 's'}, ${Math.round(m.generator.eventLoopUtilization * 100)} % busy`);
  return lines;
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

function machineLine({ measuredAt, machine: { cpu, cores, platform, release, node } }: LoadReport): string {
  return `Measured ${measuredAt} on ${text(cpu)} (${cores} cores), ${platform} ${text(release)}, Node ${node}.`;
}

function comparisonLines({ verdict, reasons, metrics, launches, rounds, roundsToTell, sliceMs, other }: NonNullable<LoadReport['comparison']>): string[] {
  return [
    `Compared with ${text(other.origin)}: **${verdict}**${roundsToTell === undefined ? '' : ` (run ${roundsToTell} more rounds)`}. ${rounds} rounds of two slices of ${formatMs(sliceMs)}, ${launches} launch${launches === 1 ? '' : 'es'}.`,
    ...reasons.map((reason) => `- ${text(reason)}`),
    '', '| | this | other | ratio | interval | margin | verdict |', '|---|---|---|---|---|---|---|',
    ...metrics.map((one) => `| ${one.metric} | ${formatMs(one.this)} | ${formatMs(one.other)} | ${one.ratio.toFixed(3)} | ${one.low.toFixed(3)}–${one.high.toFixed(3)} | ${percent(one.margin)} | ${one.verdict} |`),
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

/** Text that Markdown leaves as it is. */
function text(value: string): string {
  return printable(value.replace(/\s+/g, ' ')).replace(/[\\<>[\]*_|~`]/g, '\\$&').replace(/@(?=\w)/g, '@\u200b');
}

/** Control characters of a server's output must not reach a terminal. */
function printable(value: string): string {
  return value.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/g, '\ufffd');
}
