/** A regular expression as far as backtracking is concerned: what has no width is left out, `$` apart. */
export type Tree =
  | { readonly kind: 'set'; readonly text: string }
  | { readonly kind: 'end' }
  | { readonly kind: 'sequence' | 'choice'; readonly parts: readonly Tree[] }
  | { readonly kind: 'repeat'; readonly body: Tree; readonly min: number; readonly max: number };

export interface Parsed {
  readonly tree: Tree;
  /** Begins with `^`: a match is tried at one place only. */
  readonly anchored: boolean;
}

/** Reads a pattern that `RegExp` accepts; lookarounds, `\b` and back references count as nothing. */
export function parsePattern(source: string): Parsed {
  const reader = new Reader(source);
  const tree = reader.choice();
  return { tree, anchored: isAnchored(source) };
}

/** Every alternative at the top would have to begin with `^`; a group around them all is looked through. */
function isAnchored(source: string): boolean {
  return /^(?:\((?:\?:)?)?\^/.test(source) && !/\|(?!\^)/.test(withoutGroups(source));
}

function withoutGroups(source: string): string {
  let depth = 0;
  let text = '';
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') i++;
    else if (source[i] === '(' || source[i] === '[') depth++;
    else if (source[i] === ')' || source[i] === ']') depth--;
    else if (depth <= 0) text += source[i];
  }
  return text;
}

class Reader {
  private at = 0;
  constructor(private readonly text: string) {}

  choice(): Tree {
    const parts = [this.sequence()];
    while (this.text[this.at] === '|') {
      this.at++;
      parts.push(this.sequence());
    }
    return parts.length === 1 ? parts[0]! : { kind: 'choice', parts };
  }

  private sequence(): Tree {
    const parts: Tree[] = [];
    while (this.at < this.text.length && this.text[this.at] !== '|' && this.text[this.at] !== ')') {
      const atom = this.atom();
      const quantified = this.quantifier(atom ?? EMPTY);
      if (atom) parts.push(quantified);
    }
    return parts.length === 1 ? parts[0]! : { kind: 'sequence', parts };
  }

  private atom(): Tree | undefined {
    const from = this.at;
    const char = this.text[this.at++]!;
    if (char === '^') return undefined;
    if (char === '$') return { kind: 'end' };
    if (char === '(') return this.group();
    if (char === '[') {
      this.skipClass();
    } else if (char === '\\') {
      if (!this.skipEscape()) return undefined;
    } else if (char >= '\ud800' && char <= '\udbff') {
      this.at++;
    }
    return { kind: 'set', text: this.text.slice(from, this.at) };
  }

  private group(): Tree | undefined {
    const lookaround = /^\?<?[=!]/.test(this.text.slice(this.at, this.at + 3));
    if (this.text[this.at] === '?') {
      const head = /^\?(?::|<?[=!]|<[^>]*>|[a-z-]*:)/.exec(this.text.slice(this.at));
      this.at += head ? head[0].length : 1;
    }
    const body = this.choice();
    this.at++;
    return lookaround ? undefined : body;
  }

  private skipClass(): void {
    while (this.at < this.text.length && this.text[this.at] !== ']') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at++;
  }

  /** After a backslash; false for what matches no character of its own. */
  private skipEscape(): boolean {
    const rest = this.text.slice(this.at);
    const long = /^(?:u\{[0-9A-Fa-f]+\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|c[A-Za-z]|[pP]\{[^}]*\}|k<[^>]*>|[1-9]\d*)/.exec(rest);
    this.at += long ? long[0].length : 1;
    return !/^(?:[bB]|k<|[1-9])/.test(rest);
  }

  private quantifier(body: Tree): Tree {
    const found = /^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/.exec(this.text.slice(this.at));
    if (!found) return body;
    this.at += found[0].length;
    const [, sign, min, comma, max] = found;
    if (sign) return { kind: 'repeat', body, min: sign === '+' ? 1 : 0, max: sign === '?' ? 1 : Infinity };
    return { kind: 'repeat', body, min: Number(min), max: comma ? (max === '' ? Infinity : Number(max)) : Number(min) };
  }
}

const EMPTY: Tree = { kind: 'sequence', parts: [] };
