import { setTimeout as sleep } from 'node:timers/promises';
import { connectServer, type ServerClient } from '../../postgres/server-client';
import { postgresDatabase } from '../engines/postgres/database';
import { DEFAULT_JOURNAL } from '../../sources/bookkeeping';
import { revertScriptMigrations, runScriptMigrations } from '../migrate';
import type { RunReport } from '../report';
import { toRequest, type RunOptions } from '../request';
import type { ScratchDatabase } from './scratch';
import { startRunner } from './start-runner';

export interface FaultPlace {
  readonly db: ScratchDatabase;
  readonly root: string;
}

const OPTIONS: RunOptions = { migrations: '.', runnerWait: '60s', outsideTimeout: '60s' };

export const run = ({ db, root }: FaultPlace, options: RunOptions = {}, progress?: () => void): Promise<RunReport> =>
  runScriptMigrations(postgresDatabase(db.connection, DEFAULT_JOURNAL), { ...toRequest(root, 'api', { ...OPTIONS, ...options }), ...(progress ? { progress } : {}) });

export const revert = ({ db, root }: FaultPlace): Promise<RunReport> =>
  revertScriptMigrations(postgresDatabase(db.connection, DEFAULT_JOURNAL), toRequest(root, 'api', OPTIONS));

/** The runner dies right after a progress event. */
export async function killAtEvent({ db, root }: FaultPlace, command: 'run' | 'revert', dieAt: number): Promise<void> {
  await startRunner({ command, connection: db.connection, root, options: OPTIONS, dieAt }).ended;
  await quiet(db.client);
}

/** The runner dies at a moment that it does not choose. */
export async function killAfter({ db, root }: FaultPlace, milliseconds: number): Promise<void> {
  const runner = startRunner({ command: 'run', connection: db.connection, root, options: OPTIONS });
  await waitFor(async () => (await db.client.query("select 1 from pg_tables where tablename = '_backend_migrations'")).length > 0);
  await sleep(milliseconds);
  runner.kill();
  await runner.ended;
  await quiet(db.client);
}

/**
 * The runner dies in the middle of CREATE INDEX CONCURRENTLY, which waits for another session's transaction.
 * @param end ends the server's process of it too, which leaves an invalid index
 */
export async function killInConcurrently({ db, root }: FaultPlace, end: boolean): Promise<void> {
  const other = await connectServer(db.connection);
  try {
    const runner = startRunner({ command: 'run', connection: db.connection, root, options: OPTIONS });
    // A snapshot older than the index: CONCURRENTLY waits for it to go.
    await waitFor(async () => (await db.client.query("select 1 from pg_tables where tablename = '_backend_migrations'")).length > 0);
    await other.exec('begin isolation level repeatable read; select 1');
    await waitFor(async () => (await db.client.query("select 1 from pg_stat_activity where query ilike 'create%index concurrently%' and datname = current_database() and wait_event_type = 'Lock'")).length > 0, 3_000);
    runner.kill();
    await runner.ended;
    if (end) await terminateRunners(db.client);
    await other.exec('rollback');
    await quiet(db.client);
  } finally {
    await other.close();
  }
}

/** The server ends the runner's session at about a progress event. */
export async function terminateAtEvent(place: FaultPlace, event: number): Promise<void> {
  let events = 0;
  let ending: Promise<unknown> = Promise.resolve();
  await run(place, {}, () => {
    events += 1;
    if (events === event) ending = terminateRunners(place.db.client);
  });
  await ending;
  await quiet(place.db.client);
}

/** Another session holds a lock for longer than all retries take. */
export async function lockTimeout(place: FaultPlace, hold: string): Promise<RunReport> {
  const other = await connectServer(place.db.connection);
  try {
    await other.exec(`begin isolation level repeatable read; ${hold}`);
    return await run(place, { lockTimeout: '60ms', lockRetries: 1, outsideTimeout: '100ms' });
  } finally {
    await other.close();
  }
}

async function terminateRunners(client: ServerClient): Promise<void> {
  await client.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = '@org/backend' and pid in (select pid from pg_locks where locktype = 'advisory')");
}

/** Waits until no session holds the runner's lock: a statement outlives the client that sent it. */
export async function quiet(client: ServerClient): Promise<void> {
  await waitFor(async () => (await client.query("select 1 from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())")).length === 0);
}

/** Polls; gives up silently, for whoever waits then looks. */
async function waitFor(condition: () => Promise<boolean>, patience = 30_000): Promise<void> {
  for (const end = Date.now() + patience; Date.now() < end; ) {
    if (await condition()) return;
    await sleep(10);
  }
}
