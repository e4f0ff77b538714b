import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import { upHead } from '../run-scripts';
import type { RunContext } from '../context';
import { stepsOf, type Migration } from '../migration';
import type { MigrationReport, ScriptsRun } from '../report';
import { dryRunInTransaction } from './dry-run-in-transaction';
import type { Pending } from './dry-run-on-shadow';

/**
 * Shows what a run would do; the database and its journal stay as they are.
 * @param shadow server for scratch databases; embedded by default
 */
export async function dryRunScripts(ctx: RunContext, migrations: readonly Migration[], shadow: string | undefined): Promise<ScriptsRun> {
  const heads = (await ctx.journal.exists()) ? await ctx.journal.heads() : [];
  const unchanged: MigrationReport[] = [];
  const pending: Pending[] = [];
  for (const migration of migrations) {
    const of = stepsOf(migration.up).length;
    const head = upHead(heads, migration.name);
    if (head?.state === 'done') unchanged.push({ name: migration.name, file: migration.file, direction: 'up', state: 'unchanged', boundary: of, of, statements: [] });
    else {
      const rows = head && head.state !== 'reverted' ? await ctx.journal.read(migration.name, 'up') : [];
      pending.push({ migration, from: rows.filter(({ step, state }) => step > 0 && state === 'done').length + 1 });
    }
  }
  const { stopped, ...run } = await dryRunInTransaction(ctx.engine, ctx.session, pending, ctx.settings.lockTimeout);
  const failed = run.diagnostics.some(({ severity }) => severity === 'error');
  const whole = stopped && !failed && ctx.engine.name === 'postgres' ? await onShadow().dryRunOnShadow(ctx.session, pending, run, shadow) : run;
  const left = whole.migrations.flatMap(({ name, statements }) => statements.filter(({ state }) => state === 'not run').map(({ step }) => `${step} of ${name}`));
  const notRun: Diagnostic[] = left.length === 0 || failed || ctx.engine.name === 'postgres' ? [] : [{
    code: 'BACKEND_RUN_NOT_DRY', severity: 'warning', message: `not run, for ${ctx.engine.name === 'mysql' ? 'the database commits such a statement at once' : 'it cannot be in a transaction'}: ${left.slice(0, 5).join(', ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''}`,
    help: 'Try them on a scratch database.',
  }];
  return { migrations: [...unchanged, ...whole.migrations], diagnostics: [...whole.diagnostics, ...notRun] };
}

/** An embedded PostgreSQL and all that fills it: loaded by the runs that need it. */
function onShadow(): typeof import('./dry-run-on-shadow') {
  return require('./dry-run-on-shadow') as typeof import('./dry-run-on-shadow');
}
