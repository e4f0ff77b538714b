import type { Diagnostic, SourcePosition } from '../../../../generators/lib/diagnostics';
import type { RunContext } from '../context';
import { stepsOf } from '../migration';
import type { Applied } from './apply-script';
import type { Job } from './job';
import { excerpt } from './excerpt';

/** What failed, where in the file, and where the database stands now. */
export function describeFailure(ctx: RunContext, job: Job, { boundary, failure }: Applied): Diagnostic {
  const { cause, step: index, remains } = failure!;
  const steps = stepsOf(job.script);
  const step = steps.find((candidate) => candidate.index === index);
  const { message, detail, position } = cause as { message?: string; detail?: string; position?: number };
  const where = step ? `statement ${step.index} of ${job.migration}` : `COMMIT in ${job.migration}`;
  const timeout = ctx.engine.mayRetry(cause);
  return {
    code: timeout ? 'BACKEND_RUN_LOCK_TIMEOUT' : 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error',
    message: `${where} failed: ${message ?? String(cause)}${detail ? ` (${detail})` : ''}; ${standsAt(boundary, job, steps.length)}${remains ? `; ${remains}` : ''}${step ? `: ${excerpt(step.text)}` : ''}`,
    help: timeout
      ? 'Run again when the lock is free, or give --lockTimeout and --lockRetries more; migrate-revert takes back what was done.'
      : (cause as { code?: unknown }).code === '25001'
        ? 'PostgreSQL refuses it in a transaction: give the migration `transaction = false` and nothing else to do.'
      : 'Correct the statement and run again, or take back what was done with migrate-revert.',
    ...(step?.position ? { position: at(step.position, step.text, position) } : {}),
  };
}

export function standsAt(boundary: number, job: Pick<Job, 'from' | 'direction'>, of: number): string {
  if (boundary < job.from) return `the database is as it was before the ${job.direction === 'up' ? 'migration' : 'revert'}`;
  return boundary === of ? 'all its statements have taken effect' : `the database stands after statement ${boundary} of ${of}`;
}

/** The place inside the statement that the server names (from 1, in characters of what was sent). */
function at(start: SourcePosition, text: string, position: number | undefined): SourcePosition {
  if (position === undefined) return start;
  const before = [...text].slice(0, position - 1).join('').split('\n');
  return before.length === 1
    ? { ...start, column: start.column + before[0]!.length }
    : { ...start, line: start.line + before.length - 1, column: before.at(-1)!.length + 1 };
}
