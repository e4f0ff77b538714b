import type { Diagnostic } from '../../../generators/lib/diagnostics';
import { ABOUT_ROLES } from './load-statements';
import type { ScriptStatement } from './parse-script';

/** psql's commands that bring in more SQL or rows: a schema without them is another one. */
const BRINGS_MORE = /^\\(copy|i|ir|include|include_relative|gexec|g|crosstabview)\b[^\n]*/gm;

/** What a script says that the catalog made of it will not hold. */
export function notesOnScript(text: string, file: string, statements: readonly ScriptStatement[]): Diagnostic[] {
  return [...metaCommands(text, file, statements), ...roles(file, statements)];
}

function metaCommands(text: string, file: string, statements: readonly ScriptStatement[]): Diagnostic[] {
  const data = statements.flatMap((statement) => (statement.data === undefined ? [] : [statement]));
  return [...text.matchAll(BRINGS_MORE)].flatMap((match): Diagnostic[] => {
    const line = text.slice(0, match.index).split('\n').length;
    // A line of COPY's data may begin so.
    if (data.some((copy) => line > copy.line && line < copy.line + `${copy.text}\n${copy.data!}`.split('\n').length)) return [];
    return [{
      code: 'BACKEND_SCHEMA_SQL_META', severity: 'warning', message: `passed over, as it is a command of psql, not SQL: ${match[0].slice(0, 100).trimEnd()}`,
      help: 'Give the file that it names as a source of its own, in a folder of scripts; or dump the schema with pg_dump -s.', position: { file, line, column: 1 },
    }];
  });
}

function roles(file: string, statements: readonly ScriptStatement[]): Diagnostic[] {
  const about = statements.filter(({ tree }) => ABOUT_ROLES.has(Object.keys(tree)[0] ?? ''));
  const [first] = about;
  if (first === undefined) return [];
  return [{
    code: 'BACKEND_SCHEMA_SQL_ROLES', severity: 'info', message: `${about.length === 1 ? 'a statement' : `${about.length} statements`} about roles: roles, their attributes and memberships are the server's, and no part of a difference`,
    help: 'Keep them in a script of their own, run by who administers the server.', position: { file, line: first.line, column: first.column },
  }];
}
