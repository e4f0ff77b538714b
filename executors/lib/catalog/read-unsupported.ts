import { notOfExtension, userSchema, type Reader } from './reader';

/** What users may have made that the model has no place for; a plan names it instead of passing it over. */
export async function readUnsupported(reader: Reader): Promise<string[]> {
  const inSchema = (kind: string, catalog: string, prefix: string, where = '') => `
    SELECT '${kind} ' || format('%I.%I', n.nspname, x.${prefix}name) AS name FROM ${catalog} x JOIN pg_namespace n ON n.oid = x.${prefix}namespace
    WHERE ${userSchema('n')} AND ${notOfExtension(catalog, 'x.oid')} ${where}`;
  const global = (kind: string, catalog: string, name: string) => `
    SELECT '${kind} ' || ${name} AS name FROM ${catalog} x WHERE x.oid >= 16384 AND ${notOfExtension(catalog, 'x.oid')}`;
  const rows = await reader.rows<{ name: string }>([
    `SELECT 'operator ' || x.oid::regoperator::text AS name FROM pg_operator x JOIN pg_namespace n ON n.oid = x.oprnamespace WHERE ${userSchema('n')} AND ${notOfExtension('pg_operator', 'x.oid')}`,
    inSchema('operator class', 'pg_opclass', 'opc'), inSchema('operator family', 'pg_opfamily', 'opf'), inSchema('conversion', 'pg_conversion', 'con'),
    inSchema('base type', 'pg_type', 'typ', "AND x.typtype = 'b' AND x.typcategory <> 'A'"),
    global('language', 'pg_language', 'quote_ident(x.lanname)'), global('access method', 'pg_am', 'quote_ident(x.amname)'),
    global('cast', 'pg_cast', "format('(%s AS %s)', format_type(x.castsource, NULL), format_type(x.casttarget, NULL))"),
    global('transform', 'pg_transform', "format('for %s', format_type(x.trftype, NULL))"),
  ].join(' UNION ALL '));
  return rows.map(({ name }) => name).sort();
}
