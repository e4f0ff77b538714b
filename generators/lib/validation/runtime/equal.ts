/**
 * Equality of JSON values: 1 equals 1.0, key order does not matter, `false` is not 0.
 * Iterative, because the values come from outside and may be nested as deep as memory goes.
 */
export function deepEqual(a: any, b: any): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const pairs: any[] = [a, b];
  while (pairs.length > 0) {
    const y = pairs.pop();
    const x = pairs.pop();
    if (x === y) continue;
    if (typeof x !== 'object' || typeof y !== 'object' || x === null || y === null) return false;
    if (Array.isArray(x)) {
      if (!Array.isArray(y) || x.length !== y.length) return false;
      for (let i = 0; i < x.length; i++) pairs.push(x[i], y[i]);
      continue;
    }
    if (Array.isArray(y)) return false;
    const keys = Object.keys(x);
    if (keys.length !== Object.keys(y).length) return false;
    for (const key of keys) {
      if (!Object.hasOwn(y, key)) return false;
      pairs.push(x[key], y[key]);
    }
  }
  return true;
}

/**
 * The first pair of equal items, or null. Linear in the size of the array: comparing every item
 * with every other would let a body of some hundred kilobytes keep the server busy for seconds.
 */
export function duplicate(items: readonly any[]): Pair | null {
  const scalars = new Map<unknown, number>();
  const structures = new Map<string, number>();
  for (let i = 0; i < items.length; i++) {
    const item = items[i];
    const structured = typeof item === 'object' && item !== null;
    const seen: Map<unknown, number> = structured ? structures : scalars;
    const key = structured ? canonical(item) : item;
    const j = seen.get(key);
    if (j !== undefined) return { i, j };
    seen.set(key, i);
  }
  return null;
}

type Pair = { i: number; j: number };

/** JSON text with sorted keys: equal for equal values. */
function canonical(value: unknown): string {
  const work: (unknown | Text)[] = [value];
  let text = '';
  while (work.length > 0) {
    const next = work.pop();
    if (next instanceof Text) {
      text += next.text;
    } else if (Array.isArray(next)) {
      work.push(new Text(']'));
      for (let i = next.length - 1; i >= 0; i--) work.push(COMMA, next[i]);
      text += '[';
    } else if (typeof next === 'object' && next !== null) {
      work.push(new Text('}'));
      for (const key of Object.keys(next).sort().reverse()) {
        work.push(COMMA, (next as Record<string, unknown>)[key], new Text(`${JSON.stringify(key)}:`));
      }
      text += '{';
    } else {
      text += JSON.stringify(next) ?? 'null';
    }
  }
  return text;
}

class Text {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const COMMA = new Text(',');
