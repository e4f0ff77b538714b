import type { Diagnostic } from '../../../generators/lib/diagnostics';
import { splitStatements, SqlSyntaxError, type SqlStatement } from '../postgres/split-statements';
import { separateCopyData } from './copy-data';

/** A statement of a script, with what it needs to run. */
export interface ScriptStatement extends SqlStatement {
  readonly file: string;
  /** The lines after a `COPY … FROM stdin`. */
  readonly data?: string;
}

export interface ParsedScript {
  readonly statements: readonly ScriptStatement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Reads a script by PostgreSQL's own grammar; psql's meta-commands are passed over. */
export async function parseScript(text: string, file: string): Promise<ParsedScript> {
  const { text: script, copies } = await separateCopyData(text);
  try {
    const statements = await splitStatements(script);
    return {
      statements: statements.map((statement) => {
        const copy = copies.find(({ end }) => end >= statement.offset && end <= statement.offset + statement.text.length + 1 && script.slice(statement.offset + statement.text.length, end).trim() === '');
        return { ...statement, file, ...(copy && { data: copy.data }) };
      }),
      diagnostics: [],
    };
  } catch (error) {
    if (!(error instanceof SqlSyntaxError)) throw error;
    return {
      statements: [],
      diagnostics: [{
        code: 'BACKEND_SCHEMA_SQL_SYNTAX', severity: 'error', message: `not PostgreSQL's SQL: ${error.message}`,
        help: "Correct the statement; it is read by PostgreSQL 18's own grammar.", position: { file, line: error.line, column: error.column },
      }],
    };
  }
}

/** Extensions that a script creates. */
export function extensionsOf(statements: readonly ScriptStatement[]): string[] {
  return statements.flatMap(({ tree }) => (tree['CreateExtensionStmt'] as { extname?: string } | undefined)?.extname ?? []);
}

/** Roles that a script speaks of and does not create itself. */
export function rolesOf(statements: readonly ScriptStatement[]): string[] {
  const named = new Set<string>();
  const created = new Set<string>();
  for (const { tree } of statements) {
    const role = (tree['CreateRoleStmt'] as { role?: string } | undefined)?.role;
    if (role !== undefined) created.add(role);
    visitRoles(tree, named);
  }
  return [...named].filter((role) => !created.has(role) && !role.startsWith('pg_'));
}

/** `RoleSpec` nodes, and plain objects of the same fields where the grammar's tree leaves the wrapper out (`newowner`). */
function visitRoles(node: unknown, found: Set<string>): void {
  if (typeof node !== 'object' || node === null) return;
  const { roletype, rolename } = node as { roletype?: string; rolename?: string };
  if (roletype === 'ROLESPEC_CSTRING' && rolename !== undefined) found.add(rolename);
  for (const inner of Object.values(node)) visitRoles(inner, found);
}
