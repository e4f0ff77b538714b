import ts from 'typescript';

/** How a file is written, so that what is added to it looks the same. */
export interface TextStyle {
  readonly newline: '\n' | '\r\n' | '\r';
  readonly quote: "'" | '"';
  readonly semicolons: boolean;
  readonly finalNewline: boolean;
}

/** Reads a file's style; mixed line endings count as what most lines have. */
export function textStyle(file: ts.SourceFile): TextStyle {
  const text = file.text;
  const crlf = count(text, /\r\n/g);
  const lf = count(text, /(?<!\r)\n/g);
  const cr = count(text, /\r(?!\n)/g);
  const quotes = stringQuotes(file);
  const ends = file.statements.filter((s) => ts.isImportDeclaration(s) || ts.isVariableStatement(s)).map((s) => s.getText().endsWith(';'));
  return {
    newline: crlf > lf && crlf >= cr ? '\r\n' : cr > lf ? '\r' : '\n',
    quote: count(quotes, /"/g) > count(quotes, /'/g) ? '"' : "'",
    semicolons: ends.length === 0 || ends.some(Boolean),
    finalNewline: text === '' || /[\r\n]$/.test(text),
  };
}

/** Our printer's text (LF, single quotes, semicolons kept) in another style. Template literals and comments keep their quotes. */
export function inStyle(text: string, style: TextStyle): string {
  const quoted = style.quote === '"' ? doubleQuoted(text) : text;
  return quoted.replace(/\r\n?|\n/g, style.newline);
}

/** A module specifier as a literal. */
export function specifierLiteral(specifier: string, style: TextStyle): string {
  return style.quote + specifier + style.quote;
}

function doubleQuoted(text: string): string {
  const file = ts.createSourceFile('snippet.ts', text, ts.ScriptTarget.Latest, true);
  const edits: { start: number; end: number }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node) && /^'[^"\\]*'$/.test(node.getText())) edits.push({ start: node.getStart(), end: node.getEnd() });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return edits.reduceRight((out, { start, end }) => `${out.slice(0, start)}"${out.slice(start + 1, end - 1)}"${out.slice(end)}`, text);
}

function stringQuotes(file: ts.SourceFile): string {
  const quotes: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteral(node)) quotes.push(node.getText().charAt(0));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return quotes.join('');
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
