import type { Diagnostic, DiagnosticCode } from '../../../../generators/lib/diagnostics';
import { redactConnection } from '../../postgres/redact-connection';
import type { LoadSettings } from '../options/settings';
import type { LoadRequest } from '../plan/plan';
import type { ServerProblem } from '../server/start-server';
import type { LoadReport, ReportHead, ReportedServer } from './report';

/** The report of a run that could not measure. */
export function unmeasured(settings: LoadSettings, problem: ServerProblem): Omit<LoadReport, keyof ReportHead> {
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
  tls: ['BACKEND_LOAD_TLS_REFUSED', 'See the message'],
  'no-repository': ['BACKEND_LOAD_REF_UNKNOWN', 'Run it in a clone of the repository, where git is installed'],
  'no-revision': ['BACKEND_LOAD_REF_UNKNOWN', 'Pass a branch, a tag or a commit that `git log` knows, or fetch it'],
  shallow: ['BACKEND_LOAD_REF_SHALLOW', 'Clone with history: `fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`'],
  'revision-broken': ['BACKEND_LOAD_REF_BROKEN', 'See its last output in the report; pass --compareBuild, the command that builds it'],
};

export function serverDiagnostic({ kind, message, help: own }: ServerProblem): Diagnostic {
  const [code, help] = CODES[kind as keyof typeof CODES];
  return { code, severity: 'error', message, help: own ?? help };
}

export function describeServer({ server }: LoadSettings, problem: ServerProblem | undefined): ReportedServer {
  return {
    ...(server && { command: server.command }),
    ...(problem?.exitCode !== undefined && { exitCode: problem.exitCode, signal: problem.signal ?? null }),
    ...(problem?.lastOutput !== undefined && { lastOutput: problem.lastOutput }),
  };
}

export function describeRequest({ method, url, headers, body }: LoadRequest): LoadReport['requests'][number] {
  return { method, url: redactConnection(url), headerNames: Object.keys(headers), bodyBytes: body === undefined ? 0 : Buffer.byteLength(body) };
}
