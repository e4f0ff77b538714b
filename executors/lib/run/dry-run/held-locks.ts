import type { Session } from '../engine';
import type { HeldLock } from '../report';

/** Lock modes from the weakest to the strongest (manual, "Explicit Locking"). */
const MODES = ['AccessShareLock', 'RowShareLock', 'RowExclusiveLock', 'ShareUpdateExclusiveLock', 'ShareLock', 'ShareRowExclusiveLock', 'ExclusiveLock', 'AccessExclusiveLock'];

/** Relations that are there before a dry run: locks on what it makes itself block nobody. */
export async function knownRelations(session: Session): Promise<ReadonlySet<string>> {
  const { rows } = await session.run(`select c.oid::text as oid from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'p', 'm', 'f', 'v', 'S')`);
  return new Set(rows.map(({ oid }) => String(oid)));
}

/** The strongest lock that this session holds on each known relation, by the relation's id. */
export async function heldLocks(session: Session, known: ReadonlySet<string>): Promise<ReadonlyMap<string, HeldLock>> {
  const { rows } = await session.run(`select l.relation::text as oid, format('%I.%I', n.nspname, c.relname) as relation, l.mode
    from pg_catalog.pg_locks l join pg_catalog.pg_class c on c.oid = l.relation join pg_catalog.pg_namespace n on n.oid = c.relnamespace
    where l.pid = pg_backend_pid() and l.locktype = 'relation' and l.granted`);
  const strongest = new Map<string, HeldLock>();
  for (const row of rows) {
    const oid = String(row['oid']);
    const lock = { relation: String(row['relation']), mode: String(row['mode']) };
    const other = strongest.get(oid);
    if (known.has(oid) && (!other || MODES.indexOf(other.mode) < MODES.indexOf(lock.mode))) strongest.set(oid, lock);
  }
  return strongest;
}

/** Locks that one statement added or made stronger. */
export function addedLocks(before: ReadonlyMap<string, HeldLock>, after: ReadonlyMap<string, HeldLock>): HeldLock[] {
  return [...after].filter(([oid, { mode }]) => before.get(oid)?.mode !== mode).map(([, lock]) => lock);
}
