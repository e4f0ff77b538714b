import { parsePattern } from './parse-pattern';
import type { Pattern } from './parse-pattern';

/** Lengths in Unicode code points, as JSON Schema counts them. */
export interface LengthBounds {
  readonly least: number;
  readonly most: number;
}

/**
 * A text that matches every pattern (ECMA-262, `u` flag where that is valid) and has a length within
 * bounds. Deterministic; another `salt` gives another text where there is one.
 */
export function textMatching(patterns: readonly string[], { least, most }: LengthBounds, salt = 0): string | undefined {
  const tests = patterns.map(compile);
  if (tests.includes(undefined)) return undefined;
  const fits = (text: string): boolean => [...text].length >= least && [...text].length <= most && tests.every((test) => test!.test(text));
  let left = salt;
  let last: string | undefined;
  for (const source of patterns) {
    const pattern = parsePattern(source);
    if (pattern === undefined) continue;
    for (let round = 0; round < ROUNDS; round++) {
      for (const text of padded(new Maker(round).make(pattern), least, most)) {
        if (!fits(text) || text === last) continue;
        last = text;
        if (left-- === 0) return text;
      }
    }
  }
  return last;
}

const ROUNDS = 120;

function compile(source: string): RegExp | undefined {
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags);
    } catch {
      // `\-` is fine without the flag, `\p{L}` only with it
    }
  }
  return undefined;
}

// A pattern without anchors matches inside longer texts.
function padded(text: string, least: number, most: number): string[] {
  const missing = least - [...text].length;
  if (missing <= 0 || missing > 100_000) return [text];
  return [text, text + 'a'.repeat(missing), 'a'.repeat(missing) + text].filter((t) => [...t].length <= most);
}

/** Makes one text of a pattern; the round decides how often things repeat and which characters are taken. */
class Maker {
  private readonly groups = new Map<number | string, string>();
  private turn: number;
  constructor(private readonly round: number) {
    this.turn = round;
  }

  make(pattern: Pattern): string {
    switch (pattern.kind) {
      case 'text':
        return pattern.text;
      case 'set':
        return pattern.chars.length === 0 ? '' : pattern.chars[this.pick(pattern.chars.length)]!;
      case 'sequence':
        return pattern.parts.map((part) => this.make(part)).join('');
      case 'choice':
        return this.make(pattern.options[this.pick(pattern.options.length)]!);
      case 'repeat':
        return Array.from({ length: this.times(pattern.min, pattern.max) }, () => this.make(pattern.part)).join('');
      case 'group': {
        const text = this.make(pattern.part);
        this.groups.set(pattern.index, text);
        if (pattern.name !== undefined) this.groups.set(pattern.name, text);
        return text;
      }
      case 'back':
        return this.groups.get(pattern.to) ?? '';
    }
  }

  private pick(count: number): number {
    return this.round === 0 ? 0 : this.turn++ % count;
  }

  // rounds 0, 1, 2 … repeat 1, 2, 3 … times more than they must, later ones up to what long minima need
  private times(min: number, max: number): number {
    const extra = this.round < 40 ? 1 + Math.floor(this.round / 2) : 2 ** Math.floor((this.round - 36) / 8);
    const least = min === 0 && this.round % 2 === 1 ? 0 : Math.max(min, 1);
    return Math.min(max, this.round % 2 === 1 ? least : Math.max(min, Math.min(min + extra, 5000)));
  }
}
