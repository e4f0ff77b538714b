import type { Origins } from '../bundle/origins';
import { isObject } from '../refs/pointer';
import { isReference } from '../walk/nodes';

export type Node = Record<string, unknown>;

/** What every part of the upgrade needs. */
export interface Upgrade {
  /** The bundled Swagger 2.0 document. */
  readonly root: Node;
  readonly origins: Origins;
}

/** True for `in: body` and `in: formData`, which become the request body. */
export function isBody(upgrade: Upgrade, parameter: unknown): boolean {
  const at = follow(upgrade, parameter)?.['in'];
  return at === 'body' || at === 'formData';
}

/** The object a local reference of the 2.0 document stands for. */
export function follow({ root }: Upgrade, node: unknown): Node | undefined {
  let at = node;
  for (let hops = 0; isReference(at) && hops < 100; hops++) {
    at = lookUp(root, at.$ref);
  }
  return isObject(at) ? at : undefined;
}

export function lookUp(root: unknown, ref: string): unknown {
  const tokens = ref.slice(2).split('/').map((t) => t.replace(/%25/g, '%').replace(/~1/g, '/').replace(/~0/g, '~'));
  return tokens.reduce<unknown>((node, token) => (isObject(node) || Array.isArray(node) ? (node as Node)[token] : undefined), root);
}

export function consumes(node: Node): string[] | undefined {
  return Array.isArray(node['consumes']) ? (node['consumes'] as string[]) : undefined;
}

export function produces(node: Node): string[] | undefined {
  return Array.isArray(node['produces']) ? (node['produces'] as string[]) : undefined;
}

/** Without the members that are undefined. */
export function defined(node: Node): Node {
  return Object.fromEntries(Object.entries(node).filter(([, value]) => value !== undefined));
}
