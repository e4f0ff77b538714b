import { objectId } from './identity';
import { quoteLiteral } from './quote';
import { CLASS, notOfExtension, sortById, userSchema, type Reader } from './reader';
import type { Collation, TextSearchObject } from './types-and-routines';

interface CollationRow { oid: number; schema: string; name: string; owner: string; provider: string; locale: string | null; collate: string | null; ctype: string | null; deterministic: boolean; rules: string | null; comment: string | null }

export async function readCollations(reader: Reader): Promise<Collation[]> {
  const locale = reader.version >= 170000 ? 'c.colllocale' : reader.version >= 150000 ? 'c.colliculocale' : "CASE WHEN c.collprovider = 'i' THEN c.collcollate::text END";
  const rows = await reader.rows<CollationRow>(`
    SELECT c.oid::bigint AS oid, n.nspname AS schema, c.collname AS name, pg_get_userbyid(c.collowner)::text AS owner, c.collprovider AS provider,
      ${locale} AS locale, c.collcollate::text AS collate, c.collctype::text AS ctype, c.collisdeterministic AS deterministic,
      ${reader.version >= 160000 ? 'c.collicurules' : 'NULL'} AS rules, obj_description(c.oid, 'pg_collation') AS comment
    FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace WHERE ${userSchema('n')} AND ${notOfExtension('pg_collation', 'c.oid')}`);
  const providers: Readonly<Record<string, string>> = { c: 'libc', i: 'icu', b: 'builtin', d: 'default' };
  return sortById(rows.map((row) => {
    const id = objectId('collation', row);
    reader.remember(CLASS.collation, row.oid, id);
    const options = [
      `provider = ${providers[row.provider]}`,
      ...(row.provider !== 'c' && row.locale !== null ? [`locale = ${quoteLiteral(row.locale)}`] : []),
      ...(row.provider === 'c' ? [`lc_collate = ${quoteLiteral(row.collate ?? '')}`, `lc_ctype = ${quoteLiteral(row.ctype ?? '')}`] : []),
      ...(row.deterministic ? [] : ['deterministic = false']), ...(row.rules === null ? [] : [`rules = ${quoteLiteral(row.rules)}`]),
    ];
    return { kind: 'collation', id, schema: row.schema, name: row.name, owner: row.owner, comment: row.comment, options };
  }));
}

type Row = Omit<TextSearchObject, 'kind' | 'id'> & { oid: number };
const routine = (column: string) => `CASE WHEN ${column}::oid <> 0 THEN (SELECT format('%I.%I', fn.nspname, f.proname)
  FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace WHERE f.oid = ${column}::oid) END`;

/** Configurations, dictionaries, parsers and templates. */
export async function readTextSearch(reader: Reader): Promise<TextSearchObject[]> {
  const read = async (kind: TextSearchObject['kind'], classId: number, sql: string): Promise<TextSearchObject[]> =>
    (await reader.rows<Row>(sql)).map(({ oid, ...row }) => {
      const id = objectId(kind, row);
      reader.remember(classId, oid, id);
      return { kind, id, ...row, options: row.options.filter((option) => option !== null) };
    });
  const base = (catalog: string, prefix: string, owner: boolean) => `x.oid::bigint AS oid, n.nspname AS schema, x.${prefix}name AS name,
    ${owner ? `pg_get_userbyid(x.${prefix}owner)::text` : 'NULL'} AS owner, obj_description(x.oid, '${catalog}') AS comment`;
  const from = (catalog: string, prefix: string) => `FROM ${catalog} x JOIN pg_namespace n ON n.oid = x.${prefix}namespace WHERE ${userSchema('n')} AND ${notOfExtension(catalog, 'x.oid')}`;
  const functions = (pairs: readonly (readonly [string, string])[]) =>
    `jsonb_build_array(${pairs.map(([name, column]) => `'${name} = ' || ${routine(`x.${column}`)}`).join(', ')}) AS options, '[]'::jsonb AS mappings`;
  return sortById([
    ...await read('text-search-parser', CLASS.parser, `SELECT ${base('pg_ts_parser', 'prs', false)}, ${functions([
      ['START', 'prsstart'], ['GETTOKEN', 'prstoken'], ['END', 'prsend'], ['LEXTYPES', 'prslextype'], ['HEADLINE', 'prsheadline']])} ${from('pg_ts_parser', 'prs')}`),
    ...await read('text-search-template', CLASS.template, `SELECT ${base('pg_ts_template', 'tmpl', false)}, ${functions([
      ['INIT', 'tmplinit'], ['LEXIZE', 'tmpllexize']])} ${from('pg_ts_template', 'tmpl')}`),
    ...await read('text-search-dictionary', CLASS.dictionary, `SELECT ${base('pg_ts_dict', 'dict', true)}, '[]'::jsonb AS mappings,
      jsonb_build_array('TEMPLATE = ' || (SELECT format('%I.%I', tn.nspname, t.tmplname) FROM pg_ts_template t JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
        WHERE t.oid = x.dicttemplate), x.dictinitoption) AS options ${from('pg_ts_dict', 'dict')}`),
    ...await read('text-search-configuration', CLASS.configuration, `SELECT ${base('pg_ts_config', 'cfg', true)},
      jsonb_build_array('PARSER = ' || (SELECT format('%I.%I', pn.nspname, p.prsname) FROM pg_ts_parser p JOIN pg_namespace pn ON pn.oid = p.prsnamespace WHERE p.oid = x.cfgparser)) AS options,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('token', m.token, 'dictionaries', m.dictionaries) ORDER BY m.token), '[]') FROM (
        SELECT (SELECT k.alias FROM ts_token_type(x.cfgparser) k WHERE k.tokid = g.maptokentype) AS token,
          jsonb_agg(format('%I.%I', dn.nspname, d.dictname) ORDER BY g.mapseqno) AS dictionaries
        FROM pg_ts_config_map g JOIN pg_ts_dict d ON d.oid = g.mapdict JOIN pg_namespace dn ON dn.oid = d.dictnamespace WHERE g.mapcfg = x.oid GROUP BY 1) m) AS mappings
      ${from('pg_ts_config', 'cfg')}`),
  ]);
}
