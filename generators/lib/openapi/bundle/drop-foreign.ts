import type { Extension } from '../walk/walker';

/**
 * Leaves out extensions that refer to other files (`x-codeSamples: [{$ref: examples/curl.yml}]`):
 * such a reference has lost its base in the bundle, and openapi-typescript would try to read it.
 */
export function dropForeign(extensions: readonly Extension[]): void {
  for (const { node, key } of extensions) if (isForeign(node[key], 0)) delete node[key];
}

function isForeign(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth > 100) return true;
  const ref = (value as { $ref?: unknown }).$ref;
  if (typeof ref === 'string' && !ref.startsWith('#/')) return true;
  return Object.values(value).some((child) => isForeign(child, depth + 1));
}
