import { compareContent } from './compare-content';
import { compareSchema } from './compare-schema';
import { at } from './compare-values';
import { from, type Comparison, type Context, type Pair } from './comparison';
import { child, follow, isObject, items, type Json, type Node } from './nodes';

/** Parameters of an operation and its path item, by place and name; path parameters by their place in the path. */
export function compareParameters(comparison: Comparison, operation: Pair, pathItem: Pair, given: Context): void {
  const context = { ...given, parameter: true };
  const old = parametersOf(comparison.before, operation.old, pathItem.old);
  const now = parametersOf(comparison.after, operation.now, pathItem.now);
  for (const [key, node] of old) {
    const other = now.get(key);
    if (other) compareParameter(comparison, { old: node, now: other }, context, key);
    else comparison.report((node.value as Json)['deprecated'] === true ? 'deprecated-parameter-removed' : 'parameter-removed', { old: node, now: child(operation.now, 'parameters') }, context, key);
  }
  for (const [key, node] of now) {
    if (old.has(key)) continue;
    comparison.report((node.value as Json)['required'] === true ? 'required-parameter-added' : 'optional-parameter-added', { old: child(operation.old, 'parameters'), now: node }, context, key);
  }
}

/** `query limit` and so on; header names without regard to case; `path 0` is the first of the path. */
function parametersOf(root: Json, operation: Node, pathItem: Node): Map<string, Node> {
  const template = pathItem.pointer.slice(pathItem.pointer.lastIndexOf('/') + 1).replace(/~1/g, '/').replace(/~0/g, '~');
  const order = [...template.matchAll(/\{([^}]*)\}/g)].map((match) => match[1]);
  const found = new Map<string, Node>();
  for (const node of [...items(child(pathItem, 'parameters')), ...items(child(operation, 'parameters'))]) {
    const resolved = follow(root, node);
    if (!isObject(resolved.value)) continue;
    const { in: place, name } = resolved.value as { in?: string; name?: string };
    const index = place === 'path' ? order.indexOf(name) : -1;
    found.set(index >= 0 ? `path ${index}` : `${place} ${place === 'header' ? String(name).toLowerCase() : name}`, resolved);
  }
  return found;
}

function compareParameter(comparison: Comparison, pair: Pair, context: Context, key: string): void {
  if (!comparison.first(pair, context)) return;
  const required = at(pair, 'required');
  const [was, is] = [required.old.value === true, required.now.value === true];
  if (was !== is) comparison.report(is ? 'parameter-became-required' : 'parameter-became-optional', required, context, key);
  const deprecated = at(pair, 'deprecated');
  const [before, after] = [deprecated.old.value === true, deprecated.now.value === true];
  if (before !== after) comparison.report(after ? 'parameter-deprecated' : 'parameter-reactivated', deprecated, context, key);
  const [old, now] = [serialization(pair.old), serialization(pair.now)];
  for (const field of ['style', 'explode', 'allowReserved', 'allowEmptyValue'] as const) {
    if (old[field] !== now[field]) comparison.report('parameter-serialization-changed', at(pair, field), context, `${key}: ${field} ${from(old[field], now[field])}`);
  }
  compareSchema(comparison, at(pair, 'schema'), context);
  compareContent(comparison, at(pair, 'content'), context);
}

/** With the defaults of the specification (3.1 §4.8.12.2). */
function serialization({ value }: Node): Readonly<Record<'style' | 'explode' | 'allowReserved' | 'allowEmptyValue', unknown>> {
  const parameter = value as Json;
  const style = parameter['style'] ?? (parameter['in'] === 'query' || parameter['in'] === 'cookie' ? 'form' : 'simple');
  return { style, explode: parameter['explode'] ?? style === 'form', allowReserved: parameter['allowReserved'] ?? false, allowEmptyValue: parameter['allowEmptyValue'] ?? false };
}
