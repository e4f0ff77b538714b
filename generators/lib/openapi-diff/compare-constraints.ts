import { addedOrChanged } from './compare-values';
import type { Comparison, Context, Pair } from './comparison';
import { isObject, type Json } from './nodes';
import { plainSchema } from './plain-schema';

const KEYWORDS = [
  'not', 'if', 'then', 'else', 'dependentRequired', 'dependentSchemas', 'propertyNames', 'patternProperties', 'prefixItems', 'contains',
  'unevaluatedItems', 'unevaluatedProperties', 'contentMediaType', 'contentEncoding', 'contentSchema', 'items', '$dynamicRef',
];

/** Keywords whose change is not looked into: new ones narrow, those that are gone widen. */
export function compareConstraints(comparison: Comparison, pair: Pair, context: Context): void {
  const plain = { old: plainly(pair.old), now: plainly(pair.now) };
  for (const keyword of KEYWORDS) {
    // Two item schemas are compared keyword by keyword.
    if (keyword === 'items' && isObject((pair.old.value as Json)['items']) && isObject((pair.now.value as Json)['items'])) continue;
    addedOrChanged(comparison, plain, context, keyword, ['constraint-added', 'constraint-removed', 'constraint-changed']);
  }
}

/** Without what only tells people something: `{ not: { description } }` is the same for both. */
function plainly({ value, pointer }: Pair['old']): Pair['old'] {
  if (!isObject(value)) return { value, pointer };
  return { pointer, value: Object.fromEntries(KEYWORDS.filter((keyword) => value[keyword] !== undefined).map((keyword) => [keyword, plainSchema(value[keyword])])) };
}
