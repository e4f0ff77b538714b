import { blankMetaCommands } from './meta-commands';

/** One statement of a script, as PostgreSQL's own grammar reads it. */
export interface SqlStatement {
  /** Its text, without the semicolon and what stands before it. */
  readonly text: string;
  /** Place of its first character in the script; both count from 1. */
  readonly line: number;
  readonly column: number;
  /** Offset of its first character in the script, in UTF-16 code units. */
  readonly offset: number;
  /** libpg-query's tree of the statement: one object whose key names its kind (`CreateStmt`, `AlterTableStmt`, …). */
  readonly tree: Record<string, unknown>;
}

/** A script that PostgreSQL's grammar refuses. */
export class SqlSyntaxError extends Error {
  override readonly name = 'SqlSyntaxError';
  constructor(message: string, readonly line: number, readonly column: number) {
    super(message);
  }
}

/**
 * Splits a script into statements by PostgreSQL's own parser (libpg-query). psql's meta-commands are
 * passed over.
 * @throws SqlSyntaxError
 */
export async function splitStatements(script: string): Promise<SqlStatement[]> {
  const parser = require('libpg-query') as typeof import('libpg-query');
  await parser.loadModule();
  const text = blankMetaCommands(script);
  let tree;
  try {
    tree = parser.parseSync(text);
  } catch (error) {
    const details = (error as { sqlDetails?: { cursorPosition: number } }).sqlDetails;
    const { line, column } = lineColumn(text, details?.cursorPosition ?? 0);
    throw new SqlSyntaxError((error as Error).message, line, column);
  }
  const bytes = Buffer.from(text);
  // Each place is counted on from the one before: from the beginning, 20,000 statements would take a minute.
  const at = { byte: 0, offset: 0, line: 1, lineStart: 0 };
  return (tree.stmts ?? []).map(({ stmt, stmt_location = 0, stmt_len }) => {
    // Locations are bytes of UTF-8, and begin where the statement before ended: at its comments.
    const raw = bytes.subarray(stmt_location, stmt_len ? stmt_location + stmt_len : undefined).toString();
    const lead = leadOf(raw);
    const offset = at.offset + bytes.subarray(at.byte, stmt_location).toString().length + lead;
    for (let end = text.indexOf('\n', at.offset); end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) {
      at.line += 1;
      at.lineStart = end + 1;
    }
    at.byte = stmt_location + Buffer.byteLength(raw.slice(0, lead));
    at.offset = offset;
    return { text: raw.slice(lead).trimEnd(), offset, line: at.line, column: offset - at.lineStart + 1, tree: stmt as unknown as Record<string, unknown> };
  });
}

/** Length of white space and comments before a statement. */
function leadOf(text: string): number {
  let at = 0;
  for (;;) {
    const rest = text.slice(at);
    const skip = /^\s+|^--[^\n]*/.exec(rest)?.[0].length ?? blockComment(rest);
    if (skip === 0) return at;
    at += skip;
  }
}

/** Block comments nest in PostgreSQL. */
function blockComment(text: string): number {
  if (!text.startsWith('/*')) return 0;
  let depth = 0;
  for (const mark of text.matchAll(/\/\*|\*\//g)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.index + 2;
  }
  return 0;
}

/** Line and column, both from 1, of an offset. */
function lineColumn(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  const line = before.split('\n').length;
  return { line, column: offset - before.lastIndexOf('\n') };
}
