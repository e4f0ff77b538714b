import { badStyle, tooDeep } from './failure';
import type { Failure } from './failure';

/** What was sent under one place of a nested name: `a[b][c]=d` makes the nodes b and c. */
export interface DeepNode {
  /** Raw values sent right here. */
  readonly values: string[];
  /** By key; `` for `[]`. */
  children: Map<string, DeepNode> | undefined;
}

/** Deeper than any hand-written query; what is deeper would exhaust the stack when it is converted. */
const MAX_DEPTH = 32;

export function emptyNode(): DeepNode {
  return { values: [], children: undefined };
}

/**
 * Puts a value at `[b][c]` below `root`.
 * @param name decoded name of the pair
 * @param start where the bracketed part begins; at the end of the name the value is the root's own
 */
export function insert(root: DeepNode, name: string, start: number, value: string): Failure | undefined {
  let node = root;
  let depth = 0;
  for (let at = start; at < name.length; ) {
    if (name.charCodeAt(at) !== OPEN) return badStyle;
    const close = name.indexOf(']', at);
    if (close === -1) return badStyle;
    if (++depth > MAX_DEPTH) return tooDeep;
    node = child(node, name.slice(at + 1, close));
    at = close + 1;
  }
  node.values.push(value);
  return undefined;
}

/** The node under `key`, made when it is not there. */
export function child(node: DeepNode, key: string): DeepNode {
  node.children ??= new Map();
  let found = node.children.get(key);
  if (found === undefined) node.children.set(key, (found = emptyNode()));
  return found;
}

/** The children in the order of a list, when their keys are `` or numbers: `a[]`, `a[0]`; else undefined. */
export function listChildren(children: ReadonlyMap<string, DeepNode>): DeepNode[] | undefined {
  const keys = [...children.keys()];
  if (!keys.every((key) => INDEX.test(key))) return undefined;
  const numbered = keys.filter((key) => key !== '').sort((a, b) => Number(a) - Number(b));
  const nodes = numbered.map((key) => children.get(key)!);
  const appended = children.get('');
  if (appended === undefined) return nodes;
  if (appended.children !== undefined) return [...nodes, appended];
  return [...nodes, ...appended.values.map((value) => ({ values: [value], children: undefined }))];
}

const OPEN = 91;
/** Up to nine digits: the indexes only give an order, so `a[999999999]` costs nothing. */
const INDEX = /^\d{0,9}$/;
