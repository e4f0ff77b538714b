import { quote } from './literal';

/**
 * A piece of generated source text. Text that comes from a document, a database or a person can
 * only get into one as a literal (`lit`, or a plain string in a template), a comment (`doc`) or an
 * identifier (`Name`): there is no other way to turn a run-time string into code.
 */
export class Code {
  constructor(readonly text: string) {}
  toString(): string {
    return this.text;
  }
  get isEmpty(): boolean {
    return this.text === '';
  }
}

const IDENTIFIER = /^[A-Za-z_$][\w$]*$/;

/** An identifier: ASCII letters, digits, `_` and `$` only, so it cannot carry anything else. */
export class Name extends Code {
  constructor(text: string) {
    if (!IDENTIFIER.test(text)) throw new Error(`not an identifier: ${JSON.stringify(text)}`);
    super(text);
  }
}

/** What a template may hold. Strings become quoted literals; arrays are joined by line breaks. */
export type CodeArgument = Code | string | number | boolean | null | undefined | readonly Code[];

/**
 * Tagged template for source text. A nested piece of several lines is indented like the line it
 * stands on, and a line that holds only empty pieces disappears.
 *
 * `` code`const x = ${'a\'b'};` `` gives `const x = 'a\'b';`
 */
export function code(strings: TemplateStringsArray, ...args: readonly CodeArgument[]): Code {
  let out = strings[0]!;
  for (let i = 0; i < args.length; i++) {
    const next = strings[i + 1]!;
    const piece = print(args[i]);
    if (piece === '' && standsAlone(out, next)) {
      out = out.slice(0, out.lastIndexOf('\n') + 1);
      out += next.startsWith('\n') ? next.slice(1) : next;
      continue;
    }
    out += indentLike(out, piece) + next;
  }
  return new Code(out);
}

/** Joins pieces, by line breaks unless told otherwise; empty pieces are left out. */
export function join(pieces: readonly Code[], separator = '\n'): Code {
  return new Code(pieces.map(String).filter((text) => text !== '').join(separator));
}

/** The empty piece. */
export const nothing = new Code('');

function print(arg: CodeArgument): string {
  if (arg instanceof Code) return arg.text;
  if (typeof arg === 'string') return quote(arg);
  if (Array.isArray(arg)) return join(arg as readonly Code[]).text;
  if (arg === undefined) return '';
  if (Object.is(arg, -0)) return '-0';
  return String(arg);
}

function standsAlone(before: string, after: string): boolean {
  const line = before.slice(before.lastIndexOf('\n') + 1);
  return line.trim() === '' && (after === '' || after.startsWith('\n'));
}

function indentLike(before: string, piece: string): string {
  if (!piece.includes('\n')) return piece;
  const indent = /^[ \t]*/.exec(before.slice(before.lastIndexOf('\n') + 1))![0];
  return indent === '' ? piece : piece.replace(/\n(?=[^\n])/g, `\n${indent}`);
}
