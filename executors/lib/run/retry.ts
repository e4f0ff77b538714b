import { setTimeout as sleep } from 'node:timers/promises';
import { describeError } from '../../../generators/lib/diagnostics';
import type { RunContext } from './context';

/**
 * Runs until it succeeds, fails for good, or has been tried often enough: a lock that is not had in
 * time is given up, so that those who queue behind us can go on, and asked for again later.
 */
export async function withRetries<T>(ctx: RunContext, what: string, run: (attempt: number) => Promise<T>): Promise<T> {
  const { lockRetries, backoff, maximumBackoff } = ctx.settings;
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run(attempt);
    } catch (error) {
      const cause = error instanceof StepFailure ? error.cause : error;
      if (!ctx.engine.mayRetry(cause) || attempt > lockRetries) throw error;
      const delay = Math.min(maximumBackoff, backoff * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2);
      ctx.notes.push({
        code: 'BACKEND_RUN_RETRIED', severity: 'info',
        message: `${what}: ${describeError(cause)}; tried again (${attempt} of ${lockRetries})`,
      });
      await sleep(delay);
    }
  }
}

/** A statement that failed; nothing of its transaction is left. */
export class StepFailure extends Error {
  override readonly name = 'StepFailure';
  /** @param step the statement, or undefined where COMMIT failed */
  constructor(readonly step: number | undefined, override readonly cause: unknown, readonly remains?: string) {
    super(describeError(cause), { cause });
  }
}
