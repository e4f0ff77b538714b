import type { Enabled, EventTrigger, Policy, Rule, Trigger } from './behaviour';
import { globalId, partId } from './identity';
import { CLASS, notOfExtension, sortById, userSchema, type Reader } from './reader';

type Row<T> = Omit<T, 'kind' | 'id' | 'enabled'> & { oid: number; enabled: string };

const ENABLED: Readonly<Record<string, Enabled>> = { O: 'origin', R: 'replica', A: 'always', D: 'disabled' };
const FUNCTION = `(SELECT jsonb_build_object('schema', fn.nspname, 'name', f.proname) FROM pg_proc f JOIN pg_namespace fn ON fn.oid = f.pronamespace
  WHERE f.oid = foid) AS function`;
const relation = ({ schema, table }: { schema: string; table: string }) => ({ schema, name: table });

export async function readTriggers(reader: Reader): Promise<Trigger[]> {
  const rows = await reader.rows<Row<Trigger>>(`
    SELECT t.oid::bigint AS oid, n.nspname AS schema, c.relname AS "table", t.tgname AS name, pg_get_triggerdef(t.oid) AS definition, t.tgenabled AS enabled,
      ${FUNCTION.replace('foid', 't.tgfoid')}, t.tgconstraint <> 0 AS "constraint", t.tgparentid <> 0 AS inherited, obj_description(t.oid, 'pg_trigger') AS comment
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE (NOT t.tgisinternal OR t.tgparentid <> 0 AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.oid = t.tgconstraint AND k.contype = 'f'))
      AND ${userSchema('n')} AND ${notOfExtension('pg_trigger', 't.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = partId('trigger', relation(row), row.name);
    reader.remember(CLASS.trigger, oid, id);
    return { kind: 'trigger', id, ...row, enabled: ENABLED[row.enabled]! };
  }));
}

export async function readEventTriggers(reader: Reader): Promise<EventTrigger[]> {
  const rows = await reader.rows<Row<EventTrigger>>(`
    SELECT e.oid::bigint AS oid, e.evtname AS name, pg_get_userbyid(e.evtowner)::text AS owner, e.evtevent AS event, coalesce(to_jsonb(e.evttags), '[]') AS tags,
      e.evtenabled AS enabled, ${FUNCTION.replace('foid', 'e.evtfoid')}, obj_description(e.oid, 'pg_event_trigger') AS comment
    FROM pg_event_trigger e WHERE ${notOfExtension('pg_event_trigger', 'e.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = globalId('event-trigger', row.name);
    reader.remember(CLASS.eventTrigger, oid, id);
    return { kind: 'event-trigger', id, ...row, enabled: ENABLED[row.enabled]! };
  }));
}

export async function readRules(reader: Reader): Promise<Rule[]> {
  const rows = await reader.rows<Row<Rule>>(`
    SELECT w.oid::bigint AS oid, n.nspname AS schema, c.relname AS "table", w.rulename AS name, pg_get_ruledef(w.oid) AS definition, w.ev_enabled AS enabled,
      obj_description(w.oid, 'pg_rewrite') AS comment
    FROM pg_rewrite w JOIN pg_class c ON c.oid = w.ev_class JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE w.rulename <> '_RETURN' AND ${userSchema('n')} AND ${notOfExtension('pg_rewrite', 'w.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = partId('rule', relation(row), row.name);
    reader.remember(CLASS.rewrite, oid, id);
    return { kind: 'rule', id, ...row, definition: row.definition.replace(/;\s*$/, ''), enabled: ENABLED[row.enabled]! };
  }));
}

const COMMANDS: Readonly<Record<string, Policy['command']>> = { '*': 'ALL', r: 'SELECT', a: 'INSERT', w: 'UPDATE', d: 'DELETE' };

export async function readPolicies(reader: Reader): Promise<Policy[]> {
  const rows = await reader.rows<Omit<Policy, 'kind' | 'id' | 'command'> & { oid: number; command: string }>(`
    SELECT p.oid::bigint AS oid, n.nspname AS schema, c.relname AS "table", p.polname AS name, p.polcmd AS command, p.polpermissive AS permissive,
      (SELECT jsonb_agg(q.role ORDER BY q.role) FROM (SELECT CASE o WHEN 0 THEN 'PUBLIC' ELSE pg_get_userbyid(o)::text END AS role FROM unnest(p.polroles) o) q) AS roles,
      pg_get_expr(p.polqual, p.polrelid) AS "using", pg_get_expr(p.polwithcheck, p.polrelid) AS "check", obj_description(p.oid, 'pg_policy') AS comment
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE ${userSchema('n')} AND ${notOfExtension('pg_class', 'c.oid')}`);
  return sortById(rows.map(({ oid, ...row }) => {
    const id = partId('policy', relation(row), row.name);
    reader.remember(CLASS.policy, oid, id);
    return { kind: 'policy', id, ...row, command: COMMANDS[row.command]! };
  }));
}
