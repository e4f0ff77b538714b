/** A regular expression as far as making texts that match it needs. */
export type Pattern =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'set'; readonly chars: readonly string[] }
  | { readonly kind: 'sequence'; readonly parts: readonly Pattern[] }
  | { readonly kind: 'choice'; readonly options: readonly Pattern[] }
  | { readonly kind: 'repeat'; readonly part: Pattern; readonly min: number; readonly max: number }
  | { readonly kind: 'group'; readonly part: Pattern; readonly index: number; readonly name?: string }
  | { readonly kind: 'back'; readonly to: number | string };

const PRINTABLE = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i));
const DIGITS = [...'0123456789'];
const WORD = [...'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'];
const SPACE = [' ', '\t'];
// what ranges and negations choose from, likely characters first
const ALPHABET = [...new Set([...WORD, ...PRINTABLE, '\t', '\n', 'é', 'ß', 'Ω', '中'])];

/** @returns undefined for syntax it does not know */
export function parsePattern(source: string): Pattern | undefined {
  try {
    return new Parser(source).parse();
  } catch {
    return undefined;
  }
}

class Parser {
  private at = 0;
  private groups = 0;
  constructor(private readonly source: string) {}

  parse(): Pattern {
    const pattern = this.choice();
    if (this.at < this.source.length) throw new Error('unbalanced parenthesis');
    return pattern;
  }

  private choice(): Pattern {
    const options = [this.sequence()];
    while (this.take('|')) options.push(this.sequence());
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  private sequence(): Pattern {
    const parts: Pattern[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source[this.at]!)) {
      const part = this.atom();
      parts.push(this.quantified(part));
    }
    return { kind: 'sequence', parts };
  }

  private atom(): Pattern {
    const char = this.next();
    if (char === '^' || char === '$') return NOTHING;
    if (char === '.') return { kind: 'set', chars: ALPHABET.filter((c) => c !== '\n') };
    if (char === '[') return this.set();
    if (char === '(') return this.group();
    if (char === '\\') return this.escape();
    return { kind: 'text', text: char };
  }

  private group(): Pattern {
    let name: string | undefined;
    let asserts = false;
    let captures = true;
    if (this.take('?')) {
      captures = false;
      const kind = this.next();
      if (kind === '=' || kind === '!') asserts = true;
      else if (kind === '<') {
        if (this.take('=') || this.take('!')) asserts = true;
        else {
          captures = true;
          name = this.until('>');
        }
      } else if (kind !== ':') throw new Error('modifiers');
    }
    const index = captures ? ++this.groups : 0;
    const part = this.choice();
    if (!this.take(')')) throw new Error('unbalanced parenthesis');
    // look-arounds are for the test of the whole to judge
    if (asserts) return NOTHING;
    return captures ? { kind: 'group', part, index, ...(name === undefined ? {} : { name }) } : part;
  }

  private escape(): Pattern {
    const char = this.next();
    const chars = this.classOf(char);
    if (chars) return { kind: 'set', chars };
    if (char === 'b' || char === 'B') return NOTHING;
    if (/[1-9]/.test(char)) {
      let digits = char;
      while (/\d/.test(this.source[this.at] ?? '')) digits += this.next();
      return { kind: 'back', to: Number(digits) };
    }
    if (char === 'k' && this.take('<')) return { kind: 'back', to: this.until('>') };
    return { kind: 'text', text: this.character(char) };
  }

  /** `\d`, `\w`, `\p{L}` … as characters. */
  private classOf(char: string): readonly string[] | undefined {
    if (char === 'd') return DIGITS;
    if (char === 'w') return WORD;
    if (char === 's') return SPACE;
    if (char === 'D') return ALPHABET.filter((c) => !DIGITS.includes(c));
    if (char === 'W') return ALPHABET.filter((c) => !WORD.includes(c));
    if (char === 'S') return ALPHABET.filter((c) => !/\s/.test(c));
    if ((char === 'p' || char === 'P') && this.take('{')) {
      const test = new RegExp(`\\${char}{${this.until('}')}}`, 'u');
      return ALPHABET.filter((c) => test.test(c));
    }
    return undefined;
  }

  private character(char: string): string {
    const simple = ({ n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', 0: '\0' } as Record<string, string>)[char];
    if (simple !== undefined) return simple;
    if (char === 'c') return String.fromCharCode(this.next().charCodeAt(0) % 32);
    const digits = char === 'x' ? this.match(/^[0-9a-fA-F]{2}/) : char === 'u' ? this.match(/^(?:\{[0-9a-fA-F]+\}|[0-9a-fA-F]{4})/) : undefined;
    return digits === undefined ? char : String.fromCodePoint(parseInt(digits.replace(/[{}]/g, ''), 16));
  }

  private set(): Pattern {
    const negated = this.take('^');
    const chars: string[] = [];
    while (!this.take(']')) {
      const from = this.setMember();
      if (typeof from !== 'string') {
        chars.push(...from);
        continue;
      }
      if (this.source[this.at] === '-' && this.source[this.at + 1] !== ']' && this.at + 1 < this.source.length) {
        this.next();
        const to = this.setMember();
        if (typeof to === 'string') chars.push(...range(from, to));
        else chars.push(from, '-', ...to);
      } else chars.push(from);
    }
    return { kind: 'set', chars: negated ? ALPHABET.filter((c) => !chars.includes(c)) : preferred(chars) };
  }

  private setMember(): string | readonly string[] {
    const char = this.next();
    if (char !== '\\') return char;
    const escaped = this.next();
    return this.classOf(escaped) ?? (escaped === 'b' ? '\b' : this.character(escaped));
  }

  private quantified(part: Pattern): Pattern {
    const braces = this.match(/^\{\d+(?:,\d*)?\}/);
    let bounds: [number, number] | undefined;
    if (braces !== undefined) {
      const [min, max] = braces.slice(1, -1).split(',');
      bounds = [Number(min), max === undefined ? Number(min) : max === '' ? Infinity : Number(max)];
    } else if (this.take('*')) bounds = [0, Infinity];
    else if (this.take('+')) bounds = [1, Infinity];
    else if (this.take('?')) bounds = [0, 1];
    if (bounds === undefined) return part;
    this.take('?');
    return { kind: 'repeat', part, min: bounds[0], max: bounds[1] };
  }

  private next(): string {
    const code = this.source.codePointAt(this.at);
    if (code === undefined) throw new Error('unexpected end');
    const char = String.fromCodePoint(code);
    this.at += char.length;
    return char;
  }

  private take(char: string): boolean {
    if (this.source[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private until(end: string): string {
    const stop = this.source.indexOf(end, this.at);
    if (stop === -1) throw new Error(`no ${end}`);
    const text = this.source.slice(this.at, stop);
    this.at = stop + 1;
    return text;
  }

  private match(expression: RegExp): string | undefined {
    const found = expression.exec(this.source.slice(this.at))?.[0];
    this.at += found?.length ?? 0;
    return found;
  }
}

const NOTHING: Pattern = { kind: 'text', text: '' };

function range(from: string, to: string): string[] {
  const [first, last] = [from.codePointAt(0)!, to.codePointAt(0)!];
  if (last < first) throw new Error('range out of order');
  const known = ALPHABET.filter((c) => c.codePointAt(0)! >= first && c.codePointAt(0)! <= last);
  return known.length > 0 ? known : [from];
}

function preferred(chars: readonly string[]): readonly string[] {
  const wanted = new Set(chars);
  return [...ALPHABET.filter((c) => wanted.has(c)), ...[...wanted].filter((c) => !ALPHABET.includes(c))];
}
