import type { Diagnostic, SourcePosition } from '../../../generators/lib/diagnostics';
import { quoteIdentifier } from '../catalog/quote';
import { embeddedHas } from '../postgres/contrib';
import { SqlFailure, type SqlClient } from '../postgres/sql-client';
import { CopyError, insertRows, type CopyTree } from './copy-rows';
import { rolesOf, type ScriptStatement } from './parse-script';

/** About the server as a whole, not the database's schema. */
const SERVER_WIDE = new Set(['CreatedbStmt', 'DropdbStmt', 'AlterDatabaseStmt', 'AlterDatabaseSetStmt', 'AlterDatabaseRefreshCollStmt', 'AlterSystemStmt', 'CreateTableSpaceStmt', 'DropTableSpaceStmt']);
/** Statements that no schema holds. */
export const ABOUT_ROLES: ReadonlySet<string> = new Set(['CreateRoleStmt', 'AlterRoleStmt', 'AlterRoleSetStmt', 'DropRoleStmt', 'GrantRoleStmt']);

/** Statements after which an embedded database, whose log lies in memory and has no other process to shorten it, drops what it logged. */
const CHECKPOINT = 1500;

/** A transaction or a role of the script's own, in which a checkpoint may be refused. */
function changesSession({ tree }: ScriptStatement): boolean {
  return 'TransactionStmt' in tree || /^(role|session_authorization)$/.test((tree['VariableSetStmt'] as { name?: string } | undefined)?.name ?? '');
}

/**
 * Runs the statements of scripts one by one; stops at the first that fails.
 * @param embedded the database is ours alone: roles may be made in it
 */
export async function loadStatements(client: SqlClient, statements: readonly ScriptStatement[], embedded: boolean): Promise<Diagnostic[]> {
  const notes: Diagnostic[] = [];
  if (embedded) await createRoles(client, rolesOf(statements));
  const ours = embedded && !statements.some(changesSession);
  for (const [index, statement] of statements.entries()) {
    if (ours && index % CHECKPOINT === CHECKPOINT - 1) await client.exec('CHECKPOINT');
    const kind = Object.keys(statement.tree)[0] ?? '';
    if (SERVER_WIDE.has(kind) || (!embedded && ABOUT_ROLES.has(kind))) {
      notes.push({ code: 'BACKEND_SCHEMA_SQL_SKIPPED', severity: 'info', message: `passed over, as it is about the server, not the schema: ${firstLine(statement)}`, position: placeOf(statement) });
      continue;
    }
    try {
      if (statement.data !== undefined) await insertRows(client, statement.tree['CopyStmt'] as CopyTree, statement.data);
      else await client.exec(statement.text);
    } catch (error) {
      const bad = failure(error, statement, kind, embedded);
      notes.push(bad);
      if (bad.severity === 'error') return notes;
    }
  }
  // A script may leave a transaction, a role or settings of its own behind.
  await client.exec('COMMIT');
  await client.exec('RESET SESSION AUTHORIZATION; RESET ALL');
  return notes;
}

async function createRoles(client: SqlClient, roles: readonly string[]): Promise<void> {
  const known = new Set((await client.query<{ name: string }>('SELECT rolname::text AS name FROM pg_catalog.pg_roles')).map(({ name }) => name));
  for (const role of roles.filter((name) => !known.has(name))) await client.exec(`CREATE ROLE ${quoteIdentifier(role)}`);
}

function failure(error: unknown, statement: ScriptStatement, kind: string, embedded: boolean): Diagnostic {
  if (!(error instanceof SqlFailure) && !(error instanceof CopyError)) throw error;
  const { code, position, hint, detail } = error instanceof SqlFailure ? error : { code: undefined, position: undefined, hint: undefined, detail: undefined };
  // A newer pg_dump's settings on an older server; a dump that creates what every database has.
  const harmless = (kind === 'VariableSetStmt' && code === '42704') || (kind === 'CreateSchemaStmt' && code === '42P06');
  if (harmless) return { code: 'BACKEND_SCHEMA_SQL_SKIPPED', severity: 'info', message: `passed over: ${error.message}`, position: placeOf(statement) };
  const extension = (statement.tree['CreateExtensionStmt'] as { extname?: string } | undefined)?.extname;
  if (embedded && extension !== undefined && !embeddedHas(extension)) {
    return {
      code: 'BACKEND_SHADOW_EXTENSION', severity: 'error', message: `the embedded PostgreSQL has no extension ${extension}`,
      help: 'Lend a server that has it, where scratch databases may be made: --shadow=postgres://user@host/postgres', position: placeOf(statement),
    };
  }
  return {
    code: 'BACKEND_SCHEMA_SQL_FAILED', severity: 'error', message: `PostgreSQL refuses a statement: ${error.message}${detail ? ` (${detail})` : ''}`,
    help: hint ?? 'Correct the statement, or the order of the files: they are loaded by name.', position: placeOf(statement, position),
  };
}

/** @param position of the error in the statement, in characters (code points) from 1 */
function placeOf({ file, line, column, text }: ScriptStatement, position = 1): SourcePosition {
  const before = [...text].slice(0, position - 1).join('');
  const breaks = before.split('\n');
  return { file, line: line + breaks.length - 1, column: breaks.length === 1 ? column + before.length : breaks.at(-1)!.length + 1 };
}

function firstLine({ text }: ScriptStatement): string {
  return text.split('\n', 1)[0]!.slice(0, 100);
}
