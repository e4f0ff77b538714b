import { createHash } from 'node:crypto';
import type { Engine, Session } from '../../engine';
import { groupUnits, type ScriptKind } from '../../scripts/group-units';
import { splitPlain } from '../../scripts/split-plain';
import { lockFile } from './lock-file';

const REFUSALS = { outside: 'SQLite refuses or ignores this statement in a transaction', refused: 'ROLLBACK and commands of the shell' };

/**
 * SQLite: DDL is transactional, so a migration is one transaction but for PRAGMA, ATTACH and VACUUM.
 * @param file the database's file; without one nobody else can be at work
 */
export function sqliteEngine(journal: string, file: string | undefined): Engine {
  return {
    name: 'sqlite',
    begin: 'begin immediate',
    plan: async (text, name) => groupUnits(text, name, splitPlain(text, { mysql: false }).map((statement) => ({ ...statement, kind: classify(statement.text) })), REFUSALS),
    kindOf: async (text) => classify(text),
    // All of them may be repeated.
    outside: async () => ({ before: async () => null, settle: async () => ({ state: 'undone' }) }),
    lock: async (_session, wait) => (file === undefined ? async () => undefined : lockFile(file, wait)),
    limitLocks: async (session, milliseconds) => void (await session.run(`pragma busy_timeout = ${Math.round(milliseconds)}`)),
    asOurselves: async () => undefined,
    reset: async () => undefined,
    mayRetry: (error) => /SQLITE_BUSY|SQLITE_LOCKED/.test(`${String((error as { code?: unknown } | undefined)?.code)}`) || /database (?:table )?is locked/.test(String((error as Error | undefined)?.message)),
    isLost: () => false,
    stateOf: (session) => stateOf(session, journal),
  };
}

/** A PRAGMA that tells and sets nothing: by its name, or for want of a value. */
const READING = /^pragma\s+(?:\w+\.)?(?:(?:table|index|foreign_key|function|module|collation|database|compile|pragma)_\w+|integrity_check|quick_check|"?\w+"?\s*;?$)/i;

function classify(statement: string): ScriptKind {
  if (/^\./.test(statement)) return 'refused';
  if (/^begin\b/i.test(statement)) return 'begin';
  if (/^(?:commit|end)\b/i.test(statement)) return 'commit';
  if (/^rollback\b/i.test(statement)) return /^rollback(?:\s+transaction)?\s+to\b/i.test(statement) ? 'plain' : 'rollback';
  if (/^pragma\b/i.test(statement)) return READING.test(statement) ? 'plain' : 'setting';
  if (/^(?:attach|detach)\b/i.test(statement)) return 'setting';
  if (/^vacuum\b/i.test(statement)) return 'outside';
  return /^create\s+temp/i.test(statement) ? 'session' : 'plain';
}

async function stateOf(session: Session, journal: string): Promise<string> {
  const { rows } = await session.run("select type, name, tbl_name, sql from sqlite_master where tbl_name <> ? and name not like 'sqlite\\_%' escape '\\'", [journal]);
  return createHash('sha256').update(rows.map((row) => JSON.stringify(Object.values(row))).sort().join('\n')).digest('hex');
}
