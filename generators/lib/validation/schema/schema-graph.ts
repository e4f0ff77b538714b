import type { Composition } from './composition';
import { children } from './node';
import type { SchemaNode } from './node';

/** What is found in a schema or anywhere it leads to. */
export interface Features {
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly binary: boolean;
  readonly defaults: boolean;
  /** Names `__proto__` or `constructor`, so such keys are data. */
  readonly prototypeKeys: boolean;
  readonly discriminators: boolean;
}

export interface GraphInfo extends Features {
  /** Leads back to itself. */
  readonly recursive: boolean;
}

interface Source {
  node(pointer: string): SchemaNode;
  /** Schemas a parent hands over to. */
  heirs(pointer: string): readonly string[];
}

/** Which schemas lead to which, and what that means for all of them (Tarjan's strongly connected components). */
export class SchemaGraph {
  private readonly known = new Map<string, GraphInfo>();
  private readonly direct = new WeakMap<SchemaNode, { features: Features; edges: readonly string[] }>();
  private readonly order = new Map<string, number>();
  private readonly stack: string[] = [];

  constructor(private readonly source: Source, private readonly composition: Composition) {}

  /** Facts about the schema at a canonical pointer. */
  info(pointer: string): GraphInfo {
    if (!this.known.has(pointer)) this.visit(pointer);
    return this.known.get(pointer)!;
  }

  /** Facts about an inline schema. */
  featuresOf(node: SchemaNode): Features {
    const { features, edges } = this.read(node);
    return edges.reduce<Features>((sum, edge) => merge(sum, this.info(edge)), features);
  }

  private visit(pointer: string): number {
    const index = this.order.size;
    let low = index;
    this.order.set(pointer, index);
    this.stack.push(pointer);
    const edges = this.edges(pointer);
    for (const next of edges) {
      if (this.known.has(next)) continue;
      const seen = this.order.get(next);
      low = Math.min(low, seen ?? this.visit(next));
    }
    if (low === index) this.close(pointer);
    return low;
  }

  /** `pointer` is the first of its component: everything above it on the stack belongs to it. */
  private close(pointer: string): void {
    const members = this.stack.splice(this.stack.indexOf(pointer));
    let features = NOTHING;
    for (const member of members) {
      features = merge(features, this.read(this.source.node(member)).features);
      for (const edge of this.edges(member)) {
        const known = this.known.get(edge);
        if (known) features = merge(features, known);
      }
    }
    const recursive = members.length > 1 || this.edges(pointer).includes(pointer);
    for (const member of members) this.known.set(member, { ...features, recursive });
  }

  private edges(pointer: string): readonly string[] {
    const heirs = this.source.heirs(pointer);
    const { edges } = this.read(this.source.node(pointer));
    return heirs.length === 0 ? edges : [...edges, ...heirs];
  }

  /** Everything in the schema itself, its inline subschemas included. */
  private read(root: SchemaNode): { features: Features; edges: readonly string[] } {
    const cached = this.direct.get(root);
    if (cached) return cached;
    const edges = new Set<string>();
    let readOnly = false, writeOnly = false, binary = false, defaults = false, prototypeKeys = false, discriminators = false;
    const walk = (node: SchemaNode): void => {
      if (node.ref !== undefined) edges.add(node.ref);
      binary ||= node.binary === true;
      discriminators ||= node.discriminator !== undefined;
      prototypeKeys ||= PROTOTYPE_KEYS.some((name) => node.properties?.has(name) || node.required?.includes(name));
      for (const schema of node.properties?.values() ?? []) {
        readOnly ||= this.composition.isWithheld(schema, { direction: 'request' });
        writeOnly ||= this.composition.isWithheld(schema, { direction: 'response' });
        defaults ||= this.composition.defaultOf(schema) !== undefined;
      }
      children(node).forEach(walk);
    };
    walk(root);
    const found = { features: { readOnly, writeOnly, binary, defaults, prototypeKeys, discriminators }, edges: [...edges] };
    this.direct.set(root, found);
    return found;
  }
}

const NOTHING: Features = { readOnly: false, writeOnly: false, binary: false, defaults: false, prototypeKeys: false, discriminators: false };
const PROTOTYPE_KEYS = ['__proto__', 'constructor'];

function merge(a: Features, b: Features): Features {
  return {
    readOnly: a.readOnly || b.readOnly,
    writeOnly: a.writeOnly || b.writeOnly,
    binary: a.binary || b.binary,
    defaults: a.defaults || b.defaults,
    prototypeKeys: a.prototypeKeys || b.prototypeKeys,
    discriminators: a.discriminators || b.discriminators,
  };
}
