import type { DrivePlan } from '../drive/drive-plan';
import type { LoadShape } from '../plan/plan';
import type { Threshold } from '../verdict/threshold';
import { artilleryProcessor } from './artillery/processor';
import { readArtilleryReport } from './artillery/read-report';
import { artilleryScript } from './artillery/script';
import type { EngineSummary } from './engine-result';
import { k6Manifest } from './k6/manifest';
import { readK6Summary } from './k6/read-summary';
import { k6Script } from './k6/script';
import type { ScriptTls } from './script-tls';

/** What an engine is given. */
export interface EngineInput {
  readonly plan: DrivePlan;
  readonly shape: LoadShape;
  readonly thresholds: readonly Threshold[];
  readonly origin: string;
  readonly project: string;
  readonly tls: ScriptTls;
}

/** Another program that makes the load. */
export interface Engine {
  /** Its program, and its package where npm has it. */
  readonly program: string;
  readonly howToInstall: string;
  /** Files by name. */
  files(input: EngineInput): Readonly<Record<string, string>>;
  /** Arguments that run the files in their folder and write `summary` there. */
  args(target: string): readonly string[];
  readonly summary: string;
  /** Environment of the run, beside the secrets. @param ca the file of authorities that are trusted, absolute */
  environment(target: string, ca: string | undefined): Readonly<Record<string, string>>;
  read(json: unknown): EngineSummary | undefined;
}

export const ENGINES: Readonly<Record<'k6' | 'artillery', Engine>> = {
  k6: {
    program: 'k6', howToInstall: 'Install k6 (https://k6.io), or run the files elsewhere and pass --summary=summary.json',
    files: ({ plan, shape, thresholds, origin, project, tls }) => ({ 'script.js': k6Script(plan, shape, thresholds, origin, tls), 'testrun.yaml': k6Manifest(plan, project, origin, Math.max(1, shape.workers), tls) }),
    args: () => ['run', '--quiet', 'script.js'], summary: 'summary.json',
    // Go's libraries read SSL_CERT_FILE, where the system has no store of its own.
    environment: (target, ca) => ({ TARGET: target, SUMMARY: 'summary.json', K6_NO_USAGE_REPORT: 'true', ...(ca !== undefined && { SSL_CERT_FILE: ca }) }), read: readK6Summary,
  },
  artillery: {
    program: 'artillery', howToInstall: 'Install it: npm install --save-dev artillery; or run the files elsewhere and pass --summary=report.json',
    files: ({ plan, shape, thresholds, origin, tls }) => ({ 'script.yml': artilleryScript(shape, thresholds, origin), 'processor.cjs': artilleryProcessor(plan, shape, tls) }),
    args: (target) => ['run', '--quiet', '--target', target, '--output', 'report.json', 'script.yml'], summary: 'report.json',
    environment: () => ({ ARTILLERY_DISABLE_TELEMETRY: 'true' }), read: readArtilleryReport,
  },
};
