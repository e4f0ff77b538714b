import type { SqlClient } from '../postgres/sql-client';

/** Oids of PostgreSQL's own catalogs; the same in every version. */
export const CLASS = {
  class: 1259, type: 1247, proc: 1255, constraint: 2606, attrdef: 2604, namespace: 2615, rewrite: 2618, trigger: 2620, policy: 3256,
  collation: 3456, extension: 3079, wrapper: 2328, server: 1417, mapping: 1418, publication: 6104, publicationRelation: 6106,
  publicationNamespace: 6237, subscription: 6100, statistics: 3381, eventTrigger: 3466, configuration: 3602, dictionary: 3600,
  parser: 3601, template: 3764, defaultAcl: 826,
} as const;

/** What every reader works with. */
export interface Reader {
  readonly version: number;
  /** Sizes, scans and sequence positions are wanted. */
  readonly sizes: boolean;
  /** Rows of a query as JSON decodes them: the same with every driver. */
  rows<R>(sql: string): Promise<R[]>;
  /** Remembers which object a row of PostgreSQL's catalogs is, for dependencies. */
  remember(classId: number, oid: number, id: string, column?: number): void;
  recall(classId: number, oid: number, column?: number): string | undefined;
}

export function createReader(client: SqlClient, version: number, sizes: boolean): Reader {
  const ids = new Map<string, string>();
  const key = (classId: number, oid: number, column: number) => `${classId}/${oid}/${column}`;
  return {
    version,
    sizes,
    rows: async <R>(sql: string) => (await client.query<{ o: R }>(`SELECT to_jsonb(q) AS o FROM (${sql}) q`)).map(({ o }) => o),
    remember: (classId, oid, id, column = 0) => void ids.set(key(classId, oid, column), id),
    recall: (classId, oid, column = 0) => ids.get(key(classId, oid, column)),
  };
}

/** Condition: the schema is a user's. */
export const userSchema = (alias: string): string => `${alias}.nspname !~ '^pg_' AND ${alias}.nspname <> 'information_schema'`;

/** Condition: no extension brought the object. */
export const notOfExtension = (catalog: string, oid: string): string =>
  `NOT EXISTS (SELECT 1 FROM pg_depend dep WHERE dep.classid = '${catalog}'::regclass AND dep.objid = ${oid} AND dep.deptype = 'e')`;

/** Grants as JSON; one grantee may have had a privilege from several grantors. */
export const grantsOf = (acl: string): string => `(SELECT coalesce(jsonb_agg(g ORDER BY g.grantee, g.privilege), '[]') FROM (
  SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(a.grantee)::text END AS grantee, a.privilege_type AS privilege,
    bool_or(a.is_grantable) AS grantable FROM aclexplode(${acl}) a GROUP BY 1, 2) g)`;

/** Owner, grants and comment of the row `alias`. */
export const ownedBy = (catalog: string, alias: string, prefix: string, aclType: string): string => `
  pg_get_userbyid(${alias}.${prefix}owner)::text AS owner,
  ${grantsOf(`coalesce(${alias}.${prefix}acl, acldefault('${aclType}', ${alias}.${prefix}owner))`)} AS grants,
  obj_description(${alias}.oid, '${catalog}') AS comment`;

/** `text[]` that may be null, as a sorted JSON array. */
export const sortedOptions = (column: string): string =>
  `(SELECT coalesce(jsonb_agg(o ORDER BY o), '[]') FROM unnest(${column}) o)`;

/** A qualified collation, `null` where it is the type's own. */
export const collationName = (collation: string, own: string): string => `CASE WHEN ${collation} <> 0 AND ${collation} <> ${own} THEN
  (SELECT format('%I.%I', cn.nspname, co.collname) FROM pg_collation co JOIN pg_namespace cn ON cn.oid = co.collnamespace WHERE co.oid = ${collation}) END`;

/** By code units, so that the order does not depend on a locale. */
export function sortById<T extends { readonly id: string }>(objects: T[]): T[] {
  return objects.sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}
