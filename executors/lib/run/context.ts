import type { Diagnostic } from '../../../generators/lib/diagnostics';
import type { Engine, Session } from './engine';
import type { Journal } from './journal/journal';
import type { Direction } from './journal/row';

export interface RunSettings {
  /** Milliseconds that a transaction's statement waits for a lock. */
  readonly lockTimeout: number;
  /** Milliseconds that a statement outside transactions waits for others; CONCURRENTLY blocks nobody meanwhile. */
  readonly outsideTimeout: number;
  /** How often a transaction is tried again after a lock time-out. */
  readonly lockRetries: number;
  /** Milliseconds before the first retry; doubled each time, up to `maximumBackoff`. */
  readonly backoff: number;
  readonly maximumBackoff: number;
  /** Milliseconds to wait for another runner. */
  readonly runnerWait: number;
  /** What to do with an interrupted statement of which the database cannot tell whether it took place. */
  readonly onUncertain: 'stop' | 'repeat' | 'skip';
}

export const DEFAULT_SETTINGS: RunSettings = {
  lockTimeout: 3_000, outsideTimeout: 300_000, lockRetries: 5, backoff: 500, maximumBackoff: 10_000, runnerWait: 30_000, onUncertain: 'stop',
};

/** Where a run stands; each is reported before the next thing is done. */
export interface Progress {
  readonly migration: string;
  readonly direction: Direction;
  readonly phase: 'planned' | 'begin' | 'before' | 'after' | 'journaled' | 'committed' | 'intent' | 'completed' | 'retry';
  readonly step?: number;
  readonly of: number;
}

export interface RunContext {
  readonly engine: Engine;
  readonly session: Session;
  readonly journal: Journal;
  readonly settings: RunSettings;
  readonly progress: (event: Progress) => void;
  /** What was noticed on the way: retries, cleaned up indexes. */
  readonly notes: Diagnostic[];
}

/** A transaction of our own around journal writes. */
export async function journaled(ctx: RunContext, write: () => Promise<void>): Promise<void> {
  await ctx.session.run(ctx.engine.begin);
  try {
    await ctx.engine.asOurselves(ctx.session);
    await write();
    await ctx.session.run('commit');
  } catch (error) {
    if (!ctx.engine.isLost(error)) await ctx.session.run('rollback').catch(() => undefined);
    throw error;
  }
}

export function now(): string {
  return new Date().toISOString();
}
