import { isObject, member, parseFragment, type Tokens } from '../refs/pointer';
import type { Reference } from '../walk/reference';
import type { Source } from '../source/source';

/** Names that schemas give themselves by `$id`, `$anchor` and `$dynamicAnchor` in the entry. */
export class SchemaIds {
  private readonly ids = new Set<string>();
  private readonly anchors = new Set<string>();

  /** Collects the names in a source; only schemas have these keywords with string values. */
  add(source: Source): void {
    if (!/\$(id|anchor|dynamicAnchor)/.test(source.text)) return;
    this.visit(source.value, '', 0);
  }

  private visit(node: unknown, base: string, depth: number): void {
    if (typeof node !== 'object' || node === null || depth > 1000) return;
    if (isObject(node)) {
      const { $id, $anchor, $dynamicAnchor } = node;
      if (typeof $id === 'string') {
        base = resolveUri(base, $id);
        this.ids.add(base.replace(/#$/, ''));
      }
      for (const name of [$anchor, $dynamicAnchor]) if (typeof name === 'string') this.anchors.add(`${base}#${name}`);
    }
    for (const child of Object.values(node)) this.visit(child, base, depth + 1);
  }

  /**
   * True when the schema compiler resolves the reference by these names, so that it stays as written:
   * it names an `$id`, an anchor, or a place inside the enclosing resource.
   */
  names(reference: Reference): boolean {
    const { text, source, resource } = reference;
    if (this.ids.size + this.anchors.size === 0) return false;
    const base = baseOf(source.value, reference.tokens);
    const uri = resolveUri(base, text);
    const [absolute, fragment = ''] = uri.split('#') as [string, string?];
    if (this.anchors.has(uri)) return true;
    if (absolute !== '' && absolute !== base && this.ids.has(absolute)) return true;
    if (resource === undefined || absolute !== base) return false;
    const inside = parseFragment(fragment);
    return inside !== undefined && at(source.value, [...resource, ...inside]) !== undefined;
  }
}

/** Base URI at a place: the `$id`s on the way, each resolved against the one before. */
function baseOf(root: unknown, tokens: Tokens): string {
  let base = '';
  let node: unknown = root;
  for (let i = 0; ; i++) {
    const id = isObject(node) ? node['$id'] : undefined;
    if (typeof id === 'string') base = resolveUri(base, id).replace(/#$/, '');
    if (i === tokens.length) break;
    node = member(node, tokens[i]!);
  }
  return base;
}

function at(root: unknown, tokens: Tokens): unknown {
  return tokens.reduce<unknown>((node, token) => member(node, token), root);
}

/** RFC 3986 resolution that also works with no base and with `urn:`. */
export function resolveUri(base: string, reference: string): string {
  if (reference.startsWith('#')) return base.split('#')[0]! + reference;
  const root = 'https://no-base.invalid/';
  try {
    const resolved = new URL(reference, new URL(base === '' ? root : base, root)).href;
    return resolved.startsWith(root) ? resolved.slice(root.length) : resolved;
  } catch {
    return reference;
  }
}
