import type { Engine, Outside } from '../../engine';
import { groupUnits } from '../../scripts/group-units';
import { splitPlain } from '../../scripts/split-plain';
import { classifyMysql } from './classify';
import { lockMysql } from './lock';
import { stateMysql } from './state';

const REFUSALS = { outside: 'the database commits this statement by itself', refused: 'ROLLBACK, XA, LOCK TABLES and HANDLER' };
/** Lock wait timeout, deadlock, and MariaDB's of SET STATEMENT max_statement_time. */
const RETRYABLE = new Set(['ER_LOCK_WAIT_TIMEOUT', 'ER_LOCK_DEADLOCK', 'ER_LOCK_NOWAIT']);
const LOST = /^(?:PROTOCOL_CONNECTION_LOST|ER_SERVER_SHUTDOWN|ER_CONNECTION_KILLED|ER_CLIENT_INTERACTION_TIMEOUT|ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|PROTOCOL_ENQUEUE_AFTER_\w+)$/;

/**
 * MySQL and MariaDB: a statement that changes the schema commits by itself, so each is a boundary of its
 * own. Whether an interrupted one took place shows in the schema, for each is done whole or not at all.
 */
export function mysqlEngine(journal: string): Engine {
  const outside: Outside = {
    before: (session) => stateMysql(session, journal),
    settle: async (session, before) => ({ state: (await stateMysql(session, journal)) === before ? 'undone' : 'done' }),
  };
  return {
    name: 'mysql',
    begin: 'start transaction',
    plan: async (text, file) => groupUnits(text, file, splitPlain(text, { mysql: true }).map((statement) => ({ ...statement, kind: classifyMysql(statement.text) })), REFUSALS),
    kindOf: async (text) => classifyMysql(text),
    outside: async () => outside,
    lock: lockMysql,
    async limitLocks(session, milliseconds) {
      const seconds = Math.max(1, Math.round(milliseconds / 1000));
      await session.run(`set session lock_wait_timeout = ${seconds}`);
      await session.run(`set session innodb_lock_wait_timeout = ${seconds}`);
    },
    asOurselves: async () => undefined,
    // No statement undoes all of a session's variables; these are the ones that migrations set.
    reset: async (session) => {
      for (const name of ['foreign_key_checks', 'unique_checks', 'sql_mode', 'sql_safe_updates']) await session.run(`set session ${name} = default`);
    },
    mayRetry: (error) => RETRYABLE.has(codeOf(error)),
    isLost: (error) => LOST.test(codeOf(error)) || /closed state|Connection lost/i.test(String((error as Error | undefined)?.message)),
    stateOf: (session) => stateMysql(session, journal),
  };
}

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '');
}
