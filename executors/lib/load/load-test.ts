import type { LoadtestOptions } from './options/options';
import { parseOptions } from './options/parse-options';
import type { LoadSettings, ProbeSettings } from './options/settings';
import type { LoadedDrive } from './prepare/load-drive';
import { describeRequest } from './report/describe';
import { describeMachine } from './report/machine';
import type { LoadReport, ReportHead } from './report/report';
import { runBaseline } from './run-baseline';
import { runComparison } from './run-comparison';
import { runOnce } from './run-once';

export interface LoadTestContext {
  readonly project: string;
  /** Its folder among the project's reports. Default: loadtest. */
  readonly target?: string;
  /** The workspace's root: where commands run and what paths are relative to. */
  readonly root: string;
  /** Ends the run early; the server is stopped and what was measured is reported. */
  readonly signal: AbortSignal;
  /** Told what is going on. */
  readonly progress: (text: string) => void;
  /** Where a bar may be drawn while it loads. Absent: nowhere, as in CI. */
  readonly terminal?: NodeJS.WriteStream;
}

/** Starts the server if asked to, loads it, stops it, and reports. Always returns a report. */
export async function runLoadTest({ spec, ...others }: LoadtestOptions, context: LoadTestContext): Promise<LoadReport> {
  // `--spec=`: without the document that an inferred target names.
  const options: LoadtestOptions = spec ? { ...others, spec } : others;
  const measuredAt = new Date().toISOString();
  if (options.merge !== undefined) {
    const { runMerge } = require('./shards/run-merge') as typeof import('./shards/run-merge');
    return runMerge(options, { version: 1, kind: 'loadtest', project: context.project, measuredAt, machine: describeMachine() }, context.root);
  }
  const loaded = options.spec === undefined && options.scenario === undefined ? undefined : await (require('./prepare/load-drive') as typeof import('./prepare/load-drive')).loadDrive(options, context.root);
  const parsed = parseOptions(options, context.root, loaded?.value);
  const failed = loaded !== undefined && loaded.value === undefined;
  const settings = failed ? undefined : parsed.value;
  // Where no plan could be made, options of single requests would be asked for in vain.
  const noted = loaded?.diagnostics ?? [];
  const diagnostics = [...noted, ...(failed ? [] : parsed.diagnostics)];
  const common = { version: 1, kind: 'loadtest', project: context.project, measuredAt, machine: describeMachine() } as const;
  if (!settings) return { ...common, ok: false, verdict: 'fail', reasons: diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message), requests: [], thresholds: [], diagnostics };
  const head = { ...common, requests: settings.requests.map(describeRequest), shape: settings.shape };
  const report = settings.probe ? await runProbe(settings, settings.probe, loaded?.value, head, context) : await runSettings(settings, head, context);
  return { ...report, diagnostics: [...noted, ...report.diagnostics] };
}

function runProbe(settings: LoadSettings, probe: ProbeSettings, drive: LoadedDrive | undefined, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  if (probe.kind === 'rateLimit') return (require('./rate-limit/run-rate-limit') as typeof import('./rate-limit/run-rate-limit')).runRateLimit(settings, probe.recoveryMs, head, context);
  if (probe.kind === 'advice') return (require('./advise/run-advice') as typeof import('./advise/run-advice')).runAdvice(settings, probe, head, context);
  return (require('./attack/run-attack') as typeof import('./attack/run-attack')).runAttack(settings, probe.patterns, drive!, head, context);
}

function runSettings(settings: LoadSettings, head: ReportHead, context: LoadTestContext): Promise<LoadReport> {
  if (settings.engine) return (require('./engines/run-engine') as typeof import('./engines/run-engine')).runEngine(settings, settings.engine, head, context);
  const { comparison } = settings;
  if (comparison?.kind === 'servers') return runComparison(settings, comparison, head, context);
  return comparison ? runBaseline(settings, comparison, head, context) : runOnce(settings, head, context);
}
