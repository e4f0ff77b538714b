import { createHash } from 'node:crypto';
import type { BundledDocument, Dialect } from '../model';
import type { Origin } from '../model/origin';
import type { Origins } from './bundle/origins';
import type { Version } from './detect-version';
import { MARKER_MEMBER } from './marker-member';
import { member, parseFragment } from './refs/pointer';
import { isReference } from './walk/nodes';

/** References followed before a chain counts as a loop. */
const MAX_HOPS = 100;

/** The document all later stages read. */
export class Bundle implements BundledDocument {
  readonly dialect: Dialect;
  readonly digest: string;
  private readonly known = new Map<string, unknown>();

  constructor(
    readonly root: Readonly<Record<string, unknown>>,
    readonly version: Version,
    readonly files: readonly string[],
    private readonly origins: Origins,
  ) {
    this.dialect = version === '2.0' || version === '3.0' ? 'openapi-3.0' : '2020-12';
    this.digest = digestOf(root);
  }

  resolve(pointer: string): unknown {
    let node = this.at(pointer);
    for (let hops = 0; this.isPure(node); hops++) {
      if (hops === MAX_HOPS) return undefined;
      node = this.at(node.$ref);
    }
    return node;
  }

  at(pointer: string): unknown {
    if (this.known.has(pointer)) return this.known.get(pointer);
    const found = this.descend(pointer, 0);
    this.known.set(pointer, found);
    return found;
  }

  origin(node: object, key?: string | number): Origin | undefined {
    return this.origins.find(node, key);
  }

  private descend(pointer: string, hops: number): unknown {
    const tokens = pointer.startsWith('#') ? parseFragment(pointer.slice(1)) : undefined;
    if (!tokens || hops > MAX_HOPS) return undefined;
    let node: unknown = this.root;
    for (const token of tokens) {
      let next = member(node, token);
      for (let n = hops; next === undefined && isReference(node) && n < MAX_HOPS; n++) {
        node = this.descend(node.$ref, n + 1);
        next = member(node, token);
      }
      if (next === undefined) return undefined;
      node = next;
    }
    return node;
  }

  /** In 3.1 a schema may have more keywords beside `$ref`, so it is not the same as its target. */
  private isPure(node: unknown): node is { $ref: string } {
    if (!isReference(node) || !node.$ref.startsWith('#')) return false;
    if (this.dialect === 'openapi-3.0') return true;
    return Object.keys(node).every((key) => key === '$ref' || key === 'summary' || key === 'description' || key.startsWith('x-'));
  }
}

/** The same for a document and for what `routes` stores of it, which is the same with a marker: either may be what is generated from. */
function digestOf({ [MARKER_MEMBER]: _marker, ...document }: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify(document)).digest('hex');
}
