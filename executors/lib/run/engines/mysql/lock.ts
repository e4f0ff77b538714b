import type { Session } from '../../engine';
import { Stop } from '../../stop';

/** Takes the named lock of this database; it ends with the connection. GET_LOCK is server-wide, so the name holds the database's. */
export async function lockMysql(session: Session, wait: number): Promise<() => Promise<void>> {
  const name = "concat('backend:', left(sha1(database()), 40))";
  const { rows } = await session.run(`select get_lock(${name}, ?) as taken`, [wait / 1000]);
  if (Number(rows[0]?.['taken']) === 1) return async () => void (await session.run(`select release_lock(${name})`));
  const { rows: [holder] } = await session.run(
    `select id, user, host, command, time, left(info, 200) as query from information_schema.processlist where id = is_used_lock(${name})`,
  );
  const who = holder
    ? `connection ${String(holder['id'])} of ${String(holder['user'])}@${String(holder['host'])}, ${String(holder['command'])} for ${String(holder['time'])} s: ${String(holder['query'] ?? 'idle').replace(/\s+/g, ' ')}`
    : 'a connection that ended meanwhile';
  throw new Stop({
    code: 'BACKEND_RUN_LOCKED', severity: 'error', message: `another runner has held the migration lock for ${wait / 1000} s: ${who}`,
    help: `Wait for it and run again${holder ? `, or end it with KILL ${String(holder['id'])}` : ''}.`,
  });
}
