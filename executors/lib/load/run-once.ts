import type { LoadTestContext } from './load-test';
import { withUsage } from './measure/server-usage';
import type { LoadSettings } from './options/settings';
import type { LoadPlan } from './plan/plan';
import { withProgressBar } from './progress-bar';
import { driveReport } from './report/drive-report';
import { worstReplies } from './report/drive-rows';
import { describeRequest, describeServer, serverDiagnostic, unmeasured } from './report/describe';
import type { LoadReport, ReportHead } from './report/report';
import { runLoad, warmUp } from './run/run';
import { openTarget } from './server/open-target';
import type { ServerProblem } from './server/start-server';
import { errorRate } from './verdict/judge';
import { judgeRun } from './verdict/verdict';

/** One run against one server, judged by thresholds. */
export async function runOnce(settings: LoadSettings, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...head, ...unmeasured(settings, target) };
  try {
    const plan: LoadPlan = { requests: settings.requests.map((request) => ({ ...request, url: target.resolve(request.url) })), shape: settings.shape, ...(settings.tls && { tls: settings.tls }), ...(settings.drive && { drive: settings.drive }) };
    const stop = AbortSignal.any([context.signal, target.died]);
    if (settings.shape.warmupMs > 0) context.progress('warming up');
    await warmUp(plan, stop);
    context.progress(describeRun(settings));
    const { measured: measurement, usage } = await withProgressBar(context.terminal, settings.shape, (tally) => withUsage(target.meter, () => runLoad(plan, stop, tally)));
    const judged = { measurement, ...(usage && { usage }), expectStatus: settings.expectStatus, timeoutMs: settings.shape.timeoutMs };
    const death = target.died.aborted ? (target.died.reason as ServerProblem) : undefined;
    const { outcome, reasons, thresholds } = judgeRun(judged, settings.thresholds);
    const verdict = death ? 'fail' : outcome;
    const rate = errorRate(judged);
    const drive = driveReport(settings, measurement);
    const why = verdict === 'fail' && drive.drive ? [...reasons, ...worstReplies(drive.drive)] : reasons;
    return {
      ...head, requests: plan.requests.map(describeRequest),
      ok: verdict === 'pass', verdict, reasons: death ? [death.message, ...why.filter((reason) => reason !== 'the run was interrupted')] : why,
      server: { ...describeServer(settings, death), origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) },
      measurement, ...drive, ...(rate !== undefined && { errorRate: rate }), ...(usage && { usage }), thresholds,
      diagnostics: death ? [serverDiagnostic(death)] : [],
    };
  } finally {
    await target.close();
  }
}

function describeRun({ shape: { concurrency, rate, durationMs, amount } }: LoadSettings): string {
  const much = [amount !== undefined && `${amount} requests`, durationMs !== undefined && `${durationMs / 1000} s`].filter(Boolean).join(' or ');
  return `loading for ${much} over ${concurrency} connections${rate === undefined ? '' : ` at ${rate} requests per second`}`;
}
