import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../engine';
import { Stop } from '../../stop';

/** Two numbers of our own ("bknd", "migr"), so that pg_locks shows the lock's holder. */
const LOCK = [0x626b6e64, 0x6d696772] as const;
const POLL = 100;

/**
 * Takes the session-level advisory lock of the database. It asks again and again instead of waiting in
 * the server: CREATE INDEX CONCURRENTLY of the holder would wait for our waiting transaction, and both for ever.
 */
export async function lockPostgres(session: Session, wait: number): Promise<() => Promise<void>> {
  const end = Date.now() + wait;
  for (;;) {
    const { rows } = await session.run('select pg_catalog.pg_try_advisory_lock($1::int, $2::int) as taken', LOCK);
    if (rows[0]?.['taken'] === true) return async () => void (await session.run('select pg_catalog.pg_advisory_unlock($1::int, $2::int)', LOCK));
    if (Date.now() >= end) throw await busy(session, wait);
    await sleep(Math.max(1, Math.min(POLL, end - Date.now())));
  }
}

async function busy(session: Session, wait: number): Promise<Stop> {
  const { rows } = await session.run(
    `select a.pid, a.usename, a.application_name, a.client_addr::text as client, a.backend_start::text as since, a.state, left(a.query, 200) as query
     from pg_catalog.pg_locks l join pg_catalog.pg_stat_activity a on a.pid = l.pid
     where l.locktype = 'advisory' and l.granted and l.database = (select oid from pg_catalog.pg_database where datname = current_database())
       and l.classid::bigint = $1 and l.objid::bigint = $2`,
    LOCK,
  );
  const [holder] = rows;
  const who = holder
    ? `process ${String(holder['pid'])} of ${String(holder['usename'])} (${String(holder['application_name'])}, ${String(holder['client'] ?? 'local')}) since ${String(holder['since'])}, ${String(holder['state'])}: ${String(holder['query']).replace(/\s+/g, ' ')}`
    : 'a session that ended meanwhile';
  return new Stop({
    code: 'BACKEND_RUN_LOCKED', severity: 'error',
    message: `another runner has held the migration lock for ${wait / 1000} s: ${who}`,
    help: `Wait for it and run again${holder ? `, or end it with SELECT pg_terminate_backend(${String(holder['pid'])})` : ''}.`,
  });
}
