import type { Origin } from '../../model/origin';
import type { Source } from '../source/source';

/**
 * Says where nodes of the bundle were written. Nodes keep their identity from parsing, so an index
 * from node to place is made by walking the files, when first asked.
 */
export class Origins {
  private index: Map<object, { source: Source; parent: object | undefined; key: string }> | undefined;
  private readonly derived = new WeakMap<object, object>();
  private readonly inlined = new Map<object, Source>();

  /** @param sources every file, asked for when the index is made */
  constructor(private readonly sources: () => readonly Source[]) {}

  /** Notes that a node was made from another. */
  derive<T extends object>(node: T, from: unknown): T {
    if (typeof from === 'object' && from !== null && from !== node) this.derived.set(node, from);
    return node;
  }

  /** Notes that a node of another file stands in the bundle at the place of a reference. */
  inline(node: object, source: Source): void {
    this.inlined.set(node, source);
  }

  find(node: object, key?: string | number): Origin | undefined {
    this.index ??= this.build();
    let at: object | undefined = node;
    while (at && !this.index.has(at)) at = this.derived.get(at);
    if (!at) return undefined;
    const tokens = key === undefined ? [] : [String(key)];
    const { source } = this.index.get(at)!;
    for (let entry = this.index.get(at)!; entry.parent; entry = this.index.get(entry.parent)!) tokens.unshift(entry.key);
    return { file: source.file, pointer: source.pointer(tokens), position: () => source.position(tokens) };
  }

  private build() {
    const index: NonNullable<Origins['index']> = new Map();
    for (const source of this.sources()) {
      const { value } = source;
      if (typeof value !== 'object' || value === null) continue;
      if (!index.has(value)) index.set(value, { source, parent: undefined, key: '' });
      const stack: object[] = [value];
      while (stack.length > 0) {
        const parent = stack.pop()!;
        for (const key of Object.keys(parent)) {
          const child = (parent as Record<string, unknown>)[key];
          if (typeof child !== 'object' || child === null || index.has(child)) continue;
          if ((this.inlined.get(child) ?? source) !== source) continue;
          index.set(child, { source, parent, key });
          stack.push(child);
        }
      }
    }
    return index;
  }
}
