import { hasErrors, type Diagnostic } from '../../../generators/lib/diagnostics';
import { applyScript } from './apply/apply-script';
import { describeFailure } from './apply/describe-failure';
import type { Job } from './apply/job';
import { headRow } from './apply/resume';
import type { RunContext } from './context';
import { now } from './context';
import type { JournalRow } from './journal/row';
import { stepsOf, type Migration } from './migration';
import type { MigrationReport, ScriptsRun } from './report';
import { revertScripts } from './revert-scripts';

/**
 * Runs the scripts that the journal does not have as applied, in the order given, and stops at the
 * first that fails. The lock is the caller's.
 * @param onFailure `revert` takes back all that this run did, and what an interrupted run had left of the failed migration
 */
export async function runScripts(ctx: RunContext, migrations: readonly Migration[], onFailure: 'stop' | 'revert'): Promise<ScriptsRun> {
  await ctx.journal.create();
  const heads = await ctx.journal.heads();
  const diagnostics = await checkJournal(ctx, heads, migrations);
  const reports: MigrationReport[] = [];
  if (hasErrors(diagnostics)) return { migrations: reports, diagnostics };
  let sequence = Math.max(0, ...heads.map((head) => head.sequence ?? 0));
  const touched: string[] = [];
  for (const migration of migrations) {
    const head = upHead(heads, migration.name);
    const of = stepsOf(migration.up).length;
    if (head?.state === 'done') {
      reports.push({ name: migration.name, file: migration.file, direction: 'up', state: 'unchanged', boundary: of, of, statements: [] });
      continue;
    }
    const job = upJob(ctx, migration, head?.state === 'reverted' || !head?.sequence ? (sequence += 1) : head.sequence);
    touched.unshift(migration.name);
    const applied = await applyScript(ctx, job);
    reports.push({ name: migration.name, file: migration.file, direction: 'up', state: stateOf(applied.boundary, of, applied.failure !== undefined), boundary: applied.boundary, of, statements: applied.statements });
    if (!applied.failure) continue;
    diagnostics.push(describeFailure(ctx, job, applied));
    if (onFailure === 'revert') {
      const reverted = await revertScripts(ctx, migrations, touched);
      return { migrations: [...reports, ...reverted.migrations], diagnostics: [...diagnostics, ...reverted.diagnostics] };
    }
    break;
  }
  return { migrations: reports, diagnostics };
}

function upJob(ctx: RunContext, { name, up, down }: Migration, sequence: number): Job {
  const job: Job = {
    migration: name, direction: 'up', script: up, from: 1, sequence,
    ...(down ? { down: down.text } : {}),
    async finish() {
      const [head] = await ctx.journal.read(name, 'up');
      await ctx.journal.put([{ ...headRow(job, 'done', head?.earlier, head?.startedAt), finishedAt: now() }]);
    },
  };
  return job;
}

export function upHead(heads: readonly JournalRow[], name: string): JournalRow | undefined {
  return heads.find(({ migration, direction }) => migration === name && direction === 'up');
}

function stateOf(boundary: number, of: number, failed: boolean): MigrationReport['state'] {
  if (!failed) return 'done';
  return boundary === 0 ? 'failed' : boundary === of ? 'done' : 'partly';
}

/** Everything about the journal that forbids to run, before anything is run. */
async function checkJournal(ctx: RunContext, heads: readonly JournalRow[], migrations: readonly Migration[]): Promise<Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const { name, file, up } of migrations) {
    const head = upHead(heads, name);
    if (head?.state === 'done' && head.digest !== up.digest) {
      diagnostics.push({
        code: 'BACKEND_RUN_CHANGED', severity: 'error', message: `${name} was applied at ${head.finishedAt ?? 'an unknown time'}, and its file has changed since`,
        help: 'Put the file back as it was and write the change as a new migration.', position: { file, line: 1, column: 1 },
      });
    }
  }
  for (const head of heads.filter(({ direction, state }) => direction === 'down' && (state === 'running' || state === 'failed'))) {
    diagnostics.push({
      code: 'BACKEND_RUN_REVERT_UNFINISHED', severity: 'error', message: `the revert of ${head.migration} has not been finished`,
      help: 'Finish it with migrate-revert, then run again.',
    });
  }
  for (const head of heads.filter(({ direction, state }) => direction === 'up' && (state === 'running' || state === 'failed'))) {
    if (migrations.some(({ name }) => name === head.migration)) continue;
    const done = (await ctx.journal.read(head.migration, 'up')).filter(({ step, state }) => step > 0 && state !== 'planned' && state !== 'failed').length;
    if (done === 0) continue;
    diagnostics.push({
      code: 'BACKEND_RUN_UNFINISHED', severity: 'warning', message: `${head.migration} is applied only up to statement ${done} and is not among the migrations of this run`,
      help: 'Run it to its end, or take it back with migrate-revert.',
    });
  }
  return diagnostics;
}
