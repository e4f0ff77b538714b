import type { Tree } from './syntax-tree';

/** Positions of a pattern and which may follow which (Glushkov's construction). */
export interface Automaton {
  /** The characters each position matches, as bits over a sample alphabet. */
  readonly sets: readonly bigint[];
  readonly follow: readonly ReadonlySet<number>[];
  /** Pairs that may follow each other for more than one reason: `a` by `a` in `(a+)+`. */
  readonly doubled: readonly (readonly [number, number])[];
  /** Positions after which the match is complete. */
  readonly final: ReadonlySet<number>;
  /** Positions on which a bounded repetition (`{1,63}`) was taken for an unbounded one. */
  readonly bounded: ReadonlySet<number>;
}

/** More would take too long to examine. */
const MAX_POSITIONS = 250;
/** Repetitions up to this many are written out; more are taken as a loop. */
const WRITTEN_OUT = 2;

/** @returns undefined when the pattern is too large to examine */
export function buildAutomaton(tree: Tree, flags: string, anchored: boolean): Automaton | undefined {
  try {
    return new Builder(flags).build(anchored ? tree : { kind: 'sequence', parts: [SEARCH, tree] });
  } catch (error) {
    if (error instanceof TooLarge) return undefined;
    throw error;
  }
}

// Without `^` a match is tried from every position, which is a loop before the pattern.
const SEARCH: Tree = { kind: 'repeat', body: { kind: 'set', text: '[^]' }, min: 0, max: Infinity };

class TooLarge extends Error {}

interface Part {
  readonly first: readonly number[];
  readonly last: readonly number[];
  readonly nullable: boolean;
}

const EMPTY: Part = { first: [], last: [], nullable: true };

class Builder {
  private readonly sets: bigint[] = [];
  private readonly follow: Set<number>[] = [];
  private readonly doubled: [number, number][] = [];
  private readonly bounded = new Set<number>();

  constructor(private readonly flags: string) {}

  build(tree: Tree): Automaton {
    const { last } = this.part(tree);
    return { sets: this.sets, follow: this.follow, doubled: this.doubled, final: new Set(last), bounded: this.bounded };
  }

  private part(tree: Tree): Part {
    switch (tree.kind) {
      case 'set': return this.position(alphabetBits(tree.text, this.flags));
      case 'end': return this.position(END);
      case 'sequence': return tree.parts.reduce((sum, next) => this.concatenate(sum, this.part(next)), EMPTY);
      case 'choice': {
        const parts = tree.parts.map((p) => this.part(p));
        return { first: parts.flatMap((p) => p.first), last: parts.flatMap((p) => p.last), nullable: parts.some((p) => p.nullable) };
      }
      case 'repeat': return this.repeat(tree.body, tree.min, tree.max);
    }
  }

  private repeat(body: Tree, min: number, max: number): Part {
    let sum = EMPTY;
    const optional = max - min;
    const loops = optional > WRITTEN_OUT;
    for (let i = 0; i < (loops && min > WRITTEN_OUT ? WRITTEN_OUT : min) - (loops && min > 0 ? 1 : 0); i++) sum = this.concatenate(sum, this.part(body));
    if (!loops) {
      for (let i = 0; i < optional; i++) sum = this.concatenate(sum, { ...this.part(body), nullable: true });
      return sum;
    }
    const from = this.sets.length;
    const loop = this.part(body);
    this.connect(loop.last, loop.first);
    if (max !== Infinity) for (let i = from; i < this.sets.length; i++) this.bounded.add(i);
    return this.concatenate(sum, { ...loop, nullable: loop.nullable || min === 0 });
  }

  private concatenate(a: Part, b: Part): Part {
    this.connect(a.last, b.first);
    return {
      first: a.nullable ? [...a.first, ...b.first] : a.first,
      last: b.nullable ? [...a.last, ...b.last] : b.last,
      nullable: a.nullable && b.nullable,
    };
  }

  private connect(last: readonly number[], first: readonly number[]): void {
    for (const a of last) {
      for (const b of first) {
        if (this.follow[a]!.has(b)) this.doubled.push([a, b]);
        this.follow[a]!.add(b);
      }
    }
  }

  private position(set: bigint): Part {
    if (this.sets.length >= MAX_POSITIONS) throw new TooLarge();
    const id = this.sets.push(set) - 1;
    this.follow.push(new Set());
    return { first: [id], last: [id], nullable: false };
  }
}

/** ASCII and one of each other kind: enough to tell whether two classes overlap. */
const ALPHABET = [...Array.from({ length: 128 }, (_, i) => String.fromCharCode(i)), '\u00a0', 'é', 'É', 'ж', 'א', '中', 'あ', '\u2028', '٣', '💩'];
/** A character of its own for the end of the text. */
const END = 1n << BigInt(ALPHABET.length);

const known = new Map<string, bigint>();

function alphabetBits(text: string, flags: string): bigint {
  const id = `${flags} ${text}`;
  const cached = known.get(id);
  if (cached !== undefined) return cached;
  let bits = 0n;
  const test = new RegExp(`^(?:${text})$`, flags.replace(/[gmy]/g, ''));
  ALPHABET.forEach((char, i) => {
    if (test.test(char)) bits |= 1n << BigInt(i);
  });
  known.set(id, bits);
  return bits;
}
