import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import type { BaselineResult } from '../compare/baseline';
import type { ComparisonResult } from '../compare/comparison';
import type { DriveReport } from './drive-report';
import type { RateLimitResult } from '../rate-limit/rate-limit-result';
import type { AdviceResult } from '../advise/advice-result';
import type { AttackResult } from '../attack/attack-result';
import type { EngineResult } from '../engines/engine-result';
import type { Usage } from '../measure/server-usage';
import type { LoadShape } from '../plan/plan';
import type { Measurement } from '../run/measurement';
import type { JudgedThreshold, Outcome } from '../verdict/judge';
import type { Machine } from './machine';

/** report.json of `loadtest`; executors/loadtest/report.schema.json describes it. */
export interface LoadReport {
  readonly version: 1;
  readonly kind: 'loadtest';
  readonly project: string;
  /** The verdict is `pass`. */
  readonly ok: boolean;
  readonly verdict: Outcome;
  /** Why it is not `pass`: sentences without full stops. */
  readonly reasons: readonly string[];
  /** When the run began, ISO 8601; a cached report keeps its own. */
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly requests: readonly { readonly method: string; readonly url: string; /** Values may be secret. */ readonly headerNames: readonly string[]; readonly bodyBytes: number }[];
  readonly shape?: LoadShape;
  readonly server?: ReportedServer;
  readonly measurement?: Measurement;
  readonly errorRate?: number;
  /** Of a document or a scenario, operation by operation. */
  readonly drive?: DriveReport;
  /** Of --expectRateLimit, in place of a load. */
  readonly rateLimit?: RateLimitResult;
  /** Another program made the load, or is to. */
  readonly engine?: EngineResult;
  /** Of --attack, in place of a load. */
  readonly attack?: AttackResult;
  /** Of --advise, in place of a load. */
  readonly advice?: AdviceResult;
  readonly usage?: Usage;
  /** Beside another server, in turns. */
  readonly comparison?: ComparisonResult;
  /** Beside a stored run. */
  readonly baseline?: BaselineResult;
  readonly thresholds: readonly JudgedThreshold[];
  readonly diagnostics: readonly Diagnostic[];
}

export interface ReportedServer {
  /** Absent where the run did not start it. */
  readonly command?: string;
  readonly origin?: string;
  readonly startMs?: number;
  readonly exitCode?: number | null;
  readonly signal?: string | null;
  /** Of a server that ended by itself or did not get ready. */
  readonly lastOutput?: string;
}

/** What a report says whatever happens. */
export type ReportHead = Pick<LoadReport, 'version' | 'kind' | 'project' | 'measuredAt' | 'machine' | 'requests' | 'shape'>;
