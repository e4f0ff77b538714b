/**
 * Blanks psql's meta-commands (lines that begin with a backslash, as `pg_dump` writes `\connect` and
 * `\restrict`), which PostgreSQL's grammar refuses. Positions stay as they were.
 */
export function blankMetaCommands(script: string): string {
  return script.replace(/^\\[^\n]*/gm, (line) => ' '.repeat(line.length));
}
