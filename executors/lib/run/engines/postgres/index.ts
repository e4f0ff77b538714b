import { splitStatements } from '../../../postgres/split-statements';
import type { Engine, Outside } from '../../engine';
import { classify } from './classify';
import { isLostPostgres, mayRetryPostgres } from './errors';
import { lockPostgres } from './lock';
import { outsideStatement } from './outside';
import { planPostgres } from './plan';
import { statePostgres } from './state';

/** PostgreSQL: DDL is transactional but for a handful of statements, which are recovered by the catalog. */
export function postgresEngine(journal: string): Engine {
  const treeOf = async (text: string) => (await splitStatements(text))[0]?.tree ?? {};
  return {
    name: 'postgres',
    begin: 'begin',
    plan: planPostgres,
    kindOf: async (text) => classify(await treeOf(text)),
    async outside(text): Promise<Outside> {
      return outsideStatement(await treeOf(text)) ?? { before: async () => null, settle: async () => ({ state: 'uncertain' }) };
    },
    lock: lockPostgres,
    limitLocks: async (session, milliseconds) => void (await session.run(`set lock_timeout = ${Math.round(milliseconds)}`)),
    // A SET ROLE of the migration's stays in force after the transaction.
    asOurselves: async (session) => void (await session.run('set local role none')),
    // Not DISCARD ALL: it gives up the advisory lock. RESET ALL resets no role.
    reset: async (session) => {
      await session.run('reset session authorization');
      await session.run('reset role');
      await session.run('reset all');
    },
    mayRetry: mayRetryPostgres,
    isLost: isLostPostgres,
    stateOf: (session) => statePostgres(session, journal),
  };
}
