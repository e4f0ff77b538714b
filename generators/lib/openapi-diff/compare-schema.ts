import { compareAlternatives } from './compare-alternatives';
import { compareBounds } from './compare-bounds';
import { compareConstraints } from './compare-constraints';
import { compareDiscriminator } from './compare-discriminator';
import { compareProperties } from './compare-properties';
import { compareValues } from './compare-values';
import type { Comparison, Context, Pair } from './comparison';
import { child, follow, isObject, type Json, type Node } from './nodes';

/** Compares two schemas, keyword by keyword. A missing schema accepts anything, as `{}` does. */
export function compareSchema(comparison: Comparison, pair: Pair, context: Context): void {
  const at = { old: effective(comparison.before, pair.old), now: effective(comparison.after, pair.now) };
  if (!comparison.first(at, context)) return;
  compareValues(comparison, at, context);
  compareBounds(comparison, at, context);
  compareProperties(comparison, at, context);
  compareAlternatives(comparison, at, context);
  compareDiscriminator(comparison, at, context);
  compareConstraints(comparison, at, context);
  for (const keyword of ['items', 'additionalProperties'] as const) {
    const [old, now] = [child(at.old, keyword), child(at.now, keyword)];
    if (isObject(old.value) && isObject(now.value)) compareSchema(comparison, { old, now }, context);
  }
}

/** A schema whose reference is followed; what stands beside the reference counts too (JSON Schema 2020-12 §8.2.3.1). */
function effective(root: Json, node: Node): Node {
  if (node.value === undefined || node.value === true) return { ...node, value: {} };
  if (node.value === false) return { ...node, value: { not: {} } };
  if (!isObject(node.value) || typeof node.value['$ref'] !== 'string') return node;
  const { $ref: _reference, ...beside } = node.value;
  const target = follow(root, node);
  if (target === node || Object.keys(beside).length === 0) return typeof target.value === 'boolean' ? effective(root, target) : target;
  return { pointer: node.pointer, value: { ...(isObject(target.value) ? target.value : {}), ...beside } };
}
