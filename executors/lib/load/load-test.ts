import type { Diagnostic, DiagnosticCode } from '../../../generators/lib/diagnostics';
import { redactConnection } from '../postgres/redact-connection';
import { withUsage } from './measure/server-usage';
import type { LoadtestOptions } from './options/options';
import { parseOptions } from './options/parse-options';
import type { LoadSettings } from './options/settings';
import type { LoadPlan, LoadRequest } from './plan/plan';
import { describeMachine } from './report/machine';
import type { LoadReport, ReportedServer } from './report/report';
import { runLoad, warmUp } from './run/run';
import { openTarget } from './server/open-target';
import type { ServerProblem } from './server/start-server';
import { errorRate } from './verdict/judge';
import { judgeRun } from './verdict/verdict';

export interface LoadTestContext {
  readonly project: string;
  /** The workspace's root: where commands run and what paths are relative to. */
  readonly root: string;
  /** Ends the run early; the server is stopped and what was measured is reported. */
  readonly signal: AbortSignal;
  /** Told what is going on. */
  readonly progress: (text: string) => void;
}

/** Starts the server if asked to, loads it, stops it, and reports. Always returns a report. */
export async function runLoadTest(options: LoadtestOptions, context: LoadTestContext): Promise<LoadReport> {
  const measuredAt = new Date().toISOString();
  const { value: settings, diagnostics } = parseOptions(options, context.root);
  const head = { version: 1, kind: 'loadtest', project: context.project, measuredAt, machine: describeMachine() } as const;
  if (!settings) return { ...head, ok: false, verdict: 'fail', reasons: diagnostics.map(({ message }) => message), requests: [], thresholds: [], diagnostics };
  const common = { ...head, requests: settings.requests.map(describeRequest), shape: settings.shape };

  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...common, ...unmeasured(settings, target) };
  try {
    const plan: LoadPlan = { requests: settings.requests.map((request) => ({ ...request, url: target.resolve(request.url) })), shape: settings.shape };
    const stop = AbortSignal.any([context.signal, target.died]);
    if (settings.shape.warmupMs > 0) context.progress('warming up');
    await warmUp(plan, stop);
    context.progress(describeRun(settings));
    const { measured: measurement, usage } = await withUsage(target.meter, () => runLoad(plan, stop));
    const judged = { measurement, ...(usage && { usage }), expectStatus: settings.expectStatus, timeoutMs: settings.shape.timeoutMs };
    const death = target.died.aborted ? (target.died.reason as ServerProblem) : undefined;
    const { outcome, reasons, thresholds } = judgeRun(judged, settings.thresholds);
    const verdict = death ? 'fail' : outcome;
    const rate = errorRate(judged);
    return {
      ...common, requests: plan.requests.map(describeRequest),
      ok: verdict === 'pass', verdict, reasons: death ? [death.message, ...reasons.filter((reason) => reason !== 'the run was interrupted')] : reasons,
      server: { ...describeServer(settings, death), origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) },
      measurement, ...(rate !== undefined && { errorRate: rate }), ...(usage && { usage }), thresholds,
      diagnostics: death ? [serverDiagnostic(death)] : [],
    };
  } finally {
    await target.close();
  }
}

function unmeasured(settings: LoadSettings, problem: ServerProblem): Omit<LoadReport, 'version' | 'kind' | 'project' | 'measuredAt' | 'machine' | 'requests' | 'shape'> {
  const stopped = problem.kind === 'stopped';
  return {
    ok: false, verdict: stopped ? 'void' : 'fail', reasons: [problem.message], server: describeServer(settings, problem),
    thresholds: [], diagnostics: stopped ? [] : [serverDiagnostic(problem)],
  };
}

const CODES: Readonly<Record<Exclude<ServerProblem['kind'], 'stopped'>, readonly [DiagnosticCode, string]>> = {
  'port-taken': ['BACKEND_LOAD_PORT_TAKEN', 'End that process, or leave --port out to have a free one'],
  exited: ['BACKEND_LOAD_SERVER_EXITED', 'See its last output in the report'],
  'never-ready': ['BACKEND_LOAD_SERVER_NOT_READY', 'Let the server listen on process.env.PORT, pass --readyUrl, or a longer --readyTimeout'],
};

function serverDiagnostic({ kind, message }: ServerProblem): Diagnostic {
  const [code, help] = CODES[kind as keyof typeof CODES];
  return { code, severity: 'error', message, help };
}

function describeServer({ server }: LoadSettings, problem: ServerProblem | undefined): ReportedServer {
  return {
    ...(server && { command: server.command }),
    ...(problem?.exitCode !== undefined && { exitCode: problem.exitCode, signal: problem.signal ?? null }),
    ...(problem?.lastOutput !== undefined && { lastOutput: problem.lastOutput }),
  };
}

function describeRequest({ method, url, headers, body }: LoadRequest): LoadReport['requests'][number] {
  return { method, url: redactConnection(url), headerNames: Object.keys(headers), bodyBytes: body === undefined ? 0 : Buffer.byteLength(body) };
}

function describeRun({ shape: { concurrency, rate, durationMs, amount } }: LoadSettings): string {
  const much = [amount !== undefined && `${amount} requests`, durationMs !== undefined && `${durationMs / 1000} s`].filter(Boolean).join(' or ');
  return `loading for ${much} over ${concurrency} connections${rate === undefined ? '' : ` at ${rate} requests per second`}`;
}
