import type { Linker, Variant } from './linker';
import type { SchemaNode } from './node';

type Source = Pick<Linker, 'node'>;

/** What a schema composed by `$ref` and `allOf` says as a whole about one location. */
export class Composition {
  private readonly names = new WeakMap<SchemaNode, Map<string, ReadonlySet<string>>>();

  constructor(private readonly source: Source) {}

  /** `readOnly` (requests) or `writeOnly` (responses), here or in what the schema is composed of. */
  isWithheld(node: SchemaNode, { direction }: Pick<Variant, 'direction'>): boolean {
    return this.has(node, direction === 'request' ? 'readOnly' : 'writeOnly', 0);
  }

  /** Properties with that mark, anywhere in the composition. */
  withheldNames(node: SchemaNode, variant: Pick<Variant, 'direction'>): ReadonlySet<string> {
    const known = this.names.get(node) ?? new Map<string, ReadonlySet<string>>();
    this.names.set(node, known);
    const cached = known.get(variant.direction);
    if (cached) return cached;
    const found = new Set<string>();
    this.collect(node, variant, found, new Set());
    const result = found.size === 0 ? NONE : found;
    known.set(variant.direction, result);
    return result;
  }

  /** The schema's own default, or that of what it refers to. */
  defaultOf(node: SchemaNode): { readonly value: unknown } | undefined {
    for (let at: SchemaNode | undefined = node, hops = 0; at && hops < 20; hops++) {
      if (at.default) return at.default;
      at = at.ref === undefined ? undefined : this.source.node(at.ref);
    }
    return undefined;
  }

  private has(node: SchemaNode, mark: 'readOnly' | 'writeOnly', hops: number): boolean {
    if (node[mark]) return true;
    if (hops > 20) return false;
    if (node.ref !== undefined && this.has(this.source.node(node.ref), mark, hops + 1)) return true;
    return node.allOf?.some((part) => this.has(part, mark, hops + 1)) ?? false;
  }

  private collect(node: SchemaNode, variant: Pick<Variant, 'direction'>, found: Set<string>, visited: Set<string>): void {
    for (const [name, schema] of node.properties ?? []) if (this.isWithheld(schema, variant)) found.add(name);
    if (node.ref !== undefined && !visited.has(node.ref)) {
      visited.add(node.ref);
      this.collect(this.source.node(node.ref), variant, found, visited);
    }
    for (const part of node.allOf ?? []) this.collect(part, variant, found, visited);
  }
}

const NONE: ReadonlySet<string> = new Set();
