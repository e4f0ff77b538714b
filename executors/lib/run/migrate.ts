import { hasErrors } from '../../../generators/lib/diagnostics';
import type { RunContext } from './context';
import type { Database } from './database';
import { dryRunScripts } from './dry-run/dry-run-scripts';
import { selectReverts } from './revert/select-reverts';
import type { RunReport } from './report';
import type { RevertRequest, RunRequest } from './request';
import { revertScripts } from './revert-scripts';
import { runScripts } from './run-scripts';
import { readScripts } from './scripts/read-scripts';
import { withRunner } from './with-runner';

/** Runs the SQL scripts that are pending, or shows what they would do. */
export async function runScriptMigrations(database: Database, request: RunRequest): Promise<RunReport> {
  const { value: migrations, diagnostics } = await readScripts(database.engine, request.root, request.source);
  const work = async (ctx: RunContext) => {
    if (hasErrors(diagnostics)) return { migrations: [], diagnostics };
    const run = request.dryRun ? await dryRunScripts(ctx, migrations, request.shadow) : await runScripts(ctx, migrations, request.onFailure);
    return { ...run, diagnostics: [...diagnostics, ...run.diagnostics] };
  };
  return withRunner(database, request, 'migrate-run', work, { lock: !request.dryRun });
}

/** Takes back the SQL scripts that were applied last. */
export async function revertScriptMigrations(database: Database, request: RevertRequest): Promise<RunReport> {
  const { value: migrations, diagnostics } = await readScripts(database.engine, request.root, request.source);
  return withRunner(database, request, 'migrate-revert', async (ctx) => {
    if (hasErrors(diagnostics)) return { migrations: [], diagnostics };
    const names = await selectReverts(ctx, request);
    const run = await revertScripts(ctx, migrations, names);
    return { ...run, diagnostics: [...diagnostics, ...run.diagnostics] };
  });
}
