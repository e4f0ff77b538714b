import type { Json } from '../../openapi-diff/nodes';
import { isObject } from '../../openapi-diff/nodes';

/** Every `$ref`, and mapping of a discriminator, below a node. */
export function referencesIn(node: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(node)) for (const item of node) referencesIn(item, found);
  else if (isObject(node)) {
    for (const [key, value] of Object.entries(node)) {
      if (key === '$ref' && typeof value === 'string') found.add(value);
      else if (key === 'mapping' && isObject(value)) for (const target of Object.values(value)) found.add(String(target));
      else referencesIn(value, found);
    }
  }
  return found;
}

/** The node with other references: `#/components/schemas/A` and what lies below it, by name. The input is not changed. */
export function renameReferences(node: unknown, names: ReadonlyMap<string, string>): unknown {
  if (names.size === 0) return node;
  if (Array.isArray(node)) return node.map((item) => renameReferences(item, names));
  if (!isObject(node)) return node;
  return Object.fromEntries(Object.entries(node).map(([key, value]) => {
    if (key === '$ref' && typeof value === 'string') return [key, renamed(value, names)];
    if (key === 'mapping' && isObject(value)) return [key, Object.fromEntries(Object.entries(value).map(([k, v]) => [k, typeof v === 'string' ? renamed(v, names) : v]))];
    return [key, renameReferences(value, names)];
  }));
}

function renamed(reference: string, names: ReadonlyMap<string, string>): string {
  const component = /^#\/components\/[^/]+\/[^/]+/.exec(reference)?.[0];
  const other = component === undefined ? undefined : names.get(component);
  return other === undefined ? reference : other + reference.slice(component!.length);
}

/** Components that paths, webhooks and each other lead to, as `#/components/…` references. */
export function reachable(document: Json): ReadonlySet<string> {
  const reached = new Set<string>();
  const queue = [...referencesIn({ paths: document['paths'], webhooks: document['webhooks'] })];
  const components = (document['components'] ?? {}) as Json;
  for (const reference of queue) {
    const match = /^#\/components\/([^/]+)\/([^/]+)/.exec(reference);
    if (!match || reached.has(match[0])) continue;
    reached.add(match[0]);
    const name = match[2]!.replace(/~1/g, '/').replace(/~0/g, '~');
    queue.push(...referencesIn((components[match[1]!] as Json | undefined)?.[name]));
  }
  return reached;
}
