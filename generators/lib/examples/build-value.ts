import type { SchemaLocation } from '../model';
import { buildArray } from './build-array';
import { buildFraction, buildNumber } from './build-number';
import { buildObject } from './build-object';
import { buildString } from './build-string';
import { flatten } from './flatten';
import type { FlatSchema } from './flat-schema';
import type { Search } from './search';

/** Where a value is being built. */
export interface Place {
  /** JSON pointer in the value, as validators report it. */
  readonly path: string;
  readonly depth: number;
  /** Makes siblings of an array differ. */
  readonly salt: number;
  /** What to call a text that means nothing. */
  readonly hint: string;
}

/** No value satisfies the schemas, or none without recursing for ever. */
export const NONE = Symbol('none');

const MAX_DEPTH = 14;
const MAX_VARIANTS = 48;

/** A value that all of the schemas should accept, by the decision that is due at this place. */
export function buildValue(locations: readonly SchemaLocation[], place: Place, search: Search): unknown {
  if (place.depth > MAX_DEPTH || search.exhausted()) return NONE;
  const options: (() => unknown)[] = [];
  const lean: (() => unknown)[] = [];
  let variants = 0;
  for (const flat of flatten(locations, search.document)) {
    if (flat.values === undefined) for (const value of flat.suggestions) options.push(() => value);
    options.push(() => build(flat, place, search, true));
    lean.push(() => build(flat, place, search, false));
    if (flat.nullable) lean.push(() => null);
    if (++variants === MAX_VARIANTS) break;
  }
  return search.decide(place.path, search.lean ? [...lean, ...options] : [...options, ...lean]);
}

function build(flat: FlatSchema, place: Place, search: Search, rich: boolean): unknown {
  if (flat.values !== undefined) {
    const allowed = flat.values.filter((v) => flat.types === undefined || [...flat.types].some((t) => hasType(v, t)) || (v === null && flat.nullable));
    const list = allowed.length > 0 ? allowed : flat.values;
    return rich ? list[place.salt % list.length] : list[(place.salt + 1) % list.length];
  }
  for (const type of typesOf(flat)) {
    const value = ofType(type, flat, place, search, rich);
    if (value !== NONE && value !== undefined) return value;
  }
  return flat.nullable ? null : NONE;
}

function ofType(type: string, flat: FlatSchema, place: Place, search: Search, rich: boolean): unknown {
  switch (type) {
    case 'object': return buildObject(flat, place, search, rich);
    case 'array': return buildArray(flat, place, search, rich);
    case 'string': return buildString(flat, place.salt, place.hint);
    case 'integer': return buildNumber(flat, true, place.salt);
    // `oneOf: [{type: integer}, {type: number}]` accepts only a fraction
    case 'number': return (rich ? undefined : buildFraction(flat)) ?? buildNumber(flat, false, place.salt);
    case 'boolean': return place.salt % 2 === 0 === rich;
    case 'null': return null;
    default: return NONE;
  }
}

/** Declared types, null last; else what the keywords speak about. */
function typesOf(flat: FlatSchema): string[] {
  if (flat.types !== undefined) return [...flat.types].sort((a, b) => Number(a === 'null') - Number(b === 'null'));
  if (flat.properties.size > 0 || flat.required.size > 0 || flat.additional.length > 0 || flat.patternProperties.length > 0 || flat.least.properties > 0) return ['object'];
  if (flat.items.length > 0 || flat.prefixItems.length > 0 || flat.contains.length > 0 || flat.least.items > 0) return ['array'];
  if (flat.patterns.length > 0 || flat.least.length > 0 || flat.most.length < Infinity) return ['string'];
  if (flat.multiples.length > 0 || flat.least.number > -Infinity || flat.most.number < Infinity || flat.above > -Infinity || flat.below < Infinity) return ['number'];
  return ['string', 'object', 'integer', 'boolean', 'array', 'null'];
}

function hasType(value: unknown, type: string): boolean {
  if (type === 'null') return value === null;
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
