import { formatMs } from '../verdict/verdict';
import { loopFact } from './loop-rows';
import type { LoadReport } from './report';

/** Requests that are named one by one. */
const MOST = 5;

/** What was measured, where and how, name by name. */
export function reportFacts(report: LoadReport): [name: string, value: string][] {
  const { requests, drive, measurement: m, usage, comparison, baseline, machine, measuredAt, server, errorRate, shape } = report;
  const called = drive?.steps.filter(({ replies, failures }) => replies + failures > 0).length;
  const facts: [string, string][] = drive ? [['Steps', `${called} of ${drive.steps.length} were sent${drive.bodiesChecked + drive.bodiesSkipped > 0 ? `; ${drive.bodiesChecked} bodies of replies checked, ${drive.bodiesSkipped} left out` : ''}`]] : requests.length > 0 ? [['Requests', `${requests.slice(0, MOST).map(({ method, url }) => `${method} ${url}`).join(', ')}${requests.length > MOST ? `, and ${requests.length - MOST} more` : ''}`]] : [];
  if (server?.command) facts.push(['Server', server.command]);
  if (shape) facts.push(['Load', `${shape.concurrency} connections${shape.rate === undefined ? '' : `, ${shape.rate} requests per second`}`]);
  if (m) {
    const failures = Object.entries(m.failures).filter(([, count]) => count > 0).map(([kind, count]) => `${count} ${kind}`).join(', ');
    facts.push(
      ['Replies', `${m.replies} in ${(m.elapsedMs / 1000).toFixed(1)} s: ${Math.round(m.repliesPerSecond)} per second, ${(m.bytesPerSecond / 2 ** 20).toFixed(2)} MiB/s`],
      ['Statuses', Object.entries(m.statuses).map(([status, count]) => `${status} × ${count}`).join(', ') || 'none'],
      ['Failures', `${failures || 'none'}${errorRate === undefined ? '' : `; error rate ${(errorRate * 100).toPrecision(3)} %`}`],
    );
    const { inFlight, neverSent, oldestMs } = m.unfinished;
    if (inFlight + neverSent > 0) facts.push(['Open at the end', `${inFlight} under way, ${neverSent} due but not sent, the oldest for ${formatMs(oldestMs)}`]);
    if (usage) facts.push(['CPU time', `${formatMs(usage.cpuMs)}${usage.cpuPerRequestMs === undefined ? '' : `, ${formatMs(usage.cpuPerRequestMs)} per request`}, ${usage.cores.toFixed(2)} cores`], ['Memory', `${Math.round(usage.peakBytes / 2 ** 20)} MiB at most, ${usage.processes} processes`]);
    else if (!comparison) facts.push(['CPU time, memory', "not known: the server's processes are not"]);
    facts.push(...loopFact(report));
    facts.push(['Generator', `${m.generator.threads} thread${m.generator.threads === 1 ? '' : 's'}, ${Math.round(m.generator.eventLoopUtilization * 100)} % busy`]);
  }
  if (comparison) facts.push(['Compared with', `${describeOther(comparison.other)}: ${comparison.rounds} rounds of two slices of ${comparison.requestsPerSlice} requests, ${comparison.launches} launch${comparison.launches === 1 ? '' : 'es'}`]);
  if (baseline) facts.push(['Baseline', `${baseline.verdict}, of ${baseline.measuredAt}${baseline.ratio === undefined ? '' : `: CPU time per request × ${baseline.ratio.toFixed(3)}`}`], ['Trend, not judged', Object.entries(baseline.trend).map(([name, value]) => `${name} × ${value.toFixed(2)}`).join(', ') || 'none']);
  facts.push(['Measured', `${measuredAt} on ${machine.cpu} (${machine.cores} cores), ${machine.platform} ${machine.release}, Node ${machine.node}`]);
  return facts;
}

/** `main (1a2b3c4d5)`, or where it answered. */
export function describeOther({ origin, revision }: NonNullable<LoadReport['comparison']>['other']): string {
  return revision ? `${revision.ref} (${revision.sha.slice(0, 9)})` : origin;
}
