import { createHash } from 'node:crypto';
import type { Session } from '../../engine';

/** Namespaces of the server itself. */
const OURS = `n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`;

/**
 * Everything that a migration may leave different in a schema, one line per fact. Column order, object
 * ids and invalid indexes (which pg_dump leaves out too) do not count.
 */
const FACTS = `
  select 'schema ' || n.nspname || coalesce(n.nspacl::text, '') from pg_namespace n where ${OURS}
  union all select format('relation %I.%I %s %s %s %s %s %s', n.nspname, c.relname, c.relkind, c.relpersistence, c.relrowsecurity, c.relreplident, c.reloptions, c.relacl)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind not in ('i', 'I') and c.relname <> $1
  union all select format('column %s.%I %s %s %s %s %s %s %s', a.attrelid::regclass, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
      a.attcollation::regcollation, pg_get_expr(d.adbin, d.adrelid), a.attacl)
    from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
    where ${OURS} and a.attnum > 0 and not a.attisdropped and c.relkind not in ('i', 'I', 'S') and c.relname <> $1
  union all select format('constraint %s %I %s %s', r.conrelid::regclass, r.conname, r.convalidated, pg_get_constraintdef(r.oid))
    from pg_constraint r join pg_class c on c.oid = r.conrelid join pg_namespace n on n.oid = r.connamespace where ${OURS} and c.relname <> $1
  union all select pg_get_indexdef(i.indexrelid) from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid join pg_namespace n on n.oid = c.relnamespace
    where ${OURS} and i.indisvalid and t.relname <> $1
  union all select format('type %I.%I %s %s %s', n.nspname, t.typname, t.typtype, format_type(t.typbasetype, t.typtypmod), t.typdefault) from pg_type t join pg_namespace n on n.oid = t.typnamespace
    where ${OURS} and t.typtype in ('e', 'd', 'r')
  union all select format('label %s %s %L', e.enumtypid::regtype, row_number() over (partition by e.enumtypid order by e.enumsortorder), e.enumlabel) from pg_enum e
  union all select format('domain %s %s', r.contypid::regtype, pg_get_constraintdef(r.oid)) from pg_constraint r where r.contypid <> 0
  union all select format('view %s %s', c.oid::regclass, pg_get_viewdef(c.oid)) from pg_class c join pg_namespace n on n.oid = c.relnamespace where ${OURS} and c.relkind in ('v', 'm')
  union all select format('function %s %s', p.oid::regprocedure, pg_get_functiondef(p.oid)) from pg_proc p join pg_namespace n on n.oid = p.pronamespace
    where ${OURS} and p.prokind in ('f', 'p') and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  union all select format('trigger %s %s', pg_get_triggerdef(t.oid), t.tgenabled) from pg_trigger t where not t.tgisinternal
  union all select format('policy %s %I %s %s %s %s', p.polrelid::regclass, p.polname, p.polcmd, p.polroles::regrole[], pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid)) from pg_policy p
  union all select format('sequence %s %s %s %s %s', s.seqrelid::regclass, s.seqtypid::regtype, s.seqincrement, s.seqmax, s.seqcycle) from pg_sequence s
  union all select format('rule %s', pg_get_ruledef(r.oid)) from pg_rewrite r where r.rulename <> '_RETURN'
  union all select format('extension %s', e.extname) from pg_extension e
  union all select format('inherits %s %s', i.inhrelid::regclass, i.inhparent::regclass) from pg_inherits i
  union all select format('comment %s %s %L', pg_identify_object(d.classoid, d.objoid, d.objsubid), d.objsubid, d.description) from pg_description d where d.objoid >= 16384
    and not exists (select from pg_class c where d.classoid = 'pg_class'::regclass and c.oid = d.objoid and c.relname = $1)`;

/**
 * A digest of a database's schema, for comparing it with itself before and after.
 * @param journal name of the journal's table, which does not count
 */
export async function statePostgres(session: Session, journal: string): Promise<string> {
  const { rows } = await session.run(`select fact from (${FACTS}) facts (fact)`, [journal]);
  return createHash('sha256').update(rows.map(({ fact }) => String(fact)).sort().join('\n')).digest('hex');
}
