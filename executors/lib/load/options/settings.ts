import type { AttackPattern } from '../attack/pattern';
import type { DrivePlan } from '../drive/drive-plan';
import type { LoadRequest, LoadShape } from '../plan/plan';
import type { Tls } from '../plan/tls';
import type { ExpectedStatus } from '../verdict/expected-status';
import type { Threshold } from '../verdict/threshold';

/** A server that the run starts. */
export interface ServerSettings {
  readonly command: string;
  readonly port?: number;
}

/** What to compare with. */
export type ComparisonSettings =
  | { readonly kind: 'servers'; /** Of the other server; paths where `command` starts it. */ readonly requests: readonly LoadRequest[]; readonly command?: string; /** `command` starts it there. */ readonly revision?: { readonly ref: string; readonly build?: string }; readonly margin: number; readonly budgetMs: number }
  | { readonly kind: 'baseline'; /** Absolute. */ readonly file: string; readonly margin: number; readonly update: boolean };

/** What is looked at in place of a load. */
export type ProbeSettings =
  | { readonly kind: 'rateLimit'; readonly recoveryMs: number }
  | { readonly kind: 'advice'; readonly budgetMs: number; readonly targetRate?: number }
  | { readonly kind: 'attack'; readonly patterns: readonly AttackPattern[] };

/** Another program makes the load. */
export interface EngineSettings {
  readonly name: 'k6' | 'artillery';
  /** Write its files, and leave it at that. */
  readonly exportOnly: boolean;
  /** Absolute: read what it found elsewhere, instead of running it. */
  readonly summary?: string;
}

/** Checked options. The URLs of requests may be paths where a server is started. */
export interface LoadSettings {
  /** Virtual users make the requests. */
  readonly drive?: DrivePlan;
  readonly requests: readonly LoadRequest[];
  readonly shape: LoadShape;
  readonly tls?: Tls;
  readonly server?: ServerSettings;
  readonly readyUrl?: string;
  readonly readyTimeoutMs: number;
  readonly thresholds: readonly Threshold[];
  readonly expectStatus: ExpectedStatus;
  readonly comparison?: ComparisonSettings;
  readonly probe?: ProbeSettings;
  readonly engine?: EngineSettings;
}
