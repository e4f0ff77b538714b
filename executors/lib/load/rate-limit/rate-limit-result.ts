import type { Outcome } from '../verdict/judge';

/** What was found of a rate limit. */
export interface RateLimitResult {
  readonly request: string;
  readonly checks: readonly RateLimitCheck[];
  /** What the server says its limit is. */
  readonly declared?: { readonly limit?: number; readonly windowSeconds?: number; readonly fields: readonly string[] };
  /** What it does: requests that it took in a fresh window, and how long that window was. */
  readonly observed: { readonly accepted: number; readonly fresh: boolean; readonly windowSeconds?: number };
  readonly statuses: Readonly<Record<string, number>>;
}

export interface RateLimitCheck {
  readonly name: string;
  readonly outcome: Outcome;
  readonly what: string;
}

/** `20 requests per 60 s`. */
export function describeLimit({ declared, observed }: RateLimitResult): string {
  const limit = observed.fresh ? observed.accepted : declared?.limit ?? observed.accepted;
  const window = declared?.windowSeconds ?? observed.windowSeconds;
  return `${limit} requests${window === undefined ? '' : ` per ${Number(window.toPrecision(3))} s`}`;
}
