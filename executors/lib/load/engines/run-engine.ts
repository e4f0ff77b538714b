import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { LoadTestContext } from '../load-test';
import type { EngineSettings, LoadSettings } from '../options/settings';
import { DEFAULT_TLS } from '../plan/tls';
import { describeServer, unmeasured } from '../report/describe';
import type { LoadReport, ReportHead } from '../report/report';
import { openTarget } from '../server/open-target';
import { DEFAULT_ERRORS, describeThreshold } from '../verdict/verdict';
import { ENGINES } from './engine';
import type { EngineResult } from './engine-result';
import { findProgram } from './find-program';
import { judgeSummary } from './judge-summary';
import { unknownToEngines } from './k6/thresholds';
import { originsOf, planOf } from './plain-plan';
import { runProgram } from './run-program';
import { scriptTls } from './script-tls';

/** Writes what another engine runs, runs it where it is installed, and judges by its summary. */
export async function runEngine(settings: LoadSettings, { name, exportOnly, summary }: EngineSettings, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  const engine = ENGINES[name];
  const plan = planOf(settings);
  const thresholds = settings.thresholds.some(({ metric }) => metric === 'errorRate') ? settings.thresholds : [...settings.thresholds, DEFAULT_ERRORS];
  const [origin = `http://localhost:${settings.server?.port ?? 3000}`] = originsOf(settings);
  const folder = path.join('reports', ...context.project.split('/'), context.target ?? 'loadtest', name);
  const files = engine.files({ plan, shape: settings.shape, thresholds, origin, project: context.project, tls: scriptTls(settings.tls ?? DEFAULT_TLS, path.join(context.root, folder)) });
  mkdirSync(path.join(context.root, folder), { recursive: true });
  for (const [file, content] of Object.entries(files)) writeFileSync(path.join(context.root, folder, file), content);
  const result: EngineResult = { name, files: Object.keys(files).map((file) => path.posix.join(...folder.split(path.sep), file)), command: [engine.program, ...engine.args(origin)].join(' '), stepNames: plan.steps.map((step) => step.name) };
  const base = { ...head, thresholds: [], server: describeServer(settings, undefined), diagnostics: [...unknownToEngines(settings.thresholds).map((one) => notMeasured(one.text, name)), ...(name === 'k6' && settings.tls?.files.ca !== undefined && settings.tls.verify !== 'never' ? [AUTHORITIES_OF_MACHINE] : [])] };
  const failed = (verdict: 'fail' | 'void', reason: string, more: readonly Diagnostic[] = []): LoadReport => ({ ...base, ok: false, verdict, reasons: [reason], engine: result, diagnostics: [...base.diagnostics, ...more] });
  const judged = (file: string): LoadReport => {
    const read = readSummary(file, engine.read);
    if (typeof read === 'string') return failed('fail', read, [{ code: 'BACKEND_LOAD_SUMMARY_UNREADABLE', severity: 'error', message: read, help: `Pass what ${name} wrote: ${engine.summary}` }]);
    const all = judgeSummary(read, thresholds);
    const bad = all.filter(({ outcome }) => outcome !== 'pass');
    const verdict = read.requests === 0 || bad.some(({ outcome }) => outcome === 'fail') ? 'fail' : bad.length > 0 ? 'void' : 'pass';
    return { ...base, ok: verdict === 'pass', verdict, reasons: [...(read.requests === 0 ? ['there were no requests'] : []), ...bad.map(describeThreshold)], thresholds: all, engine: { ...result, summary: read } };
  };
  if (exportOnly) return { ...base, ok: true, verdict: 'pass', reasons: [], engine: result };
  if (summary !== undefined) return judged(summary);
  const program = findProgram(engine.program, context.root);
  if (program === undefined) return failed('void', `${name} is not installed here; its files are in ${folder}`, [{ code: 'BACKEND_LOAD_ENGINE_MISSING', severity: 'error', message: `there is no program ${engine.program}`, help: engine.howToInstall }]);
  const target = await openTarget(settings, context);
  if ('kind' in target) return { ...head, ...unmeasured(settings, target), engine: result };
  try {
    context.progress(`running ${result.command}`);
    const output = path.join(context.root, folder, engine.summary);
    rmSync(output, { force: true });
    const secrets = Object.fromEntries(Object.values(plan.secrets).map(({ env, value }) => [env, value]));
    const ran = await runProgram(program, engine.args(target.origin), { cwd: path.join(context.root, folder), env: { ...process.env, ...engine.environment(target.origin, settings.tls?.files.ca), ...secrets }, signal: AbortSignal.any([context.signal, target.died]) });
    const report = judged(output);
    const server = { ...report.server, origin: target.origin, ...(target.startMs !== undefined && { startMs: target.startMs }) };
    if (context.signal.aborted) return { ...report, ok: false, verdict: report.verdict === 'fail' ? 'fail' : 'void', reasons: ['the run was interrupted', ...report.reasons], server };
    return report.engine?.summary ? { ...report, server } : { ...report, server: { ...server, exitCode: ran.exitCode, lastOutput: ran.lastOutput } };
  } finally {
    await target.close();
  }
}

function readSummary<T>(file: string, read: (json: unknown) => T | undefined): T | string {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8'))) ?? `${file} is no summary`;
  } catch (error) {
    return `${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`;
  }
}

function notMeasured(text: string, name: string): Diagnostic {
  return { code: 'BACKEND_LOAD_ENGINE_UNMEASURED', severity: 'warning', message: `${name} does not measure what ${JSON.stringify(text)} is about`, help: 'Judge it in a run without --engine' };
}

const AUTHORITIES_OF_MACHINE: Diagnostic = {
  code: 'BACKEND_LOAD_ENGINE_TLS', severity: 'warning', message: 'k6 trusts the authorities of its machine alone: --tlsCa is not in its script',
  help: 'Run the script with SSL_CERT_FILE=ca.pem, as a run from here does; on macOS and Windows add the authority to those of the machine',
};
