import { define, isNode, object } from './walk';
import type { Node } from './walk';

/** The components openapi-typescript prints. */
type Kind = 'schemas' | 'responses' | 'parameters' | 'requestBodies' | 'headers' | 'pathItems';

/**
 * Points every `$ref` at a component that openapi-typescript prints under the same name. It turns
 * `#/a/b/c/items` into `a['b']['c']['items']`, which is no type, and prints the first segment of a
 * pointer unquoted, so that a hostile one becomes code. Such targets get a component of their own.
 */
export class References {
  private readonly moved = new Map<string, string>();

  private readonly root: Node;

  // no parameter property: Node runs this file from source by stripping types
  constructor(root: Node) {
    this.root = root;
  }

  /** @param node an object that may hold a `$ref` */
  settle(node: Node, kind: Kind): void {
    const ref = node['$ref'];
    if (typeof ref !== 'string' || isPlain(ref, kind)) return;
    const known = this.moved.get(`${kind} ${ref}`);
    if (known !== undefined) {
      node['$ref'] = known;
      return;
    }
    // `#` inside a schema with an `$id` means that schema, which has no type of its own; the document itself is never meant.
    const target = ref.startsWith('#/') ? lookUp(this.root, ref) : undefined;
    if (target === undefined) {
      delete node['$ref'];
      return;
    }
    const components = (this.root['components'] ??= {}) as Node;
    const holder = (components[kind] ??= {}) as Node;
    const name = freeName(ref, holder);
    this.moved.set(`${kind} ${ref}`, `#/components/${kind}/${name}`);
    node['$ref'] = `#/components/${kind}/${name}`;
    define(holder, name, isNode(target) ? structuredClone(target) : target === false ? { enum: [] } : {});
    if (isNode(target)) this.settle(holder[name] as Node, kind);
  }
}

/** A reference that is printed as it stands: to a component of that kind, by a name without `%`, `~` or `#`. */
function isPlain(ref: string, kind: Kind): boolean {
  const parts = ref.split('/');
  return parts.length === 4 && parts[0] === '#' && parts[1] === 'components' && parts[2] === kind && /^[^%~#]+$/.test(parts[3]!);
}

/** What stands at a local reference; undefined when nothing does. */
export function lookUp(root: Node, ref: string): unknown {
  let node: unknown = root;
  for (const part of ref.slice(ref.indexOf('#') + 1).split('/').slice(1)) {
    const key = decode(part);
    if (typeof node !== 'object' || node === null || !Object.hasOwn(node, key)) return undefined;
    node = (node as Node)[key];
  }
  return node;
}

function decode(part: string): string {
  const plain = part.replace(/~1/g, '/').replace(/~0/g, '~');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

/** `#/components/schemas/User/properties/address/items` gives `User.address.items`. */
function freeName(ref: string, holder: Node): string {
  const words = ref.split('/').slice(1).filter((w) => !['components', 'schemas', 'properties', 'paths', 'schema'].includes(w));
  const base = words.map((w) => decode(w).replace(/[^A-Za-z0-9_-]+/g, '_')).join('.') || 'root';
  for (let n = 1; ; n++) {
    const name = n === 1 ? base : `${base}_${n}`;
    if (!Object.hasOwn(object(holder), name)) return name;
  }
}
