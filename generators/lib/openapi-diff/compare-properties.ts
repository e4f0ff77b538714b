import { at } from './compare-values';
import type { Comparison, Context, Pair } from './comparison';
import { show } from './comparison';
import { compareSchema } from './compare-schema';
import { follow, isObject, members, type Json, type Node } from './nodes';

/** `properties`, `required`, `additionalProperties`, `readOnly` and `writeOnly`. */
export function compareProperties(comparison: Comparison, pair: Pair, context: Context): void {
  const properties = at(pair, 'properties');
  const [required, needed] = [requiredOf(pair.old), requiredOf(pair.now)];
  for (const name of new Set([...members(properties.old), ...members(properties.now)])) {
    const place = at(properties, name);
    if (place.old.value === undefined) reportNew(comparison, place, context, name, needed.has(name));
    else if (place.now.value === undefined) comparison.report('property-removed', place, context, show(name));
    else compareSchema(comparison, place, context);
  }
  for (const name of new Set([...required, ...needed])) {
    if (required.has(name) === needed.has(name)) continue;
    const place = at(properties, name);
    // A new or removed property has been reported as such.
    if ((place.old.value === undefined) !== (place.now.value === undefined)) continue;
    if (foreign(comparison, place, context)) continue;
    comparison.report(needed.has(name) ? 'property-became-required' : 'property-became-optional', at(pair, 'required'), context, show(name));
  }
  compareAdditional(comparison, pair, context);
  for (const [keyword, set, unset] of [['readOnly', 'became-read-only', 'became-not-read-only'], ['writeOnly', 'became-write-only', 'became-not-write-only']] as const) {
    const place = at(pair, keyword);
    if ((place.old.value === true) !== (place.now.value === true)) comparison.report(place.now.value === true ? set : unset, place, context);
  }
}

function requiredOf({ value }: Node): ReadonlySet<string> {
  const list = (value as Json | undefined)?.['required'];
  return new Set(Array.isArray(list) ? (list as string[]) : []);
}

function reportNew(comparison: Comparison, place: Pair, context: Context, name: string, required: boolean): void {
  const needed = required && !foreign(comparison, place, context);
  comparison.report(needed ? 'required-property-added' : 'optional-property-added', place, context, show(name));
}

/** Nobody sends what is read-only, nobody receives what is write-only (3.1 §4.8.24.1). */
function foreign(comparison: Comparison, { now }: Pair, { direction }: Context): boolean {
  const schema = follow(comparison.after, now).value;
  return isObject(schema) && ((direction === 'request' && schema['readOnly'] === true) || (direction === 'response' && schema['writeOnly'] === true));
}

function compareAdditional(comparison: Comparison, pair: Pair, context: Context): void {
  const place = at(pair, 'additionalProperties');
  const rank = ({ value }: Node): number => (value === false ? 0 : isObject(value) && Object.keys(value).length > 0 ? 1 : 2);
  const [old, now] = [rank(place.old), rank(place.now)];
  if (old !== now) comparison.report(now < old ? 'additional-properties-closed' : 'additional-properties-opened', place, context);
}

