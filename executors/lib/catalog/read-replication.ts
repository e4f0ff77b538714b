import type { Publication, PublishedTable, Subscription } from './behaviour';
import { globalId } from './identity';
import { CLASS, notOfExtension, sortById, type Reader } from './reader';

interface PublicationRow extends Omit<Publication, 'kind' | 'id' | 'tables' | 'publish' | 'generatedColumns'> {
  oid: number; insert: boolean; update: boolean; delete: boolean; truncate: boolean; generated: string;
  tables: (PublishedTable & { readonly row: number })[]; schemaRows: number[];
}

export async function readPublications(reader: Reader): Promise<Publication[]> {
  const since15 = reader.version >= 150000;
  const rows = await reader.rows<PublicationRow>(`
    SELECT p.oid::bigint AS oid, p.pubname AS name, pg_get_userbyid(p.pubowner)::text AS owner, p.puballtables AS "allTables", p.pubinsert AS insert,
      p.pubupdate AS update, p.pubdelete AS delete, p.pubtruncate AS truncate, p.pubviaroot AS "viaRoot",
      ${reader.version >= 180000 ? 'p.pubgencols::text' : "'n'"} AS generated,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('schema', n.nspname, 'name', c.relname, 'row', r.oid::bigint,
         'columns', ${since15 ? '(SELECT jsonb_agg(a.attname ORDER BY a.attname) FROM unnest(r.prattrs::int2[]) k JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k)' : 'NULL'},
         'where', ${since15 ? 'pg_get_expr(r.prqual, r.prrelid)' : 'NULL'}) ORDER BY n.nspname, c.relname), '[]')
       FROM pg_publication_rel r JOIN pg_class c ON c.oid = r.prrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE r.prpubid = p.oid) AS tables,
      ${since15 ? `(SELECT coalesce(jsonb_agg(n.nspname ORDER BY n.nspname), '[]') FROM pg_publication_namespace s JOIN pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid)` : "'[]'::jsonb"} AS schemas,
      ${since15 ? `(SELECT coalesce(jsonb_agg(s.oid::bigint), '[]') FROM pg_publication_namespace s WHERE s.pnpubid = p.oid)` : "'[]'::jsonb"} AS "schemaRows",
      obj_description(p.oid, 'pg_publication') AS comment
    FROM pg_publication p WHERE ${notOfExtension('pg_publication', 'p.oid')}`);
  return sortById(rows.map(({ oid, insert, update, delete: remove, truncate, generated, schemaRows, tables, ...row }) => {
    const id = globalId('publication', row.name);
    reader.remember(CLASS.publication, oid, id);
    for (const table of tables) reader.remember(CLASS.publicationRelation, table.row, id);
    for (const schema of schemaRows) reader.remember(CLASS.publicationNamespace, schema, id);
    const publish = Object.entries({ insert, update, delete: remove, truncate }).flatMap(([name, on]) => (on ? [name] : []));
    return {
      kind: 'publication', id, ...row, publish, generatedColumns: generated === 's' ? 'stored' : 'none',
      tables: tables.map(({ row: _, ...table }) => table),
    };
  }));
}

interface SubscriptionRow {
  oid: number; name: string; owner: string; connection: string | null; publications: string[]; enabled: boolean; slot: string | null; sync: string;
  binary: boolean; stream: string; twoPhase: string; disableOnError: boolean; passwordRequired: boolean; runAsOwner: boolean; origin: string; failover: boolean; comment: string | null;
}

/** Only a superuser may read connections; without that right there are no subscriptions to compare. */
export async function readSubscriptions(reader: Reader): Promise<Subscription[]> {
  const since = (version: number, column: string, otherwise: string) => (reader.version >= version ? column : otherwise);
  const rows = await reader.rows<SubscriptionRow>(`
    SELECT s.oid::bigint AS oid, s.subname AS name, pg_get_userbyid(s.subowner)::text AS owner, s.subconninfo AS connection, to_jsonb(s.subpublications) AS publications,
      s.subenabled AS enabled, s.subslotname AS slot, s.subsynccommit AS sync, ${since(140000, 's.subbinary', 'false')} AS binary,
      ${since(140000, 's.substream::text', "'f'")} AS stream, ${since(150000, 's.subtwophasestate::text', "'d'")} AS "twoPhase",
      ${since(150000, 's.subdisableonerr', 'false')} AS "disableOnError", ${since(160000, 's.subpasswordrequired', 'true')} AS "passwordRequired",
      ${since(160000, 's.subrunasowner', 'false')} AS "runAsOwner", ${since(160000, 's.suborigin', "'any'")} AS origin, ${since(170000, 's.subfailover', 'false')} AS failover,
      obj_description(s.oid, 'pg_subscription') AS comment
    FROM pg_subscription s
    WHERE s.subdbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND ${notOfExtension('pg_subscription', 's.oid')}`)
    .catch((error: { code?: string }) => {
      if (error.code === '42501') return [];
      throw error;
    });
  return sortById(rows.map((row) => {
    const id = globalId('subscription', row.name);
    reader.remember(CLASS.subscription, row.oid, id);
    return {
      kind: 'subscription', id, name: row.name, comment: row.comment, owner: row.owner, connection: row.connection ?? '',
      publications: [...row.publications].sort(), enabled: row.enabled, slot: row.slot, options: subscriptionOptions(row),
    };
  }));
}

const STREAM: Readonly<Record<string, string>> = { t: 'on', true: 'on', p: 'parallel' };

function subscriptionOptions(row: SubscriptionRow): string[] {
  return [
    ...(row.binary ? ['binary = true'] : []), ...(STREAM[row.stream] ? [`streaming = ${STREAM[row.stream]}`] : []),
    ...(row.sync !== 'off' ? [`synchronous_commit = '${row.sync}'`] : []), ...(row.twoPhase !== 'd' ? ['two_phase = true'] : []),
    ...(row.disableOnError ? ['disable_on_error = true'] : []), ...(row.passwordRequired ? [] : ['password_required = false']),
    ...(row.runAsOwner ? ['run_as_owner = true'] : []), ...(row.origin !== 'any' ? [`origin = '${row.origin}'`] : []), ...(row.failover ? ['failover = true'] : []),
  ];
}
