import { describeError, type Diagnostic } from '../../../../generators/lib/diagnostics';
import { readCatalog } from '../../catalog/read-catalog';
import { buildOnShadow, makeRoles } from '../../diff/build-on-shadow';
import { observeStatements, seedRows, type Observation } from '../../observe';
import { splitStatements, type SqlStatement } from '../../postgres/split-statements';
import { embeddedShadow, serverShadow } from '../../postgres/shadow';
import type { SqlClient } from '../../postgres/sql-client';
import { excerpt } from '../apply/excerpt';
import type { Session } from '../engine';
import { stepsOf, type Migration } from '../migration';
import type { MigrationReport, ScriptsRun, StatementReport } from '../report';

export interface Pending {
  readonly migration: Migration;
  readonly from: number;
}

/**
 * Completes a dry run on a scratch database with the live schema: the statements that one transaction on
 * the live database could not take. Rows and times there would say nothing, so they are not told.
 * @param shadow server for the scratch database; embedded by default
 */
export async function dryRunOnShadow(session: Session, pending: readonly Pending[], live: ScriptsRun, shadow: string | undefined): Promise<ScriptsRun> {
  const client = await openShadow(session, shadow);
  try {
    if (typeof client === 'string') return { ...live, diagnostics: [...live.diagnostics, notDry(client)] };
    // Rows of its own let a statement fail that only rows can refuse.
    await seedRows(client, { rows: 5 });
    const statements: SqlStatement[] = [];
    for (const { migration, from } of pending) {
      for (const { index, text } of stepsOf(migration.up)) if (index >= from) statements.push(...await splitStatements(text));
    }
    const observations = await observeStatements(client, statements);
    return merge(live, observations);
  } finally {
    if (typeof client !== 'string') await client.close();
  }
}

/** The live schema on a scratch database, or why it cannot be had. */
async function openShadow(session: Session, shadow: string | undefined): Promise<SqlClient | string> {
  const live: SqlClient = {
    label: session.label, close: async () => undefined,
    query: async <R extends object>(sql: string, parameters?: readonly unknown[]) => (await session.run(sql, parameters)).rows as unknown as R[],
    exec: async (sql) => void (await session.run(sql)),
  };
  const catalog = await readCatalog(live);
  let client: SqlClient | undefined;
  try {
    client = await (shadow === undefined ? embeddedShadow() : serverShadow(shadow)).createDatabase(catalog.extensions.map(({ name }) => name));
    await makeRoles(client, [catalog]);
    await buildOnShadow(client, catalog);
    return client;
  } catch (error) {
    await client?.close();
    return describeError(error);
  }
}

function merge({ migrations, diagnostics }: ScriptsRun, observations: readonly Observation[]): ScriptsRun {
  const found: Diagnostic[] = [...diagnostics];
  let next = 0;
  const merged = migrations.map((report): MigrationReport => ({
    ...report,
    statements: report.statements.map((statement): StatementReport => {
      const observation = observations[next];
      next += report.state === 'planned' ? 1 : 0;
      if (!observation || statement.state !== 'not run') return statement;
      const locks = observation.locks.filter(({ existing }) => existing).map(({ relation, mode }) => ({ relation, mode: `${mode}` }));
      const { failure } = observation;
      // Made-up rows may be refused where the real ones are not.
      const failed = failure !== undefined && !failure.rowsAreTheCause;
      if (failed) {
        found.push({
          code: 'BACKEND_RUN_STATEMENT_FAILED', severity: 'error', message: `statement ${statement.step} of ${report.name} would fail: ${failure.message}: ${excerpt(statement.statement)}`,
          help: 'Correct the statement; it was run on a scratch database only.', ...(statement.position ? { position: statement.position } : {}),
        });
      }
      return {
        step: statement.step, statement: statement.statement, ...(statement.position ? { position: statement.position } : {}),
        state: failed ? 'failed' : 'rolled back', where: 'shadow',
        ...(locks.length > 0 ? { locks } : {}),
        note: failed ? failure.message : statement.note ?? 'a statement before it cannot be in a transaction',
      };
    }),
  }));
  return { migrations: merged, diagnostics: found };
}

function notDry(reason: string): Diagnostic {
  return {
    code: 'BACKEND_RUN_NOT_DRY', severity: 'warning', message: `the statements that cannot be in a transaction were not run: no scratch database with the live schema could be made (${reason})`,
    help: 'Give a server whose user may create databases by --shadow=<connection>.',
  };
}
