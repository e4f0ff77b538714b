import type { RunContext } from '../context';
import { journaled, now } from '../context';
import { isOutside, type ScriptKind } from '../scripts/group-units';
import { digestOf, type Step } from '../migration';
import type { JournalRow } from '../journal/row';
import type { StatementReport } from '../report';
import { withRetries } from '../retry';
import { Stop } from '../stop';
import type { Job } from '../apply/job';
import { excerpt } from '../apply/excerpt';
import { stepRow } from '../apply/resume';
import { runOutside } from '../apply/run-outside';
import { reportOf } from '../apply/statement-report';
import { toStepResult, type Query, type UserQueryRunner } from './query-runner';
import { restoreResult, storeResult } from './stored-result';

/** Statements of a TypeORM migration while it runs, each journaled with the transaction that it is in. */
export interface Recording {
  readonly statements: readonly StatementReport[];
  /** The statement that was sent last. */
  readonly current: number;
  /** What runs inside is not the migration's. */
  unrecorded<T>(run: () => Promise<T>): Promise<T>;
  /** The migration has nothing more to send: the next COMMIT completes it. */
  last(): void;
  /** Completes it where no COMMIT did. */
  complete(): Promise<void>;
  /** Gives the query runner its own `query` back. */
  stop(): void;
}

/**
 * Puts itself between a migration and its query runner. Statements that took effect in an earlier run are
 * not sent again: the migration gets what they returned then, and so comes by the same way to the first that is new.
 */
export function record(ctx: RunContext, runner: UserQueryRunner, query: Query, job: Job, done: ReadonlyMap<number, JournalRow>): Recording {
  const { engine, journal, session } = ctx;
  const statements: StatementReport[] = [];
  let buffer: JournalRow[] = [];
  let index = 0;
  let own = 0;
  let open = false;
  let begin: string | undefined;
  let isLast = false;
  let completed = false;
  let queue: Promise<unknown> = Promise.resolve();
  const send = (sql: string, parameters?: unknown[], structured?: boolean): Promise<unknown> => query.call(runner, sql, parameters, structured);
  const unrecorded = async <T>(run: () => Promise<T>): Promise<T> => {
    own += 1;
    try {
      return await run();
    } finally {
      own -= 1;
    }
  };
  const finish = async (): Promise<void> => {
    completed = true;
    await unrecorded(() => job.finish());
  };

  /** Journal rows belong to the transaction that they tell of. */
  const commit = async (sql: string): Promise<void> => {
    if (open) {
      await engine.asOurselves(session);
      await journal.put(isLast ? buffer.map(({ result, ...row }) => row) : buffer);
      if (isLast) await finish();
      await send(sql);
      ctx.progress({ migration: job.migration, direction: job.direction, phase: 'committed', step: index, of: index });
    }
    open = false;
    begin = undefined;
    buffer = [];
  };

  const rollback = async (sql: string): Promise<void> => {
    if (open) await send(sql);
    index -= buffer.length;
    buffer = [];
    open = false;
    begin = undefined;
  };

  const execute = async (sql: string, parameters: unknown[] | undefined, structured: boolean | undefined): Promise<unknown> => {
    if (own > 0) return send(sql, parameters, structured);
    const kind = await engine.kindOf(sql).catch((): ScriptKind => 'plain');
    if (kind === 'begin') return void (begin = sql);
    if (kind === 'commit') return commit(sql);
    if (kind === 'rollback') return rollback(sql);
    index += 1;
    const step: Step = { index, text: sql, digest: digestOf(parameters && parameters.length > 0 ? `${sql}\n${JSON.stringify(parameters, bigints)}` : sql), kind: kind === 'refused' ? 'plain' : kind };
    const known = done.get(index);
    if (known) {
      if (known.digest !== step.digest) throw changed(job, known);
      const stored = kind === 'session' || kind === 'setting' ? 'again' : restoreResult(known);
      return stored === 'again' ? send(sql, parameters, structured) : stored.value;
    }
    ctx.progress({ migration: job.migration, direction: job.direction, phase: 'before', step: index, of: index });
    let value: unknown;
    const run = async () => {
      const result = await send(sql, parameters, true);
      value = structured ? result : (result as { raw?: unknown }).raw;
      return toStepResult(result);
    };
    // It ends the transaction, whoever began it.
    if (engine.name === 'mysql' && isOutside(step.kind)) await commit('commit');
    if (isOutside(step.kind) && !open && begin === undefined) {
      statements.push(await runOutside(ctx, job, step, false, run, () => kept(value)));
      return value;
    }
    if (begin !== undefined) {
      await send(begin);
      open = true;
      begin = undefined;
    }
    const start = performance.now();
    const row = (affected: number | undefined): JournalRow =>
      stepRow(job, step, 'done', { digest: step.digest, finishedAt: now(), ...(affected === undefined ? {} : { affected }), ...kept(value) });
    const report = (affected: number | undefined) => void statements.push(reportOf(step, 'done', performance.now() - start, affected));
    if (open) {
      const { affected } = await run();
      buffer.push(row(affected));
      report(affected);
    } else {
      await withRetries(ctx, `statement ${index} of ${job.migration}`, () => journaled(ctx, async () => {
        const { affected } = await run();
        await journal.put([row(affected)]);
        report(affected);
      }));
    }
    return value;
  };

  runner.query = ((sql: string, parameters?: unknown[], structured?: boolean) => {
    if (own > 0) return send(sql, parameters, structured);
    // Promise.all over queries: one connection runs them one by one anyhow.
    const result = queue.then(() => execute(sql, parameters, structured));
    queue = result.catch(() => undefined);
    return result;
  }) as UserQueryRunner['query'];

  return {
    statements, unrecorded,
    get current() { return index; },
    last: () => void (isLast = true),
    async complete() {
      if (!completed) await journaled(ctx, finish);
    },
    stop: () => void (runner.query = query as UserQueryRunner['query']),
  };
}

function kept(value: unknown): Partial<JournalRow> {
  const result = storeResult(value);
  return result === undefined ? {} : { result };
}

function bigints(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? `${value}n` : value;
}

function changed({ migration }: Job, row: JournalRow): Stop {
  return new Stop({
    code: 'BACKEND_RUN_CHANGED_PARTLY', severity: 'error',
    message: `statement ${row.step} of ${migration} is not the one that took effect in an earlier run: ${excerpt(row.statement ?? '')}`,
    help: 'Put the migration back as it was up to there; what comes after may be corrected.',
  });
}
