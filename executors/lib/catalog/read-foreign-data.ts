import type { ForeignDataWrapper, ForeignServer, UserMapping } from './foreign-data';
import { globalId } from './identity';
import { quoteIdentifier } from './quote';
import { CLASS, notOfExtension, ownedBy, sortById, type Reader } from './reader';

type Row<T> = Omit<T, 'kind' | 'id'> & { oid: number };
const routine = (column: string) => `CASE WHEN ${column} <> 0 THEN (SELECT format('%I.%I', fn.nspname, f.proname)
  FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = ${column}) END`;

export async function readForeignDataWrappers(reader: Reader): Promise<ForeignDataWrapper[]> {
  const rows = await reader.rows<Row<ForeignDataWrapper>>(`
    SELECT w.oid::bigint AS oid, w.fdwname AS name, ${routine('w.fdwhandler')} AS handler, ${routine('w.fdwvalidator')} AS validator,
      coalesce(to_jsonb(w.fdwoptions), '[]') AS options, ${ownedBy('pg_foreign_data_wrapper', 'w', 'fdw', 'F')}
    FROM pg_foreign_data_wrapper w WHERE ${notOfExtension('pg_foreign_data_wrapper', 'w.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = globalId('foreign-data-wrapper', row.name);
    reader.remember(CLASS.wrapper, oid, id);
    return { kind: 'foreign-data-wrapper', id, ...row };
  }));
}

export async function readServers(reader: Reader): Promise<ForeignServer[]> {
  const rows = await reader.rows<Row<ForeignServer>>(`
    SELECT s.oid::bigint AS oid, s.srvname AS name, w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
      coalesce(to_jsonb(s.srvoptions), '[]') AS options, ${ownedBy('pg_foreign_server', 's', 'srv', 'S')}
    FROM pg_foreign_server s JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw WHERE ${notOfExtension('pg_foreign_server', 's.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = globalId('server', row.name);
    reader.remember(CLASS.server, oid, id);
    return { kind: 'server', id, ...row };
  }));
}

export async function readUserMappings(reader: Reader): Promise<UserMapping[]> {
  const rows = await reader.rows<{ oid: number; name: string; user: string; options: string[] }>(`
    SELECT u.umid::bigint AS oid, u.srvname AS name, CASE u.umuser WHEN 0 THEN 'PUBLIC' ELSE u.usename::text END AS "user",
      coalesce(to_jsonb(u.umoptions), '[]') AS options FROM pg_user_mappings u`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = `user-mapping:${quoteIdentifier(row.name)}.${quoteIdentifier(row.user)}`;
    reader.remember(CLASS.mapping, oid, id);
    return { kind: 'user-mapping', id, comment: null, ...row };
  }));
}
