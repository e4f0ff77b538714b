import type { SchemaLocation } from '../model';
import type { Bound, FlatSchema } from './flat-schema';

type Keywords = { readonly [keyword: string]: unknown };

/** Adds a schema's own assertions to a flat schema; false when they contradict what is there. */
export function addKeywords(flat: FlatSchema, schema: Keywords, pointer: string): boolean {
  const at = (...tokens: (string | number)[]): SchemaLocation => {
    let node: unknown = schema;
    for (const token of tokens) node = (node as Record<string, unknown>)[token];
    return { schema: node as SchemaLocation['schema'], pointer: pointer + tokens.map((t) => `/${String(t).replace(/~/g, '~0').replace(/\//g, '~1').replace(/%/g, '%25')}`).join('') };
  };
  addTypes(flat, schema['type']);
  if (schema['nullable'] === true) flat.nullable = true;
  if ('const' in schema) addValues(flat, [schema['const']]);
  if (Array.isArray(schema['enum'])) addValues(flat, schema['enum']);
  if ('example' in schema) flat.suggestions.push(schema['example']);
  if (Array.isArray(schema['examples'])) flat.suggestions.push(...schema['examples']);
  if ('default' in schema) flat.suggestions.push(schema['default']);
  addObject(flat, schema, at);
  addArray(flat, schema, at);
  if (typeof schema['pattern'] === 'string') flat.patterns.push(schema['pattern']);
  if (typeof schema['format'] === 'string') flat.formats.push(schema['format']);
  addBounds(flat, schema);
  return (flat.types === undefined || flat.types.size > 0 || flat.nullable) && (flat.values === undefined || flat.values.length > 0);
}

function addTypes(flat: FlatSchema, type: unknown): void {
  if (type === undefined) return;
  const types = new Set((Array.isArray(type) ? type : [type]).filter((t): t is string => typeof t === 'string'));
  if (types.delete('any') || types.delete('file')) return;
  const had = flat.types;
  const both = had === undefined ? types : [...types].filter((t) => had.has(t) || (t === 'integer' && had.has('number')));
  const narrowed = had !== undefined && types.has('number') && !types.has('integer') && had.has('integer') && !had.has('number') ? ['integer'] : [];
  flat.types = new Set([...both, ...narrowed]);
}

function addValues(flat: FlatSchema, values: readonly unknown[]): void {
  const known = flat.values;
  const texts = known && new Set(known.map((v) => JSON.stringify(v)));
  flat.values = texts ? values.filter((v) => texts.has(JSON.stringify(v))) : values;
}

function addObject(flat: FlatSchema, schema: Keywords, at: (...tokens: (string | number)[]) => SchemaLocation): void {
  for (const name of keysOf(schema['properties'])) {
    const known = flat.properties.get(name);
    if (known) known.push(at('properties', name));
    else flat.properties.set(name, [at('properties', name)]);
  }
  for (const pattern of keysOf(schema['patternProperties'])) flat.patternProperties.push({ pattern, at: at('patternProperties', pattern) });
  for (const keyword of ['additionalProperties', 'unevaluatedProperties']) {
    if (schema[keyword] === false) flat.closed = true;
    else if (isObject(schema[keyword])) flat.additional.push(at(keyword));
  }
  if (isObject(schema['propertyNames'])) flat.propertyNames.push(at('propertyNames'));
  if (Array.isArray(schema['required'])) for (const name of schema['required']) if (typeof name === 'string') flat.required.add(name);
  for (const name of keysOf(schema['dependentRequired'])) {
    const list = (schema['dependentRequired'] as Record<string, unknown>)[name];
    if (Array.isArray(list)) flat.dependentRequired.push([name, list as string[]]);
  }
  for (const name of keysOf(schema['dependentSchemas'])) flat.dependentSchemas.push([name, at('dependentSchemas', name)]);
}

function addArray(flat: FlatSchema, schema: Keywords, at: (...tokens: (string | number)[]) => SchemaLocation): void {
  if (isObject(schema['items']) || typeof schema['items'] === 'boolean') flat.items.push(at('items'));
  if (Array.isArray(schema['prefixItems'])) schema['prefixItems'].forEach((_, i) => (flat.prefixItems[i] ??= []).push(at('prefixItems', i)));
  if (isObject(schema['contains'])) flat.contains.push({ at: at('contains'), least: numberOr(schema['minContains'], 1) });
  if (schema['uniqueItems'] === true) flat.uniqueItems = true;
}

const BOUNDS: readonly [string, string, Bound][] = [
  ['minimum', 'maximum', 'number'], ['minLength', 'maxLength', 'length'], ['minItems', 'maxItems', 'items'], ['minProperties', 'maxProperties', 'properties'],
];

function addBounds(flat: FlatSchema, schema: Keywords): void {
  for (const [min, max, bound] of BOUNDS) {
    flat.least = { ...flat.least, [bound]: Math.max(flat.least[bound], numberOr(schema[min], -Infinity)) };
    flat.most = { ...flat.most, [bound]: Math.min(flat.most[bound], numberOr(schema[max], Infinity)) };
  }
  // OpenAPI 3.0: `exclusiveMinimum: true` makes `minimum` exclusive; 2020-12: a bound of its own.
  const above = schema['exclusiveMinimum'] === true ? schema['minimum'] : schema['exclusiveMinimum'];
  const below = schema['exclusiveMaximum'] === true ? schema['maximum'] : schema['exclusiveMaximum'];
  flat.above = Math.max(flat.above, numberOr(above, -Infinity));
  flat.below = Math.min(flat.below, numberOr(below, Infinity));
  if (typeof schema['multipleOf'] === 'number' && schema['multipleOf'] > 0) flat.multiples.push(schema['multipleOf']);
}

function numberOr(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function keysOf(value: unknown): string[] {
  return isObject(value) ? Object.keys(value) : [];
}
