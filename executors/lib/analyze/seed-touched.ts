import type { SqlClient } from '../postgres/sql-client';
import type { ScriptStatement } from '../sources/parse-script';

/** Up to this many tables get rows: beyond, seeding takes longer than what it shows is worth. */
const SEEDED_TABLES = 100;

/**
 * Rows make scans and rewrites show. A small schema gets them everywhere; of a larger one, the tables that the
 * statements name and those that these refer to. A table that cannot have any is observed empty.
 * @returns how many tables were left empty for their number
 */
export async function seedTouched(client: SqlClient, statements: readonly ScriptStatement[]): Promise<number> {
  const { seedRows } = require('../observe') as typeof import('../observe');
  const all = await client.query<{ name: string }>(TABLES);
  if (all.length <= SEEDED_TABLES) {
    await seedRows(client, { rows: 20 });
    return 0;
  }
  const named = new Set<string>();
  for (const { tree } of statements) collectNames(tree, named);
  const tables = (await client.query<{ name: string }>(TOUCHED, [JSON.stringify([...named])])).map(({ name }) => name);
  if (tables.length > SEEDED_TABLES) return tables.length;
  if (tables.length > 0) await seedRows(client, { rows: 20, tables });
  return 0;
}

const TABLES = `SELECT n.nspname || '.' || c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname <> 'information_schema' AND n.nspname NOT LIKE 'pg\\_%'`;

const TOUCHED = `WITH RECURSIVE touched AS (
    SELECT c.oid FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relname IN (SELECT jsonb_array_elements_text($1::jsonb))
    UNION SELECT next.oid FROM touched t JOIN (
      SELECT conrelid AS start, confrelid AS oid FROM pg_constraint WHERE contype = 'f' UNION ALL SELECT inhparent, inhrelid FROM pg_inherits
    ) next ON next.start = t.oid)
  ${TABLES} AND c.oid IN (SELECT oid FROM touched)`;

/** Names of relations anywhere in a statement's tree; those of indexes find no table and say nothing. */
function collectNames(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { relname } = node as { relname?: unknown };
  if (typeof relname === 'string') found.add(relname);
  for (const inner of Object.values(node)) collectNames(inner, found);
}
