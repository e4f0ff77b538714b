export type Json = Record<string, unknown>;

/** A value and its place in its document. */
export interface Node {
  readonly value: unknown;
  /** RFC 6901; empty for the root. */
  readonly pointer: string;
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function escapeToken(token: string): string {
  return token.replace(/~/g, '~0').replace(/\//g, '~1');
}

export function child(node: Node, key: string | number): Node {
  const { value } = node;
  const own = typeof value === 'object' && value !== null && Object.hasOwn(value, key);
  return { value: own ? (value as Json)[key] : undefined, pointer: `${node.pointer}/${escapeToken(String(key))}` };
}

/** Members of an object; none of anything else. */
export function members(node: Node): readonly string[] {
  return isObject(node.value) ? Object.keys(node.value) : [];
}

export function items(node: Node): readonly Node[] {
  return Array.isArray(node.value) ? node.value.map((_, index) => child(node, index)) : [];
}

export function tokensOf(pointer: string): string[] {
  return pointer.split('/').slice(1).map((token) => token.replace(/~1/g, '/').replace(/~0/g, '~'));
}

/** What a local reference names; undefined: nothing stands there. */
export function lookUp(root: Json, reference: string): Node | undefined {
  if (!reference.startsWith('#')) return undefined;
  let node: Node = { value: root, pointer: '' };
  let fragment = reference.slice(1);
  try {
    fragment = decodeURIComponent(fragment);
  } catch {
    // a percent sign that encodes nothing stands for itself
  }
  for (const token of tokensOf(fragment)) node = child(node, token);
  return node.value === undefined ? undefined : node;
}

const HOPS = 50;

/** The object itself where a reference stands. References that lead nowhere or round stay. */
export function follow(root: Json, node: Node): Node {
  let at = node;
  for (let hops = 0; hops < HOPS && isObject(at.value) && typeof at.value['$ref'] === 'string'; hops++) {
    const next = lookUp(root, at.value['$ref']);
    if (!next) return at;
    at = next;
  }
  return at;
}
