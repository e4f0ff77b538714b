import type { Baseline, BaselineResult } from './compare/baseline';
import { compareBaseline, readBaseline, toBaseline, writeBaseline } from './compare/baseline';
import type { LoadTestContext } from './load-test';
import type { ComparisonSettings, LoadSettings } from './options/settings';
import type { LoadReport, ReportHead } from './report/report';
import { runOnce } from './run-once';

type Stored = Extract<ComparisonSettings, { kind: 'baseline' }>;

/** A run that is compared with a stored one, or stored in its place. */
export async function runBaseline(settings: LoadSettings, stored: Stored, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const then = stored.update ? undefined : readBaseline(stored.file);
  if (typeof then === 'string') {
    const message = `the baseline ${JSON.stringify(stored.file)} cannot be read: ${then}`;
    return {
      ...head, ok: false, verdict: 'fail', reasons: [message], thresholds: [],
      diagnostics: [{ code: 'BACKEND_LOAD_BASELINE_UNREADABLE', severity: 'error', message, help: 'Write it with --updateBaseline, on the kind of machine that will compare with it' }],
    };
  }
  const report = await runOnce(settings, head, context);
  return then ? compared(report, compareBaseline(toBaseline(report), then, stored.margin)) : update(report, stored.file, context);
}

function compared(report: LoadReport, baseline: BaselineResult): LoadReport {
  const verdict = report.verdict === 'fail' || baseline.verdict === 'slower' ? 'fail' : report.verdict === 'void' || baseline.verdict === 'cannot tell' ? 'void' : 'pass';
  const { ratio, reasons } = baseline;
  const why = baseline.verdict === 'slower' ? [`slower: cpuPerRequest is ${ratio!.toFixed(3)} times the baseline's`] : reasons.map((reason) => `cannot tell: ${reason}`);
  return { ...report, baseline, ok: verdict === 'pass', verdict, reasons: [...why, ...report.reasons] };
}

/** A run that did not pass is nothing to measure others by. */
function update(report: LoadReport, file: string, { progress }: LoadTestContext): LoadReport {
  const baseline: Baseline | undefined = toBaseline(report);
  if (report.ok && baseline) {
    writeBaseline(file, baseline);
    progress(`wrote ${file}`);
    return report;
  }
  const why = report.ok ? 'CPU time per request was not measured, or too little of it' : 'the run did not pass';
  return { ...report, ok: false, verdict: report.ok ? 'void' : report.verdict, reasons: [`the baseline was not written: ${why}`, ...report.reasons] };
}
