import type { Node } from 'libpg-query';
import type { SqlStatement } from '../postgres/split-statements';
import { SqlFailure } from '../postgres/sql-client';
import { blocks, statementLocks } from '../rules';
import { buildFailure, lockAdvice } from './build-observation';
import type { Observation, ObservedLock } from './observation';
import type { Run } from './run';

/** What the manual says about a statement that cannot be observed. */
export function fromManual({ before, current, facts }: Run, statement: SqlStatement, why: string, error?: unknown): Observation {
  if (error !== undefined && !(error instanceof SqlFailure)) throw error;
  const byName = new Map([...current.values()].map((relation) => [relation.name, relation]));
  const locks = statementLocks(statement.tree as unknown as Node, facts).map(({ table, mode }): ObservedLock => {
    // DROP INDEX and REINDEX INDEX name the index alone.
    const named = byName.get(table);
    const relation = named?.table == null ? named : byName.get(named.table);
    return { relation: relation?.name ?? table, kind: relation?.kind ?? 'table', mode, blocks: blocks(mode), existing: relation !== undefined && before.has(relation.oid) };
  });
  return {
    statement, observed: false, why, locks, rewrites: [], scans: [],
    ...(error === undefined ? {} : { failure: buildFailure(error) }), ...lockAdvice(locks),
  };
}
