import type { SchemaLocation } from '../model';
import { buildValue, NONE } from './build-value';
import type { Place } from './build-value';
import type { FlatSchema } from './flat-schema';
import type { Search } from './search';

const MAX_ITEMS = 10_000;

/** An array: prefixItems, what `contains` asks for, and items up to minItems; one item when `rich`. */
export function buildArray(flat: FlatSchema, place: Place, search: Search, rich: boolean): unknown {
  const list: unknown[] = [];
  const least = Math.min(Math.max(flat.least.items, rich && place.depth < 6 ? Math.min(1, flat.most.items) : 0), MAX_ITEMS);
  const add = (schemas: readonly SchemaLocation[]): boolean => {
    const built = item(schemas, list, flat, place, search);
    if (built === NONE) return false;
    list.push(built);
    return true;
  };
  for (const schemas of flat.prefixItems) {
    if (list.length >= flat.most.items || (list.length >= flat.least.items && !rich)) break;
    if (!add(schemas)) return list.length >= flat.least.items ? list : NONE;
  }
  for (const { at, least: times } of flat.contains) {
    for (let n = 0; n < times; n++) if (!add([...flat.items, at])) return NONE;
  }
  while (list.length < least) {
    if (!add(flat.items)) return list.length >= flat.least.items ? list : NONE;
  }
  return list;
}

function item(schemas: readonly SchemaLocation[], before: readonly unknown[], flat: FlatSchema, place: Place, search: Search): unknown {
  const index = before.length;
  const seen = flat.uniqueItems ? new Set(before.map((v) => JSON.stringify(v))) : undefined;
  for (let salt = place.salt + (flat.uniqueItems ? index : 0); ; salt++) {
    const path = `${place.path}/${index}`;
    const built = buildValue(schemas, { path, depth: place.depth + 1, salt, hint: place.hint }, search);
    if (built === NONE || seen === undefined || !seen.has(JSON.stringify(built))) return built;
    if (!search.advance(path) && salt > place.salt + index + 20) return NONE;
  }
}
