/** The modes of table locks, weakest first (PostgreSQL manual, 13.3.1); the names as `pg_locks` and the parser number them. */
export const LOCK_MODES = [
  'ACCESS SHARE', 'ROW SHARE', 'ROW EXCLUSIVE', 'SHARE UPDATE EXCLUSIVE', 'SHARE', 'SHARE ROW EXCLUSIVE', 'EXCLUSIVE', 'ACCESS EXCLUSIVE',
] as const;
export type LockMode = (typeof LOCK_MODES)[number];

/** The weakest mode that makes reads or writes of others wait for as long as it is held. */
export function atLeast(mode: LockMode, least: LockMode): boolean {
  return LOCK_MODES.indexOf(mode) >= LOCK_MODES.indexOf(least);
}

export function strongest(modes: readonly LockMode[]): LockMode | undefined {
  return modes.length === 0 ? undefined : modes.reduce((a, b) => (atLeast(a, b) ? a : b));
}

/** What a lock makes others wait for. */
export type Blocked = 'reads' | 'writes' | 'schema changes';

/** From the table of conflicts: SELECT takes ACCESS SHARE; INSERT, UPDATE, DELETE take ROW EXCLUSIVE; most DDL takes SHARE UPDATE EXCLUSIVE or more. */
export function blocks(mode: LockMode): readonly Blocked[] {
  if (mode === 'ACCESS EXCLUSIVE') return ['reads', 'writes', 'schema changes'];
  if (atLeast(mode, 'SHARE')) return ['writes', 'schema changes'];
  return ['schema changes'];
}
