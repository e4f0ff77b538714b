import type { DispatchTable } from './discriminators';
import type { Discriminator, SchemaNode } from './node';
import { pointerSteps } from './pointer';
import { findTag, isObjectOnly, requires, tagValues } from './tags';

interface Source {
  node(pointer: string): SchemaNode;
  /** Pointers of `#/components/schemas/*`. */
  readonly components: readonly string[];
  /** Called for a discriminator that cannot tell its branches apart. */
  discriminatorIgnored(node: SchemaNode): void;
}

/** Which schema a value's deciding property chooses: in unions and from parents to heirs (OpenAPI 3.2 §4.25). */
export class Dispatch {
  private descendantsByParent?: ReadonlyMap<string, ReadonlySet<string>>;
  private readonly heirTables = new Map<string, DispatchTable | null>();

  constructor(private readonly source: Source) {}

  /** The table of a oneOf/anyOf: by its discriminator, or by a constant property that tells all branches apart. */
  unionTable(node: SchemaNode, branches: readonly SchemaNode[]): DispatchTable | undefined {
    const objects = branches.every((branch) => isObjectOnly(this.source, branch));
    const { discriminator } = node;
    if (!discriminator) return objects ? findTag(this.source, branches) : undefined;
    const table = objects ? this.tagTable(discriminator, branches) : undefined;
    if (!table) this.source.discriminatorIgnored(node);
    return table;
  }

  private tagTable(discriminator: Discriminator, branches: readonly SchemaNode[]): DispatchTable | undefined {
    const { propertyName, mapping, defaultMapping } = discriminator;
    const entries = new Map<string, SchemaNode[]>();
    for (const branch of branches) {
      const explicit = [...mapping].filter(([, target]) => target === branch.ref).map(([value]) => value);
      const constants = tagValues(this.source, branch, propertyName) ?? [];
      const implicit = explicit.length + constants.length > 0 || branch.ref === undefined ? [] : [pointerSteps(branch.ref)!.at(-1)!];
      const values = new Set([...explicit, ...constants, ...implicit]);
      if (values.size === 0) return undefined;
      for (const value of values) {
        const target = mapping.get(value);
        if (target !== undefined && target !== branch.ref && branches.some((other) => other.ref === target)) continue;
        entries.set(value, [...(entries.get(value) ?? []), branch]);
      }
    }
    const fallback = defaultMapping === undefined ? undefined : reference(defaultMapping);
    return { propertyName, entries, ...(fallback ? { fallback } : {}), absent: branches.filter((b) => !requires(this.source, b, propertyName)) };
  }

  /** The table by which a parent with a discriminator, but without a union, hands over to its heirs. */
  heirTable(pointer: string): DispatchTable | undefined {
    const cached = this.heirTables.get(pointer);
    if (cached !== undefined) return cached ?? undefined;
    const table = this.buildHeirTable(pointer);
    this.heirTables.set(pointer, table ?? null);
    return table;
  }

  /** Whether `pointer` is an heir of `ancestor` (or that itself) and `ancestor` would dispatch back to it. */
  inherits(pointer: string, ancestor: string): boolean {
    if (!this.dispatches(ancestor)) return false;
    return pointer === ancestor || (this.descendants(ancestor)?.has(pointer) ?? false);
  }

  /** Whether a union in `node` leads to heirs of `pointer`, so that the plain variant must leave it out. */
  unionOfHeirs(node: SchemaNode, pointer: string): boolean {
    const heirs = this.descendants(pointer);
    return heirs !== undefined && [...(node.oneOf ?? []), ...(node.anyOf ?? [])].some((branch) => branch.ref !== undefined && heirs.has(branch.ref));
  }

  /** Every schema the parent's table leads to. */
  heirs(pointer: string): string[] {
    const table = this.heirTable(pointer);
    if (!table) return [];
    return [...new Set([...table.entries.values()].flat().concat(table.fallback ?? []).map((n) => n.ref!))].filter((p) => p !== pointer);
  }

  private dispatches(pointer: string): boolean {
    return this.heirTable(pointer) !== undefined || this.unionOfHeirs(this.source.node(pointer), pointer);
  }

  private buildHeirTable(pointer: string): DispatchTable | undefined {
    const { discriminator, oneOf, anyOf } = this.source.node(pointer);
    if (!discriminator || oneOf || anyOf) return undefined;
    const { propertyName, mapping, defaultMapping } = discriminator;
    const descendants = [...(this.descendants(pointer) ?? [])];
    if (descendants.length === 0 && mapping.size === 0) return undefined;
    const entries = new Map<string, SchemaNode[]>([...mapping].map(([value, target]) => [value, [reference(target)]]));
    const mapped = new Set(mapping.values());
    for (const heir of [pointer, ...descendants]) {
      if (mapped.has(heir)) continue;
      const own = heir === pointer ? undefined : tagValues(this.source, this.source.node(heir), propertyName, pointer);
      for (const value of own ?? [pointerSteps(heir)!.at(-1)!]) {
        if (!mapping.has(value)) entries.set(value, [...(entries.get(value) ?? []), reference(heir)]);
      }
    }
    const fallback = defaultMapping === undefined ? undefined : reference(defaultMapping);
    return { propertyName, entries, ...(fallback ? { fallback } : {}), absent: [reference(pointer)] };
  }

  /** Components that have `pointer` in their allOf, directly or through others. */
  private descendants(pointer: string): ReadonlySet<string> | undefined {
    this.descendantsByParent ??= this.indexDescendants();
    return this.descendantsByParent.get(pointer);
  }

  private indexDescendants(): Map<string, Set<string>> {
    const parents = new Map<string, string[]>();
    for (const component of this.source.components) {
      const found = allOfReferences(this.source.node(component));
      if (found.length > 0) parents.set(component, found);
    }
    const descendants = new Map<string, Set<string>>();
    for (const component of parents.keys()) {
      const visited = new Set<string>([component]);
      const queue = [...parents.get(component)!];
      for (let parent = queue.pop(); parent !== undefined; parent = queue.pop()) {
        if (visited.has(parent)) continue;
        visited.add(parent);
        descendants.set(parent, (descendants.get(parent) ?? new Set()).add(component));
        queue.push(...(parents.get(parent) ?? []));
      }
    }
    return descendants;
  }
}

function allOfReferences(node: SchemaNode): string[] {
  return (node.allOf ?? []).flatMap((part) => [...(part.ref === undefined ? [] : [part.ref]), ...allOfReferences(part)]);
}

function reference(pointer: string): SchemaNode {
  return { pointer, ref: pointer };
}
