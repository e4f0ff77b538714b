import { groupBy } from '../catalog/group-by';
import type { SqlStatement } from '../postgres/split-statements';
import type { SqlFailure } from '../postgres/sql-client';
import { atLeast, blocks, strongest, type LockMode } from '../rules';
import { estimateDuration } from './estimate';
import type { Observation, ObservedLock, ObservedWork } from './observation';
import type { Run } from './run';
import type { Relation } from './relation-state';

interface Seen {
  readonly statement: SqlStatement;
  /** Every relation right before the statement. */
  readonly known: ReadonlyMap<string, Relation>;
  readonly locks: readonly { readonly oid: string; readonly mode: LockMode }[];
  /** The locked relations right after it. */
  readonly now: ReadonlyMap<string, Relation>;
  /** The tables that it read from end to end. */
  readonly reads: ReadonlyMap<string, number>;
  readonly failure?: SqlFailure;
}

/** Puts what was read before and after a statement into words. */
export function buildObservation(run: Run, { statement, known, locks, now, reads, failure }: Seen): Observation {
  const { before } = run;
  const relation = (oid: string): Relation | undefined => known.get(oid) ?? now.get(oid);
  const modes = groupBy(locks, ({ oid }) => oid);
  const observed = [...modes].flatMap(([oid, taken]): ObservedLock[] => {
    const { name, kind } = relation(oid) ?? {};
    const mode = strongest(taken.map((lock) => lock.mode));
    return name === undefined || kind === undefined || mode === undefined ? [] : [{ relation: name, kind, mode, blocks: blocks(mode), existing: before.has(oid) }];
  });
  // TRUNCATE takes a new file too, for nothing.
  const rewritten = 'TruncateStmt' in statement.tree ? [] : [...now.values()].filter(({ oid, file }) => (known.get(oid)?.file ?? file) !== file);
  return {
    statement, observed: true, locks: observed.sort(byRelation),
    rewrites: rewritten.map(({ oid }) => workOn(run, relation(oid)!, 'rewrite')).sort(byRelation),
    scans: [...reads.keys()].flatMap((oid) => (known.has(oid) ? [workOn(run, known.get(oid)!, 'scan')] : [])).sort(byRelation),
    ...(failure === undefined ? {} : { failure: buildFailure(failure) }), ...lockAdvice(observed),
  };
}

function workOn({ before, options }: Run, { oid, name, kind }: Relation, work: 'scan' | 'rewrite'): ObservedWork {
  const rows = options.rows?.[name];
  return { relation: name, kind, existing: before.has(oid), ...(rows === undefined ? {} : { rows, estimate: estimateDuration(work, rows) }) };
}

function byRelation(a: { readonly relation: string }, b: { readonly relation: string }): number {
  return a.relation < b.relation ? -1 : a.relation > b.relation ? 1 : 0;
}

/** Class 23: the rows broke a constraint, not the statement itself. */
export function buildFailure({ code, message }: SqlFailure): NonNullable<Observation['failure']> {
  return { code, message, rowsAreTheCause: code?.startsWith('23') ?? false };
}

export function lockAdvice(locks: readonly ObservedLock[]): { advice?: string } {
  const strong = locks.filter(({ existing, kind, mode }) => existing && kind !== 'index' && kind !== 'sequence' && atLeast(mode, 'SHARE ROW EXCLUSIVE'));
  if (strong.length === 0) return {};
  const names = strong.map(({ relation, mode }) => `${relation} (${mode})`).join(', ');
  return { advice: `Set lock_timeout to a few seconds and try again when it expires: the statement waits for ${names}, and everybody who comes later waits behind it.` };
}
