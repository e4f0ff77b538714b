import type { DrivePlan } from '../drive/drive-plan';
import type { Tls } from './tls';

/** One request to repeat. */
export interface LoadRequest {
  /** Absolute, http or https. */
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body?: string | Uint8Array;
}

/** How the requests are sent. */
export interface LoadShape {
  /** Connections that are open at the same time. */
  readonly concurrency: number;
  /** How long to send; absent: until `amount` requests are done. */
  readonly durationMs?: number;
  /** How many requests to send in all; absent: as many as fit into the duration. */
  readonly amount?: number;
  /** Requests per second over all connections (open loop); absent: each connection sends when it has its reply (closed loop). */
  readonly rate?: number;
  /** Requests that a connection may have under way. */
  readonly pipelining: number;
  /** A request without its whole reply after this time has failed. */
  readonly timeoutMs: number;
  /** Load that is sent before, and not measured. */
  readonly warmupMs: number;
  /** Threads that send; 0: the process's own. */
  readonly workers: number;
}

/** What to send and how. */
export interface LoadPlan {
  /** Virtual users make the requests; `requests` then are its steps, for the report. */
  readonly drive?: DrivePlan;
  readonly requests: readonly LoadRequest[];
  readonly shape: LoadShape;
  readonly tls?: Tls;
}

/** A share of the plan that one set of connections to one origin sends. Survives the way to a worker thread. */
export interface Lane {
  readonly origin: string;
  readonly requests: readonly LoadRequest[];
  /** Index in the plan of each of `requests`. */
  readonly indexes: readonly number[];
  readonly connections: number;
  readonly tls?: Tls;
  readonly drive?: { readonly plan: DrivePlan; /** Number of its first connection's user. */ readonly firstUser: number; readonly users: number };
  readonly amount?: number;
  readonly rate?: number;
}
