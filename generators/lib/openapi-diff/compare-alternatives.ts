import { at } from './compare-values';
import { show, type Comparison, type Context, type Pair } from './comparison';
import { compareSchema } from './compare-schema';
import { deepEqual } from './deep-equal';
import { isObject, items, type Node } from './nodes';
import type { RuleId } from './rules';

const IDS = { allOf: 'all-of', anyOf: 'any-of', oneOf: 'one-of' } as const;

/** `allOf`, `anyOf` and `oneOf`: members are the same by reference, by equality, else by their order. */
export function compareAlternatives(comparison: Comparison, pair: Pair, context: Context): void {
  for (const keyword of ['allOf', 'anyOf', 'oneOf'] as const) {
    const place = at(pair, keyword);
    const [old, now] = [[...items(place.old)], [...items(place.now)]];
    if (old.length === 0 && now.length === 0) continue;
    if (keyword !== 'allOf' && (old.length === 0 || now.length === 0)) {
      comparison.report(old.length === 0 ? 'alternatives-added' : 'alternatives-removed', place, context, keyword);
      continue;
    }
    for (const match of [sameName, same]) {
      for (const one of [...old]) {
        const other = now.find((candidate) => match(one, candidate));
        if (!other) continue;
        old.splice(old.indexOf(one), 1);
        now.splice(now.indexOf(other), 1);
        compareSchema(comparison, { old: one, now: other }, context);
      }
    }
    while (old.length > 0 && now.length > 0) compareSchema(comparison, { old: old.shift()!, now: now.shift()! }, context);
    for (const one of now) comparison.report(`${IDS[keyword]}-member-added` as RuleId, { old: place.old, now: one }, context, label(one));
    for (const one of old) comparison.report(`${IDS[keyword]}-member-removed` as RuleId, { old: one, now: place.now }, context, label(one));
  }
}

function nameOf({ value }: Node): unknown {
  return isObject(value) ? value['$ref'] ?? value['title'] : undefined;
}

function sameName(a: Node, b: Node): boolean {
  return nameOf(a) !== undefined && nameOf(a) === nameOf(b);
}

function same(a: Node, b: Node): boolean {
  return deepEqual(a.value, b.value);
}

function label(node: Node): string {
  return show(nameOf(node) ?? node.value);
}
