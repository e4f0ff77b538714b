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
  let raw: readonly RawStatement[];
  try {
    raw = parsePieces(parser, text) ?? parser.parseSync(text).stmts ?? [];
  } catch (error) {
    const details = (error as { sqlDetails?: { cursorPosition: number } }).sqlDetails;
    const { line, column } = lineColumn(text, details?.cursorPosition ?? 0);
    throw new SqlSyntaxError((error as Error).message, line, column);
  }
  const bytes = Buffer.from(text);
  // Each place is counted on from the one before: from the beginning, 20,000 statements would take a minute.
  const at = { byte: 0, offset: 0, line: 1, lineStart: 0 };
  return raw.map(({ stmt, stmt_location = 0, stmt_len }) => {
    // Locations are bytes of UTF-8, and begin where the statement before ended: at its comments.
    const own = bytes.subarray(stmt_location, stmt_len ? stmt_location + stmt_len : undefined).toString();
    const lead = leadOf(own);
    const offset = at.offset + bytes.subarray(at.byte, stmt_location).toString().length + lead;
    for (let end = text.indexOf('\n', at.offset); end >= 0 && end < offset; end = text.indexOf('\n', end + 1)) {
      at.line += 1;
      at.lineStart = end + 1;
    }
    at.byte = stmt_location + Buffer.byteLength(own.slice(0, lead));
    at.offset = offset;
    return { text: own.slice(lead).trimEnd(), offset, line: at.line, column: offset - at.lineStart + 1, tree: stmt as unknown as Record<string, unknown> };
  });
}

type RawStatement = import('libpg-query').RawStmt;

/** Characters that are parsed at once. The parser's memory never shrinks: a tree takes thirty times its text. */
const PIECE = 400_000;

/**
 * The statements of a long script, parsed piece by piece; undefined where it is short, or where a cut at the
 * end of a line fell into a statement: then a piece is no SQL, as its string, comment or body does not end.
 */
function parsePieces(parser: typeof import('libpg-query'), text: string): RawStatement[] | undefined {
  if (text.length < 2 * PIECE) return undefined;
  const statements: RawStatement[] = [];
  let bytes = 0;
  try {
    for (let from = 0; from < text.length; ) {
      const cut = text.indexOf(';\n', from + PIECE);
      const piece = text.slice(from, cut < 0 ? text.length : cut + 1);
      for (const { stmt_location: at = 0, ...rest } of parser.parseSync(piece).stmts ?? []) statements.push({ ...rest, stmt_location: at + bytes });
      bytes += Buffer.byteLength(piece);
      from += piece.length;
    }
    return statements;
  } catch {
    return undefined;
  }
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
