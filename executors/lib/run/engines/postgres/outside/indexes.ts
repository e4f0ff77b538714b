import type { Session } from '../../../engine';

export interface FoundIndex {
  readonly oid: string;
  /** Qualified and quoted where needed. */
  readonly name: string;
  /** The bare name. */
  readonly index: string;
  readonly valid: boolean;
}

/** Indexes that satisfy a condition over `pg_index i` and its relation `c`. */
export async function indexes(session: Session, condition: string, parameters: readonly unknown[] = []): Promise<FoundIndex[]> {
  const { rows } = await session.run(
    `select c.oid::text as oid, format('%I.%I', n.nspname, c.relname) as name, c.relname as index, i.indisvalid and i.indisready as valid
     from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace
     where ${condition} order by c.oid`,
    parameters,
  );
  return rows as unknown as FoundIndex[];
}

/** Drops an index without blocking the table's readers and writers. */
export async function dropIndex(session: Session, { name }: FoundIndex): Promise<void> {
  await session.run(`drop index concurrently if exists ${name}`);
}
