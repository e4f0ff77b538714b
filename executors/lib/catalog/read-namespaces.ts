import { globalId } from './identity';
import type { DefaultPrivilege, Extension, MemberGrants, Schema } from './namespaces';
import type { Grant } from './object';
import { quoteIdentifier } from './quote';
import { CLASS, grantsOf, notOfExtension, ownedBy, sortById, userSchema, type Reader } from './reader';

interface SchemaRow { oid: number; name: string; owner: string; grants: Grant[]; comment: string | null }

export async function readSchemas(reader: Reader): Promise<Schema[]> {
  const rows = await reader.rows<SchemaRow>(`
    SELECT n.oid::bigint AS oid, n.nspname AS name, ${ownedBy('pg_namespace', 'n', 'nsp', 'n')}
    FROM pg_namespace n WHERE ${userSchema('n')} AND ${notOfExtension('pg_namespace', 'n.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = globalId('schema', row.name);
    reader.remember(CLASS.namespace, oid, id);
    return { kind: 'schema', id, ...row };
  }));
}

/** `pg_init_privs` keeps what the extension gave; later GRANTs are the user's. */
const MEMBER_GRANTS = `
  SELECT CASE WHEN f.prokind = 'p' THEN 'PROCEDURE ' ELSE 'FUNCTION ' END || f.oid::regprocedure::text AS "on",
    ${grantsOf("coalesce(ip.initprivs, acldefault('f', f.proowner))")} AS initial, ${grantsOf("coalesce(f.proacl, acldefault('f', f.proowner))")} AS grants
  FROM pg_depend md JOIN pg_proc f ON f.oid = md.objid LEFT JOIN pg_init_privs ip ON ip.classoid = md.classid AND ip.objoid = md.objid AND ip.objsubid = 0
  WHERE md.refclassid = 'pg_extension'::regclass AND md.refobjid = x.oid AND md.deptype = 'e' AND md.classid = 'pg_proc'::regclass
    AND f.proacl IS NOT NULL AND f.proacl IS DISTINCT FROM ip.initprivs
  UNION ALL SELECT CASE WHEN r.relkind = 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || r.oid::regclass::text AS "on",
    ${grantsOf("coalesce(ip.initprivs, acldefault((CASE WHEN r.relkind = 'S' THEN 's' ELSE 'r' END)::\"char\", r.relowner))")} AS initial,
    ${grantsOf("coalesce(r.relacl, acldefault((CASE WHEN r.relkind = 'S' THEN 's' ELSE 'r' END)::\"char\", r.relowner))")} AS grants
  FROM pg_depend md JOIN pg_class r ON r.oid = md.objid LEFT JOIN pg_init_privs ip ON ip.classoid = md.classid AND ip.objoid = md.objid AND ip.objsubid = 0
  WHERE md.refclassid = 'pg_extension'::regclass AND md.refobjid = x.oid AND md.deptype = 'e' AND md.classid = 'pg_class'::regclass
    AND r.relacl IS NOT NULL AND r.relacl IS DISTINCT FROM ip.initprivs`;

interface ExtensionRow { oid: number; name: string; schema: string; version: string; relocatable: boolean; comment: string | null; members: { c: number; o: number }[]; memberGrants: MemberGrants[] }

export async function readExtensions(reader: Reader): Promise<Extension[]> {
  const rows = await reader.rows<ExtensionRow>(`
    SELECT x.oid::bigint AS oid, x.extname AS name, n.nspname AS schema, x.extversion AS version, x.extrelocatable AS relocatable,
      -- PostgreSQL gives every extension the comment of its control file.
      nullif(obj_description(x.oid, 'pg_extension'), (SELECT a.comment FROM pg_available_extensions a WHERE a.name = x.extname)) AS comment,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('c', d.classid::bigint, 'o', d.objid::bigint)), '[]') FROM pg_depend d
       WHERE d.refclassid = 'pg_extension'::regclass AND d.refobjid = x.oid AND d.deptype = 'e') AS members,
      (SELECT coalesce(jsonb_agg(m ORDER BY m."on"), '[]') FROM (${MEMBER_GRANTS}) m) AS "memberGrants"
    FROM pg_extension x JOIN pg_namespace n ON n.oid = x.extnamespace WHERE x.extname <> 'plpgsql'`);
  return sortById(rows.map(({ oid, members, ...row }) => {
    const id = globalId('extension', row.name);
    reader.remember(CLASS.extension, oid, id);
    for (const { c, o } of members) reader.remember(c, o, id);
    return { kind: 'extension', id, ...row };
  }));
}

const OBJECT_TYPES: Readonly<Record<string, DefaultPrivilege['objectType']>> = {
  r: 'TABLES', S: 'SEQUENCES', f: 'FUNCTIONS', T: 'TYPES', n: 'SCHEMAS', L: 'LARGE OBJECTS',
};

interface DefaultPrivilegeRow { oid: number; role: string; schema: string | null; type: string; grants: Grant[] }

export async function readDefaultPrivileges(reader: Reader): Promise<DefaultPrivilege[]> {
  const rows = await reader.rows<DefaultPrivilegeRow>(`
    SELECT d.oid::bigint AS oid, pg_get_userbyid(d.defaclrole)::text AS role, n.nspname AS schema, d.defaclobjtype AS type, ${grantsOf('d.defaclacl')} AS grants
    FROM pg_default_acl d LEFT JOIN pg_namespace n ON n.oid = d.defaclnamespace`);
  return sortById(rows.map(({ oid, type, ...row }) => {
    const objectType = OBJECT_TYPES[type]!;
    const name = `${objectType} of ${row.role}${row.schema === null ? '' : ` in ${row.schema}`}`;
    const id = `default-privilege:${objectType}:${quoteIdentifier(row.role)}:${row.schema === null ? '' : quoteIdentifier(row.schema)}`;
    reader.remember(CLASS.defaultAcl, oid, id);
    return { kind: 'default-privilege', id, name, comment: null, objectType, ...row };
  }));
}
