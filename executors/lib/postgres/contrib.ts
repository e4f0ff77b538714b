import type { Extension } from '@electric-sql/pglite';

/** Extensions that the embedded PostgreSQL brings, by the names that CREATE EXTENSION takes. */
const CONTRIB = new Set([
  'amcheck', 'auto_explain', 'bloom', 'btree_gin', 'btree_gist', 'citext', 'cube', 'dict_int', 'dict_xsyn', 'earthdistance', 'file_fdw',
  'fuzzystrmatch', 'hstore', 'intarray', 'isn', 'lo', 'ltree', 'moddatetime', 'pageinspect', 'pg_buffercache', 'pg_freespacemap',
  'pg_stat_statements', 'pg_surgery', 'pg_trgm', 'pg_visibility', 'pg_walinspect', 'pgcrypto', 'seg', 'tablefunc', 'tcn',
  'tsm_system_rows', 'tsm_system_time', 'unaccent', 'uuid-ossp',
]);

/** What an extension's own script requires to be there: CREATE EXTENSION … CASCADE wants their files too. */
const REQUIRED: Readonly<Record<string, readonly string[]>> = { earthdistance: ['cube'] };

/** Whether the embedded PostgreSQL can have an extension; it has `plpgsql` anyhow. */
export function embeddedHas(extension: string): boolean {
  return CONTRIB.has(extension);
}

/** Extensions as PGlite's `extensions` option takes them; each costs a fraction of a second at the start, so only those asked for. */
export function loadContrib(names: Iterable<string>): Record<string, Extension> {
  const loaded: Record<string, Extension> = {};
  for (const name of [...names].flatMap((n) => [n, ...(REQUIRED[n] ?? [])])) {
    if (!embeddedHas(name)) continue;
    const key = name.replaceAll('-', '_');
    loaded[key] = (require(`@electric-sql/pglite/contrib/${key}`) as Record<string, Extension>)[key]!;
  }
  return loaded;
}
