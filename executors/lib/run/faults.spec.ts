import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { connectServer } from '../postgres/server-client';
import { splitStatements } from '../postgres/split-statements';
import { killAfter, killAtEvent, killInConcurrently, lockTimeout, revert, run, terminateAtEvent, type FaultPlace } from './testing/faults';
import { contents, invalidIndexes, scratchDatabase, type ScratchDatabase } from './testing/scratch';
import { localPostgres, startPostgres18, type TestServer } from './testing/servers';
import { startRunner } from './testing/start-runner';
import { DOWN, SEED, UP } from './testing/ten-statements';

/** `MIGRATION_FAULTS=100` for the whole round; with `MIGRATION_FAULTS_SERVER=18` on a PostgreSQL 18 from npm. */
const TRIES = Number(process.env['MIGRATION_FAULTS'] ?? 10);
/** Progress events of a run, and of a revert, of the ten statements. */
const RUN_EVENTS = 32;
const REVERT_EVENTS = 32;

/** What another session holds; its old snapshot alone (`select 1`) lets CREATE INDEX CONCURRENTLY build its index and wait in vain. */
const HOLDS = ['lock table orders in row exclusive mode', 'select 1', 'lock table accounts in access exclusive mode', 'lock table accounts in share mode'];

jest.setTimeout(120_000 + TRIES * 20_000);

describe('faults', () => {
  let server: TestServer | undefined;
  let template: ScratchDatabase;
  let root: string;
  /** Contents after 0 to 10 statements, and what pg_dump says of the first and the last. */
  const boundaries: string[] = [];
  const dumps: string[] = [];

  beforeAll(async () => {
    server = await (process.env['MIGRATION_FAULTS_SERVER'] === '18' ? startPostgres18() : localPostgres());
    root = mkdtempSync(path.join(tmpdir(), 'backend-faults-'));
    writeFileSync(path.join(root, '1-ten.up.sql'), UP);
    writeFileSync(path.join(root, '1-ten.down.sql'), DOWN);
    if (!server) return;
    template = await scratchDatabase(server);
    await template.client.exec(SEED);
    await template.client.close();
    const db = await scratchDatabase(server, nameOf(template));
    boundaries.push(await contents(db.client));
    dumps.push(dump(db.connection));
    for (const { text } of await splitStatements(UP)) {
      await db.client.exec(text);
      boundaries.push(await contents(db.client));
    }
    dumps.push(dump(db.connection));
    await db.drop();
  });
  afterAll(async () => {
    rmSync(root, { recursive: true });
    if (!server) return;
    await template.drop().catch(() => dropByName(server!, nameOf(template)));
    await server.stop();
  });

  const nameOf = ({ connection }: ScratchDatabase): string => connection.slice(connection.lastIndexOf('/') + 1);

  /** The journal's word: after which statement the database stands, or the two between which it may. */
  const named = async ({ db }: FaultPlace): Promise<number[]> => {
    const exists = (await db.client.query("select 1 from pg_tables where tablename = '_backend_migrations'")).length > 0;
    if (!exists) return [0];
    const rows = await db.client.query<{ direction: string; step: number; state: string }>('select direction, step, state from _backend_migrations order by step');
    const head = (direction: string) => rows.find((row) => row.direction === direction && row.step === 0)?.state;
    const place = (direction: string) => {
      const steps = rows.filter((row) => row.direction === direction && row.step > 0);
      return { done: steps.filter(({ state }) => state === 'done').length, open: steps.some(({ state }) => state === 'running') ? 1 : 0 };
    };
    if (head('up') === undefined || head('up') === 'reverted') return [0];
    const { done, open } = head('down') === undefined ? place('up') : place('down');
    return head('down') === undefined ? [done, done + open] : [10 - done, 10 - done - open];
  };

  /** The database stands at a boundary that the journal names; a second run finishes, or a revert takes all back. */
  const judge = async (place: FaultPlace, finish: boolean): Promise<void> => {
    const stands = boundaries.indexOf(await contents(place.db.client));
    expect(await named(place)).toContain(stands);
    const nothing = (await named(place)).every((boundary) => boundary === 0);
    const second = finish ? await run(place) : await revert(place);
    // Nothing was begun: there is nothing to revert.
    if (!finish && nothing && !second.ok) expect(second.diagnostics[0]!.code).toBe('BACKEND_RUN_NOT_APPLIED');
    else expect(second).toMatchObject({ ok: true });
    expect(await contents(place.db.client)).toBe(boundaries[finish ? 10 : 0]);
    expect(await invalidIndexes(place.db.client)).toEqual([]);
    expect(dump(place.db.connection)).toBe(dumps[finish ? 1 : 0]);
  };

  const FAULTS: ((place: FaultPlace, round: number) => Promise<void>)[] = [
    (place, round) => killAtEvent(place, 'run', 1 + (round * 3) % RUN_EVENTS),
    (place, round) => killAtEvent(place, 'run', 2 + (round * 3) % RUN_EVENTS),
    (place, round) => killAtEvent(place, 'run', 3 + (round * 3) % RUN_EVENTS),
    (place) => killInConcurrently(place, true),
    (place, round) => terminateAtEvent(place, 1 + (round * 7) % RUN_EVENTS),
    async (place, round) => void expect(await lockTimeout(place, HOLDS[round % HOLDS.length]!)).toMatchObject({ ok: false, diagnostics: expect.arrayContaining([expect.objectContaining({ code: 'BACKEND_RUN_LOCK_TIMEOUT' })]) }),
    (place, round) => killAfter(place, (round * 37) % 300),
    (place) => killInConcurrently(place, false),
    async (place, round) => {
      await run(place);
      await killAtEvent(place, 'revert', 1 + (round * 5) % REVERT_EVENTS);
    },
    async ({ db, root: folder }) => {
      const order = { command: 'run', connection: db.connection, root: folder, options: { migrations: '.', runnerWait: '60s' } } as const;
      const reports = await Promise.all([startRunner(order).ended, startRunner(order).ended]);
      expect(reports.map((ended) => ended?.report.ok)).toEqual([true, true]);
      expect(reports.flatMap((ended) => ended!.report.migrations.map(({ state }) => state)).sort()).toEqual(['done', 'unchanged']);
    },
  ];

  it(`leaves a boundary that the journal names, ${TRIES} times`, async () => {
    if (!server) return;
    const failures: string[] = [];
    for (let i = 0; i < TRIES; i += 1) {
      const db = await scratchDatabase(server, nameOf(template));
      const kind = i % FAULTS.length;
      const round = Math.floor(i / FAULTS.length);
      try {
        const place = { db, root };
        await FAULTS[kind]!(place, round);
        // A killed revert is finished by a revert.
        await judge(place, kind === 8 ? false : (kind + round) % 2 === 0);
      } catch (error) {
        failures.push(`try ${i + 1} (fault ${kind}, round ${round}): ${(error as Error).message}`);
      } finally {
        await db.drop();
      }
    }
    if (process.env['MIGRATION_FAULTS']) process.stdout.write(`${TRIES} faults, ${failures.length} wrong\n`);
    expect(failures).toEqual([]);
  });

  it('says who holds the lock when it waits no longer', async () => {
    if (!server) return;
    const db = await scratchDatabase(server, nameOf(template));
    const holder = await connectServer(db.connection);
    try {
      const [{ pid }] = (await holder.query<{ pid: number }>('select pg_backend_pid() as pid, pg_advisory_lock(1651207780, 1835624306)')) as [{ pid: number }];
      const { diagnostics, ok } = await run({ db, root }, { runnerWait: '50ms' });
      expect({ ok, diagnostics }).toMatchObject({ ok: false, diagnostics: [{ code: 'BACKEND_RUN_LOCKED' }] });
      expect(diagnostics[0]!.message).toContain(`process ${pid} of postgres`);
    } finally {
      await holder.close();
      await db.drop();
    }
  });
});

/** The schema as pg_dump writes it, where there is one of at least the server's version. */
function dump(connection: string): string {
  const { stdout, status } = spawnSync('pg_dump', ['--schema-only', '--exclude-table=_backend_migrations', connection], { encoding: 'utf8' });
  // `\restrict` has a key of its own in each dump.
  return status === 0 ? stdout.replace(/^\\(un)?restrict .*$/gm, '') : '';
}

async function dropByName({ base }: TestServer, name: string): Promise<void> {
  const admin = await connectServer(`${base}postgres`);
  await admin.exec(`drop database if exists ${name} with (force)`).finally(() => admin.close());
}
