import type { SqlClient } from '../../postgres/sql-client';

/** A type as pg_type tells it, with what depends on its kind. */
export interface SeedType {
  readonly oid: number;
  /** `schema.name`, quoted where needed. */
  readonly sql: string;
  readonly name: string;
  /** b base, c composite, d domain, e enum, r range, m multirange, p pseudo. */
  readonly kind: string;
  /** Of an array. */
  readonly element: number | null;
  /** Of a domain. */
  readonly base: number | null;
  readonly baseModifier: number;
  readonly labels: readonly string[];
  /** Of a range, and of the range of a multirange. */
  readonly subtype: number | null;
  readonly attributes: readonly { readonly type: number; readonly modifier: number }[];
  /** `pg_get_constraintdef` of a domain's checks, by name. */
  readonly checks: Readonly<Record<string, string>>;
}

export interface SeedColumn {
  readonly name: string;
  readonly type: number;
  readonly modifier: number;
  /** `character varying(100)`, for casts. */
  readonly sql: string;
  readonly notNull: boolean;
  /** The value comes from a sequence: identity or nextval(). */
  readonly numbered: boolean;
  readonly hasDefault: boolean;
  readonly position: number;
}

export interface SeedForeignKey {
  readonly columns: readonly string[];
  /** oid of the table that is referred to. */
  readonly to: number;
  readonly toSql: string;
  readonly toColumns: readonly string[];
}

export interface SeedTable {
  readonly oid: number;
  /** `schema.name`, quoted where needed. */
  readonly sql: string;
  /** `schema.name` as reports have it. */
  readonly name: string;
  readonly columns: readonly SeedColumn[];
  readonly foreignKeys: readonly SeedForeignKey[];
  /** Definitions of checks by name; `''` is the bounds of a partition. */
  readonly checks: Readonly<Record<string, string>>;
  /** oids of the tables that its rows count for: itself and the partitioned tables above. */
  readonly countsFor: readonly number[];
}

const USER_SCHEMA = `n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND n.nspname !~ '^pg_(temp|toast_temp)_'`;

/** The tables that can hold rows themselves: ordinary ones and leaves of partitioned ones. */
export async function readSeedTables(client: SqlClient): Promise<SeedTable[]> {
  return client.query<SeedTable & object>(`
    WITH names AS (SELECT k.oid AS key, k.conrelid, k.confrelid,
        (SELECT jsonb_agg(a.attname ORDER BY u.place) FROM unnest(k.conkey) WITH ORDINALITY u(num, place) JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.num) AS own,
        (SELECT jsonb_agg(a.attname ORDER BY u.place) FROM unnest(k.confkey) WITH ORDINALITY u(num, place) JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.num) AS other
      FROM pg_constraint k LEFT JOIN pg_constraint p ON p.oid = k.conparentid WHERE k.contype = 'f' AND p.conrelid IS DISTINCT FROM k.conrelid)
    SELECT c.oid::int4 AS oid, format('%I.%I', n.nspname, c.relname) AS sql, n.nspname || '.' || c.relname AS name,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('name', a.attname, 'type', a.atttypid::int4, 'modifier', a.atttypmod, 'sql', format_type(a.atttypid, a.atttypmod),
          'notNull', a.attnotnull, 'numbered', a.attidentity <> '' OR coalesce(pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%', false), 'hasDefault', d.oid IS NOT NULL OR a.attidentity <> '', 'position', a.attnum) ORDER BY a.attnum), '[]')
        FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('columns', k.own, 'to', k.confrelid::int4, 'toSql', k.confrelid::regclass::text, 'toColumns', k.other) ORDER BY k.key), '[]')
        FROM names k WHERE k.conrelid = c.oid) AS "foreignKeys",
      (SELECT coalesce(jsonb_object_agg(k.conname, pg_get_constraintdef(k.oid)), '{}') FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c')
        || CASE WHEN c.relispartition THEN jsonb_build_object('', 'CHECK (' || coalesce(pg_get_partition_constraintdef(c.oid), 'true') || ')') ELSE '{}' END AS checks,
      (WITH RECURSIVE up AS (SELECT c.oid AS oid UNION SELECT i.inhparent FROM up JOIN pg_inherits i ON i.inhrelid = up.oid) SELECT jsonb_agg(up.oid::int4) FROM up) AS "countsFor"
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND ${USER_SCHEMA} AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
    ORDER BY n.nspname, c.relname`);
}

/** Every type that a column may have, by oid. */
export async function readSeedTypes(client: SqlClient): Promise<ReadonlyMap<number, SeedType>> {
  const rows = await client.query<SeedType & object>(`
    SELECT t.oid::int4 AS oid, format('%I.%I', n.nspname, t.typname) AS sql, t.typname AS name, t.typtype::text AS kind,
      CASE WHEN t.typcategory = 'A' AND t.typelem <> 0 THEN t.typelem::int4 END AS element,
      nullif(t.typbasetype::int4, 0) AS base, t.typtypmod AS "baseModifier",
      CASE WHEN t.typtype = 'e' THEN (SELECT coalesce(jsonb_agg(e.enumlabel ORDER BY e.enumsortorder), '[]') FROM pg_enum e WHERE e.enumtypid = t.oid) ELSE '[]' END AS labels,
      (SELECT r.rngsubtype::int4 FROM pg_range r WHERE r.rngtypid = t.oid OR r.rngmultitypid = t.oid) AS subtype,
      CASE WHEN t.typtype = 'c' THEN (SELECT coalesce(jsonb_agg(jsonb_build_object('type', a.atttypid::int4, 'modifier', a.atttypmod) ORDER BY a.attnum), '[]')
        FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped) ELSE '[]' END AS attributes,
      CASE WHEN t.typtype = 'd' THEN (SELECT coalesce(jsonb_object_agg(k.conname, pg_get_constraintdef(k.oid)), '{}') FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c') ELSE '{}' END AS checks
    FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE t.typtype IN ('b', 'd', 'e', 'r', 'm') OR (t.typtype = 'c' AND n.nspname NOT IN ('pg_catalog', 'information_schema'))`);
  return new Map(rows.map((type) => [type.oid, type]));
}
