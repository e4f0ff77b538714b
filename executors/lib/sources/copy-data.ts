/** The lines that follow a `COPY … FROM stdin` of a script. */
export interface CopyData {
  /** Offset of the statement's semicolon in the script. */
  readonly end: number;
  /** The lines before `\.`, as they stand. */
  readonly data: string;
}

export interface ScriptWithoutData {
  /** The script with data lines blanked, so that positions stay as they were. */
  readonly text: string;
  readonly copies: readonly CopyData[];
}

/**
 * Takes the data of `COPY … FROM stdin` out of a script, which no grammar can read: `it's` in a data
 * line would open a string. Statements are told apart as psql tells them (its psqlscan.l): strings,
 * quoted names, dollar quotes, comments and semicolons; whether one is a COPY, PostgreSQL's grammar says.
 */
export async function separateCopyData(script: string): Promise<ScriptWithoutData> {
  if (!/^\\\.\r?$/m.test(script)) return { text: script, copies: [] };
  const parser = require('libpg-query') as typeof import('libpg-query');
  await parser.loadModule();
  const copies: CopyData[] = [];
  let text = script;
  let start = 0;
  for (let end = endOfStatement(script, start); end !== -1; end = endOfStatement(script, start)) {
    const statement = script.slice(start, end);
    start = end + 1;
    if (!/copy/i.test(statement) || !readsStdin(parser, statement)) continue;
    const from = script.indexOf('\n', end) + 1 || script.length;
    const stop = endOfData(script, from);
    copies.push({ end, data: script.slice(from, stop) });
    text = text.slice(0, from) + text.slice(from, stop).replace(/[^\n]/g, ' ') + text.slice(stop);
    start = stop;
  }
  return { text, copies };
}

function readsStdin(parser: typeof import('libpg-query'), statement: string): boolean {
  try {
    const [only] = parser.parseSync(statement.replace(/^\\[^\n]*/gm, '')).stmts ?? [];
    const copy = (only?.stmt as { CopyStmt?: { is_from?: boolean; filename?: string; is_program?: boolean } } | undefined)?.CopyStmt;
    return copy?.is_from === true && copy.filename === undefined && copy.is_program !== true;
  } catch {
    return false;
  }
}

/** Offset of the line `\.`, or of the end. */
function endOfData(script: string, from: number): number {
  const mark = /^\\\.\r?$/gm;
  mark.lastIndex = from;
  return mark.exec(script)?.index ?? script.length;
}

/** What may hold a semicolon that ends nothing, each from its first character to its last. */
const SKIPPED = [
  /--[^\n]*/y,
  /(?<![\w$])[eE]'(?:[^'\\]|\\[^]|'')*'/y,
  /'(?:[^']|'')*'/y,
  /"(?:[^"]|"")*"/y,
  /(?<![\w$])(\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)[^]*?\1/y,
];
/** Everything that begins none of those, in one stride. */
const PLAIN = /[^-/'"$;\\eE]+/y;

/** Offset of the semicolon that ends the statement at `from`; -1 when none does. */
function endOfStatement(script: string, from: number): number {
  let at = from;
  while (at < script.length) {
    if (script[at] === ';') return at;
    const length = lengthAt(script, at);
    at += length;
  }
  return -1;
}

function lengthAt(script: string, at: number): number {
  if (script.startsWith('/*', at)) return blockComment(script, at);
  if (script[at] === '\\' && (at === 0 || script[at - 1] === '\n')) return (script.indexOf('\n', at) + 1 || script.length) - at;
  for (const pattern of [PLAIN, ...SKIPPED]) {
    pattern.lastIndex = at;
    const found = pattern.exec(script)?.[0].length ?? 0;
    if (found > 0) return found;
  }
  return 1;
}

/** Block comments nest. */
function blockComment(script: string, at: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = at;
  let depth = 0;
  for (let mark = marks.exec(script); mark; mark = marks.exec(script)) {
    depth += mark[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.index + 2 - at;
  }
  return script.length - at;
}
