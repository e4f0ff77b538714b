import type { Diagnostic } from '../../../../generators/lib/diagnostics';
import { readDataSource } from '../../typeorm/read-data-source';
import { reportOf } from '../apply/statement-report';
import type { RunContext } from '../context';
import { dryRunOnShadow, type Pending } from '../dry-run/dry-run-on-shadow';
import type { Migration } from '../migration';
import type { MigrationReport, ScriptsRun } from '../report';
import type { RunOrder } from './protocol';

/**
 * Completes the dry run of classes on a scratch database with the live schema. What the classes would send
 * there is known from a replay of all migrations on an empty one, for a class cannot be begun in the middle.
 */
export async function dryRunRest(ctx: RunContext, order: RunOrder, live: ScriptsRun, pending: readonly string[]): Promise<ScriptsRun> {
  const notDry = (reason: string): ScriptsRun => ({ ...live, diagnostics: [...live.diagnostics, rest(reason)] });
  if (order.dataSource === undefined) return notDry('there is no data source to replay');
  const reply = await readDataSource({
    file: order.dataSource, root: order.request.root, task: { kind: 'catalogs', sides: ['migrations'] },
    ...(order.exportName === undefined ? {} : { exportName: order.exportName }), ...(order.request.shadow === undefined ? {} : { shadow: order.request.shadow }),
  });
  // That it has no entities, for example, is no reason.
  if (!reply.migrations) return notDry(`the migrations cannot be replayed (${reply.diagnostics.find(({ severity }) => severity === 'error')?.message ?? 'no reason given'})`);
  const reports: MigrationReport[] = [];
  const planned: Pending[] = [];
  for (const name of pending) {
    const replayed = reply.migrations.find((migration) => migration.name === name);
    const migration = replayed && (await scriptOf(ctx, name, replayed.statements));
    if (!migration) return notDry(`the replay has no statements of ${name} that can be run by themselves`);
    const steps = migration.up.units.flatMap((unit) => unit.steps);
    const ran = (live.migrations.find((report) => report.name === name)?.statements ?? []).filter(({ state }) => state !== 'not run');
    // What depends on the rows that it finds is not the same on an empty database.
    if (ran.some(({ statement }, i) => steps[i]?.text !== statement)) return notDry(`${name} sends other statements to an empty database`);
    planned.push({ migration, from: 1 });
    reports.push({ name, direction: 'up', state: 'planned', boundary: 0, of: steps.length, statements: steps.map((step, i) => ran[i] ?? reportOf({ index: step.index, text: step.text }, 'not run')) });
  }
  return dryRunOnShadow(ctx.session, planned, { migrations: reports, diagnostics: live.diagnostics }, order.request.shadow);
}

/** Statements with parameters cannot be run by their text. */
async function scriptOf(ctx: RunContext, name: string, statements: readonly string[]): Promise<Migration | undefined> {
  const { value, diagnostics } = await ctx.engine.plan(statements.join('\n;\n'), name);
  const count = value.units.flatMap((unit) => unit.steps).length;
  return diagnostics.length > 0 || count !== statements.length || statements.some((text) => /\$\d/.test(text)) ? undefined : { name, file: name, up: value };
}

function rest(reason: string): Diagnostic {
  return {
    code: 'BACKEND_RUN_NOT_DRY', severity: 'warning', message: `the statements from the first that cannot be in a transaction on were not run: ${reason}`,
    help: 'Try them on a copy of the database.',
  };
}
