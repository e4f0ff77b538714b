import { createHash } from 'node:crypto';
import type { Session } from '../../engine';

/** What a migration may leave different in a schema, one query a kind; AUTO_INCREMENT does not count. */
const FACTS = [
  `select 'table', table_name, table_type, engine, table_collation, create_options, table_comment from information_schema.tables where table_schema = database() and table_name <> ?`,
  `select 'column', table_name, column_name, column_type, is_nullable, column_default, extra, collation_name, generation_expression, column_comment
   from information_schema.columns where table_schema = database() and table_name <> ?`,
  `select 'index', table_name, index_name, seq_in_index, column_name, non_unique, collation, sub_part, index_type from information_schema.statistics where table_schema = database() and table_name <> ?`,
  `select 'constraint', table_name, constraint_name, constraint_type from information_schema.table_constraints where table_schema = database() and table_name <> ?`,
  `select 'key', table_name, constraint_name, column_name, ordinal_position, referenced_table_name, referenced_column_name
   from information_schema.key_column_usage where table_schema = database() and table_name <> ?`,
  `select 'reference', table_name, constraint_name, update_rule, delete_rule, unique_constraint_name from information_schema.referential_constraints where constraint_schema = database() and table_name <> ?`,
  `select 'check', constraint_name, check_clause from information_schema.check_constraints where constraint_schema = database() and constraint_name <> ?`,
  `select 'view', table_name, view_definition, check_option, security_type from information_schema.views where table_schema = database() and table_name <> ?`,
  `select 'routine', routine_name, routine_type, dtd_identifier, routine_definition, sql_data_access, security_type from information_schema.routines where routine_schema = database() and routine_name <> ?`,
  `select 'parameter', specific_name, ordinal_position, parameter_mode, parameter_name, dtd_identifier from information_schema.parameters where specific_schema = database() and specific_name <> ?`,
  `select 'trigger', trigger_name, event_object_table, action_timing, event_manipulation, action_statement from information_schema.triggers where trigger_schema = database() and event_object_table <> ?`,
  `select 'event', event_name, event_definition, interval_value, interval_field, status from information_schema.events where event_schema = database() and event_name <> ?`,
];

/** A digest of a database's schema without the journal. */
export async function stateMysql(session: Session, journal: string): Promise<string> {
  const facts: string[] = [];
  for (const sql of FACTS) facts.push(...(await session.run(sql, [journal])).rows.map((row) => JSON.stringify(Object.values(row))));
  return createHash('sha256').update(facts.sort().join('\n')).digest('hex');
}
