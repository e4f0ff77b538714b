import type { LoadtestOptions } from './options/options';
import { parseOptions } from './options/parse-options';
import { describeRequest } from './report/describe';
import { describeMachine } from './report/machine';
import type { LoadReport } from './report/report';
import { runBaseline } from './run-baseline';
import { runComparison } from './run-comparison';
import { runOnce } from './run-once';

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
  const common = { version: 1, kind: 'loadtest', project: context.project, measuredAt, machine: describeMachine() } as const;
  if (!settings) return { ...common, ok: false, verdict: 'fail', reasons: diagnostics.map(({ message }) => message), requests: [], thresholds: [], diagnostics };
  const head = { ...common, requests: settings.requests.map(describeRequest), shape: settings.shape };
  const { comparison } = settings;
  if (comparison?.kind === 'servers') return runComparison(settings, comparison, head, context);
  return comparison ? runBaseline(settings, comparison, head, context) : runOnce(settings, head, context);
}
