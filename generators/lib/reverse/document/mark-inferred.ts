import type { Json } from '../../openapi-diff/nodes';
import { isObject, tokensOf } from '../../openapi-diff/nodes';

export const INFERRED = 'x-inferred';

/**
 * Writes `x-inferred` into a document: `true` on an object that the source does not declare, or the
 * names of such members where these are lists or texts. The input is changed.
 * @param pointers RFC 6901
 */
export function markInferred(document: Json, pointers: readonly string[]): void {
  for (const pointer of pointers) {
    const tokens = tokensOf(pointer);
    let parent: unknown;
    let node: unknown = document;
    for (const token of tokens) {
      parent = node;
      node = typeof node === 'object' && node !== null && Object.hasOwn(node, token) ? (node as Json)[token] : undefined;
    }
    if (isObject(node)) node[INFERRED] = true;
    else if (node !== undefined && isObject(parent) && parent[INFERRED] !== true) {
      parent[INFERRED] = [...new Set([...((parent[INFERRED] as string[] | undefined) ?? []), tokens.at(-1)!])].sort();
    }
  }
}

/** Whether a node, or a member of it, is marked. */
export function isInferred(node: unknown, member?: string): boolean {
  if (!isObject(node)) return false;
  const mark = node[INFERRED];
  return mark === true || (member !== undefined && Array.isArray(mark) && mark.includes(member));
}
