import { upHead } from '../run-scripts';
import type { RunContext } from '../context';
import { stepsOf, type Migration } from '../migration';
import type { MigrationReport, ScriptsRun } from '../report';
import { dryRunPostgres } from './dry-run-postgres';

/** Shows what a run would do; the database and its journal stay as they are. */
export async function dryRunScripts(ctx: RunContext, migrations: readonly Migration[]): Promise<ScriptsRun> {
  const heads = (await ctx.journal.exists()) ? await ctx.journal.heads() : [];
  const unchanged: MigrationReport[] = [];
  const pending: { migration: Migration; from: number }[] = [];
  for (const migration of migrations) {
    const of = stepsOf(migration.up).length;
    const head = upHead(heads, migration.name);
    if (head?.state === 'done') unchanged.push({ name: migration.name, file: migration.file, direction: 'up', state: 'unchanged', boundary: of, of, statements: [] });
    else {
      const rows = head && head.state !== 'reverted' ? await ctx.journal.read(migration.name, 'up') : [];
      pending.push({ migration, from: rows.filter(({ step, state }) => step > 0 && state === 'done').length + 1 });
    }
  }
  const run = await dryRunPostgres(ctx.engine, ctx.session, pending, ctx.settings.lockTimeout);
  return { migrations: [...unchanged, ...run.migrations], diagnostics: run.diagnostics };
}
