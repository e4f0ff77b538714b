import type { Diagnostic, Result } from '../../diagnostics';
import type { Database, Relation } from './database';

export interface Selection {
  /** `customer`, `sales.customer`, `order*`; undefined: all. */
  readonly tables?: readonly string[];
  /** Undefined: all. */
  readonly schemas?: readonly string[];
}

/** Tables in which migrations keep their books. */
const BOOKS = new Set(['migrations', 'typeorm_metadata', '_backend_migrations', 'knex_migrations', 'knex_migrations_lock', '_prisma_migrations', 'flyway_schema_history']);

/** The tables and views that were asked for. A name that finds nothing is an error: it is likely mistyped. */
export function selectRelations(database: Database, { tables, schemas }: Selection): Result<Database> {
  const diagnostics: Diagnostic[] = [];
  const unknown = (what: string, name: string, among: readonly string[]): void => void diagnostics.push({
    code: 'BACKEND_FROM_DB_UNKNOWN_TABLE', severity: 'error', message: `the database has no ${what} ${name}`,
    help: among.length === 0 ? 'It holds no tables at all.' : `It has ${among.slice(0, 12).join(', ')}${among.length > 12 ? ` and ${among.length - 12} more` : ''}.`,
  });
  const known = [...new Set(database.relations.map(({ schema }) => schema ?? ''))].filter((schema) => schema !== '');
  for (const schema of schemas ?? []) if (!known.includes(schema)) unknown('schema', schema, known);
  const inSchema = database.relations.filter(({ schema }) => schemas === undefined || (schema !== undefined && schemas.includes(schema)));
  for (const table of tables ?? []) if (!inSchema.some((relation) => matches(relation, table))) unknown('table or view', table, inSchema.map(({ name }) => name));
  const relations = inSchema.filter((relation) => (tables ? tables.some((table) => matches(relation, table)) : !BOOKS.has(relation.name)));
  if (relations.length === 0 && diagnostics.length === 0) {
    diagnostics.push({ code: 'BACKEND_FROM_DB_EMPTY', severity: 'error', message: 'the database has no tables or views to make routes of', help: 'Check the database\'s name, and the rights of its user.' });
  }
  return { value: { ...database, relations }, diagnostics };
}

function matches({ schema, name }: Relation, pattern: string): boolean {
  const text = pattern.split('*').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('.*');
  const whole = new RegExp(`^${text}$`);
  return whole.test(name) || (schema !== undefined && whole.test(`${schema}.${name}`));
}
