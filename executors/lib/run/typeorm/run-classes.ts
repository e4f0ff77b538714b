import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import { describeFailure } from '../apply/describe-failure';
import type { Job } from '../apply/job';
import { headRow } from '../apply/resume';
import type { RunContext } from '../context';
import { now } from '../context';
import { digestOf } from '../migration';
import type { JournalRow } from '../journal/row';
import type { MigrationReport, ScriptsRun } from '../report';
import type { RevertRequest } from '../request';
import { Stop } from '../stop';
import type { Bookkeeping, TypeormMigration } from './executor';
import type { Query, UserQueryRunner } from './query-runner';
import { runClass } from './run-class';

/** What both directions need. */
export interface Classes {
  readonly runner: UserQueryRunner;
  readonly query: Query;
  readonly books: Bookkeeping;
}

/** Runs the migrations that TypeORM's table does not have, in the order of their timestamps. */
export async function runClasses(ctx: RunContext, classes: Classes, onFailure: 'stop' | 'revert'): Promise<ScriptsRun> {
  const { books } = classes;
  await books.createTables();
  await ctx.journal.create();
  const heads = await ctx.journal.heads();
  const executed = new Set((await books.executed()).map(({ name }) => name));
  const all = await books.all();
  const diagnostics: Diagnostic[] = [...transactionMode(books, all.length - executed.size), ...changedClasses(heads, all, executed)];
  const interrupted = heads.find(({ direction, state }) => direction === 'down' && (state === 'running' || state === 'failed'));
  if (interrupted) {
    return { migrations: [], diagnostics: [{ code: 'BACKEND_RUN_REVERT_UNFINISHED', severity: 'error', message: `the revert of ${interrupted.migration} has not been finished`, help: 'Finish it with migrate-revert, then run again.' }] };
  }
  let sequence = Math.max(0, ...heads.map((head) => head.sequence ?? 0));
  const reports: MigrationReport[] = [];
  const applied: string[] = [];
  for (const migration of all.filter(({ name }) => !executed.has(name))) {
    const head = heads.find(({ migration: name, direction }) => name === migration.name && direction === 'up');
    const job = classJob(ctx, migration, 'up', unfinished(head) && head?.sequence ? head.sequence : (sequence += 1), async () => books.insert(migration));
    const result = await runClass(ctx, classes.runner, classes.query, migration.instance!, job, books.transactionMode !== 'none');
    const of = result.boundary;
    reports.push({ name: migration.name, direction: 'up', state: !result.failure ? 'done' : of === 0 ? 'failed' : 'partly', boundary: of, of, statements: result.statements });
    if (!result.failure) {
      applied.unshift(migration.name);
      continue;
    }
    diagnostics.push(describeFailure(ctx, job, result));
    if (onFailure === 'stop') break;
    if (of > 0) {
      diagnostics.push(partOnly(migration.name));
      break;
    }
    const reverted = await revertNamed(ctx, classes, applied);
    return { migrations: [...reports, ...reverted.migrations], diagnostics: [...diagnostics, ...reverted.diagnostics] };
  }
  return { migrations: reports, diagnostics };
}

/** Takes back the migrations that TypeORM's table has, the last first. */
export async function revertClasses(ctx: RunContext, classes: Classes, { count = 1, to }: Pick<RevertRequest, 'count' | 'to'>): Promise<ScriptsRun> {
  await ctx.journal.create();
  const names = (await classes.books.executed()).map(({ name }) => name);
  for (const head of await ctx.journal.heads()) {
    const begun = unfinished(head) && head.direction === 'up' && !names.includes(head.migration);
    if (begun && (await ctx.journal.read(head.migration, 'up')).some(({ step, state }) => step > 0 && (state === 'done' || state === 'running'))) throw new Stop(partOnly(head.migration));
  }
  if (to !== undefined && !names.includes(to)) {
    throw new Stop({ code: 'BACKEND_RUN_NOT_APPLIED', severity: 'error', message: `${to} is not applied`, help: names.length > 0 ? `Applied, the last first: ${names.slice(0, 10).join(', ')}.` : 'No migration is applied.' });
  }
  return revertNamed(ctx, classes, to === undefined ? names.slice(0, count) : names.slice(0, names.indexOf(to)));
}

async function revertNamed(ctx: RunContext, classes: Classes, names: readonly string[]): Promise<ScriptsRun> {
  const all = await classes.books.all();
  const reports: MigrationReport[] = [];
  for (const name of names) {
    const migration = all.find((candidate) => candidate.name === name);
    if (!migration?.instance) {
      return { migrations: reports, diagnostics: [{ code: 'BACKEND_RUN_NO_DOWN', severity: 'error', message: `${name} is applied, and the data source has no class of that name`, help: 'Bring its file back, or check the data source\'s migrations.' }] };
    }
    const [head] = await ctx.journal.read(name, 'up');
    const job = classJob(ctx, migration, 'down', head?.sequence ?? 0, async () => {
      await classes.books.remove(migration);
      if (head?.step === 0) await ctx.journal.put([{ ...head, state: 'reverted', finishedAt: now() }]);
    });
    const result = await runClass(ctx, classes.runner, classes.query, migration.instance, job, classes.books.transactionMode !== 'none');
    reports.push({ name, direction: 'down', state: result.failure ? (result.boundary === 0 ? 'failed' : 'partly') : 'reverted', boundary: result.boundary, of: result.boundary, statements: result.statements });
    if (result.failure) return { migrations: reports, diagnostics: [describeFailure(ctx, job, result)] };
  }
  return { migrations: reports, diagnostics: [] };
}

function classJob(ctx: RunContext, migration: TypeormMigration, direction: Job['direction'], sequence: number, keepBooks: () => Promise<void>): Job {
  const text = textOf(migration);
  const job: Job = {
    migration: migration.name, direction, script: { text, digest: digestOf(text), units: [] }, from: 1, sequence,
    async finish() {
      const [head] = await ctx.journal.read(migration.name, direction);
      await ctx.journal.put([{ ...headRow(job, 'done', head?.earlier, head?.startedAt), finishedAt: now() }]);
      await keepBooks();
    },
  };
  return job;
}

/** The class as it was loaded, without its layout: what a formatter changes is no change. */
function textOf({ instance }: TypeormMigration): string {
  return (instance?.constructor.toString() ?? '').replace(/\s+/g, '');
}

/** All or nothing of several migrations is not to be had where each is a boundary of its own. */
function transactionMode({ transactionMode: mode }: Bookkeeping, pending: number): Diagnostic[] {
  if (mode !== 'all' || pending < 2) return [];
  return [{
    code: 'BACKEND_RUN_TRANSACTION_MODE', severity: 'warning', message: "the data source asks for all migrations in one transaction (migrationsTransactionMode: 'all'), and each is run in its own",
    help: "Say --onFailure=revert to have those before a failing one taken back; or say migrationsTransactionMode: 'each'.",
  }];
}

function unfinished(head: JournalRow | undefined): boolean {
  return head?.state === 'running' || head?.state === 'failed';
}

/** A warning: TypeORM goes by the names, and a compiler's new version may write the same class otherwise. */
function changedClasses(heads: readonly JournalRow[], all: readonly TypeormMigration[], executed: ReadonlySet<string>): Diagnostic[] {
  return all.flatMap((migration) => {
    const head = heads.find(({ migration: name, direction }) => name === migration.name && direction === 'up');
    if (!head || head.state !== 'done' || !executed.has(migration.name) || head.digest === digestOf(textOf(migration))) return [];
    return [{
      code: 'BACKEND_RUN_CHANGED', severity: 'warning', message: `${migration.name} was applied at ${head.finishedAt ?? 'an unknown time'}, and its class has changed since`,
      help: 'Put the class back as it was and write the change as a new migration.',
    }];
  });
}

function partOnly(name: string): Diagnostic {
  return {
    code: 'BACKEND_RUN_DOWN_NOT_MIRROR', severity: 'error', message: `${name} is applied only in part, and the down of a class undoes the whole`,
    help: 'Correct what follows the statements that took effect (the journal lists them) and finish it with migrate-run; revert it then.',
  };
}
