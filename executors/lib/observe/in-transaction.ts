import type { Node } from 'libpg-query';
import type { SqlStatement } from '../postgres/split-statements';
import { SqlFailure } from '../postgres/sql-client';
import { qualify } from '../catalog/quote';
import { buildObservation } from './build-observation';
import type { Observation } from './observation';
import { readLocks, readRelations, readScannedRows } from './relation-state';
import type { Run } from './run';
import { seedRows } from './seed-rows';
import { tableNamed } from './table-named';

/** Runs a statement in a transaction, and looks at what it locks, rewrites and reads. */
export async function inTransaction(run: Run, statement: SqlStatement): Promise<Observation> {
  try {
    return await attempt(run, statement, '');
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    const failed = buildObservation(run, { statement, known: run.current, locks: [], now: new Map(), reads: new Map(), failure: error });
    if (!failed.failure?.rowsAreTheCause) return failed;
    return (await onEmptyTable(run, statement, error)) ?? failed;
  }
}

/** Rows that a table gets back after it was emptied. */
const ROWS_AGAIN = 20;

/** The rows of the shadow broke a constraint: tried again without them, for the locks and for the statements after it. */
async function onEmptyTable(run: Run, statement: SqlStatement, failure: SqlFailure): Promise<Observation | undefined> {
  const named = tableNamed(statement.tree as unknown as Node);
  const table = named && [...run.current.values()].find(({ name, kind }) => kind === 'table' && name === `${named.schema}.${named.name}`);
  if (!named || !table) return undefined;
  try {
    const observation = await attempt(run, statement, `TRUNCATE ${qualify(named)} CASCADE`, failure);
    // Later statements shall find rows to read, here and in the tables that CASCADE emptied.
    if (run.options.after !== 'roll-back') await seedRows(run.client, { rows: ROWS_AGAIN });
    return observation;
  } catch (error) {
    if (!(error instanceof SqlFailure)) throw error;
    return undefined;
  }
}

async function attempt(run: Run, statement: SqlStatement, first: string, failure?: SqlFailure): Promise<Observation> {
  const { client, options } = run;
  const own = options.after !== 'roll-back';
  if (first !== '' && own) await client.exec(first);
  await client.exec(own ? 'BEGIN' : 'SAVEPOINT backend_observed');
  try {
    if (first !== '' && !own) await client.exec(first);
    // A table that was just emptied has another file.
    const known = first === '' ? run.current : await readRelations(client);
    const held = new Set((await readLocks(client)).map(({ oid, mode }) => `${oid} ${mode}`));
    const scanned = await readScannedRows(client);
    await client.exec(statement.text);
    const reads = new Map([...(await readScannedRows(client))].filter(([oid, rows]) => rows > (scanned.get(oid) ?? 0)));
    const locks = (await readLocks(client)).filter(({ oid, mode }) => !held.has(`${oid} ${mode}`));
    const now = await readRelations(client, locks.map(({ oid }) => oid));
    await client.exec(own ? 'COMMIT' : 'RELEASE backend_observed');
    const observation = buildObservation(run, { statement, known, locks, now, reads, failure });
    // In place: a copy for each statement would take a large schema's relations times its statements.
    for (const { oid } of locks) known.delete(oid);
    for (const [oid, relation] of now) known.set(oid, relation);
    run.current = known;
    return observation;
  } catch (error) {
    await client.exec(own ? 'ROLLBACK' : 'ROLLBACK TO backend_observed');
    throw error;
  }
}
