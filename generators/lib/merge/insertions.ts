/** Text to put in at an offset of the original. Nothing is ever taken out or replaced. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
}

/** Applies insertions, given in any order; those at the same offset keep their order. */
export function insert(text: string, insertions: readonly Insertion[]): string {
  const sorted = [...insertions].sort((a, b) => a.offset - b.offset);
  let out = '';
  let from = 0;
  for (const { offset, text: added } of sorted) {
    out += text.slice(from, offset) + added;
    from = offset;
  }
  return out + text.slice(from);
}
