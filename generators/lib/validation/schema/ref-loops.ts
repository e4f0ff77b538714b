import type { SchemaNode } from './node';

interface Source {
  node(pointer: string): SchemaNode;
}

/**
 * Whether a schema refers to itself by `$ref` and `allOf` alone, so that checking a value would
 * never come to an end. Referring to itself from a property or an item is recursion, and fine.
 */
export function isLoop(source: Source, pointer: string): boolean {
  const visited = new Set<string>();
  const queue = references(source.node(pointer));
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (next === pointer) return true;
    if (visited.has(next)) continue;
    visited.add(next);
    queue.push(...references(source.node(next)));
  }
  return false;
}

function references(node: SchemaNode): string[] {
  return [...(node.ref === undefined ? [] : [node.ref]), ...(node.allOf ?? []).flatMap(references)];
}
