import type { ComparisonResult } from './compare/comparison';
import { compareServers } from './compare/compare-servers';
import type { LoadTestContext } from './load-test';
import type { ComparisonSettings, LoadSettings } from './options/settings';
import { driveReport } from './report/drive-report';
import { describeRequest, describeServer, unmeasured } from './report/describe';
import type { LoadReport, ReportHead } from './report/report';
import type { Measurement } from './run/measurement';
import { foreignEnvironment } from './revision/environment';
import type { Revision } from './revision/open-revision';
import { openRevision } from './revision/open-revision';
import { openTarget } from './server/open-target';
import type { Outcome } from './verdict/judge';
import { errorRate } from './verdict/judge';
import { judgeRun } from './verdict/verdict';

type Servers = Extract<ComparisonSettings, { kind: 'servers' }>;

/** Loads two servers in turns; slower fails, and so do errors of either and thresholds that the server under test does not keep. */
export async function runComparison(settings: LoadSettings, comparison: Servers, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const revision = comparison.revision && await openRevision(comparison.revision.ref, comparison.revision.build, context);
  if (revision && 'kind' in revision) return { ...head, ...unmeasured(settings, revision) };
  try {
    const report = await runServers(settings, comparison, head, context, revision);
    return report.comparison && revision ? { ...report, comparison: { ...report.comparison, other: { ...report.comparison.other, revision: { ref: revision.ref, sha: revision.sha } } } } : report;
  } finally {
    revision?.close();
  }
}

async function runServers(settings: LoadSettings, comparison: Servers, head: ReportHead, context: LoadTestContext, revision: Revision | undefined): Promise<LoadReport> {
  const { server: _, readyUrl: own, ...rest } = settings;
  const readyUrl = comparison.command !== undefined && own !== undefined ? { readyUrl: own } : {};
  const other: LoadSettings = { ...rest, ...readyUrl, requests: comparison.requests, ...(comparison.command !== undefined && { server: { command: comparison.command } }) };
  // What looks at the event loop costs little, but of both or of none.
  const here = { ...context, eventLoop: settings.server !== undefined && other.server !== undefined };
  const there = revision ? { ...here, root: revision.root, env: foreignEnvironment() } : here;
  const common = { ...(settings.drive && { drive: settings.drive }), ...(settings.tls && { tls: settings.tls }) };
  const result = await compareServers(
    [
      { side: 'this', requests: settings.requests, ...common, ours: settings.server !== undefined, open: () => openTarget(settings, here) },
      { side: 'other', requests: other.requests, ...common, ours: other.server !== undefined, open: () => openTarget(other, there) },
    ],
    { shape: settings.shape, margin: comparison.margin, budgetMs: comparison.budgetMs, signal: context.signal, progress: context.progress },
  );
  if ('kind' in result) return { ...head, ...unmeasured(settings, result) };
  const { measurement, ...compared } = result;
  const judged = { measurement, expectStatus: settings.expectStatus, timeoutMs: settings.shape.timeoutMs };
  const run = judgeRun(judged, settings.thresholds);
  const otherErrors = errorReason(compared, settings);
  const found: Outcome = otherErrors !== undefined || compared.verdict === 'slower' ? 'fail' : compared.verdict === 'cannot tell' ? 'void' : 'pass';
  const verdict = [found, run.outcome].includes('fail') ? 'fail' : [found, run.outcome].includes('void') ? 'void' : 'pass';
  const rate = errorRate(judged);
  return {
    ...head, requests: settings.requests.map(describeRequest), ok: verdict === 'pass', verdict,
    reasons: [...(found === 'pass' ? [] : [otherErrors ?? describeComparison(compared)]), ...run.reasons],
    server: describeServer(settings, undefined), measurement, ...driveReport(settings, measurement), ...(rate !== undefined && { errorRate: rate }),
    comparison: compared, thresholds: run.thresholds, diagnostics: [],
  };
}

/** A server that answers with errors is not what this one is to be compared with. */
function errorReason({ other }: ComparisonResult, { expectStatus, shape }: LoadSettings): string | undefined {
  const { outcome, reasons } = judgeRun({ measurement: other.measurement as Measurement, expectStatus, timeoutMs: shape.timeoutMs }, []);
  return outcome === 'fail' ? `the server to compare with fails: ${reasons.join('; ')}` : undefined;
}

/** `slower: cpuPerRequest is 1.104 times the other's (1.061–1.152)`. */
export function describeComparison({ verdict, metrics, slicesToTell }: ComparisonResult): string {
  const of = metrics.find((metric) => metric.verdict === verdict) ?? metrics[0];
  const figure = of ? `${of.metric} is ${of.ratio.toFixed(3)} times the other's (${of.low.toFixed(3)}–${of.high.toFixed(3)})` : 'there was nothing to compare';
  return `${verdict}: ${figure}${slicesToTell === undefined ? '' : `; run ${slicesToTell} more slices, with a longer --budget`}`;
}
