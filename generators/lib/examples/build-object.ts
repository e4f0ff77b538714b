import type { SchemaLocation } from '../model';
import { buildValue, NONE } from './build-value';
import type { Place } from './build-value';
import type { FlatSchema } from './flat-schema';
import { isObject } from './own-keywords';
import type { Search } from './search';

const OPTIONAL_DEPTH = 3;
const MAX_OPTIONAL = 6;

/** An object: what is required, a few optional properties when `rich`, as many as minProperties asks for. */
export function buildObject(flat: FlatSchema, place: Place, search: Search, rich: boolean): unknown {
  const value: Record<string, unknown> = {};
  const has = (name: string): boolean => Object.hasOwn(value, name);
  const add = (name: string, extra: readonly SchemaLocation[] = []): boolean => {
    const built = buildValue([...schemasFor(name, flat), ...extra], inside(place, name), search);
    if (built === NONE) return false;
    Object.defineProperty(value, name, { value: built, enumerable: true, writable: true, configurable: true });
    return true;
  };
  for (const name of flat.required) {
    if (isHidden(flat, name, search)) continue;
    if (!add(name)) return NONE;
  }
  const wanted = rich && place.depth < OPTIONAL_DEPTH ? MAX_OPTIONAL : 0;
  const room = Math.min(flat.most.properties - Object.keys(value).length, Math.max(wanted, flat.least.properties - Object.keys(value).length));
  for (const name of optionalNames(flat, search)) {
    if (Object.keys(value).length >= flat.required.size + room) break;
    if (!has(name)) add(name);
  }
  for (const [name, list] of flat.dependentRequired) if (has(name)) for (const other of list) if (!has(other) && !add(other)) return NONE;
  for (const [name, at] of flat.dependentSchemas) {
    const target = has(name) && isObject(at.schema) ? at.schema : undefined;
    for (const other of Array.isArray(target?.['required']) ? (target['required'] as string[]) : []) if (!has(other) && !add(other)) return NONE;
  }
  return addUndeclared(flat, value, place, search, rich) ? value : NONE;
}

function inside(place: Place, name: string): Place {
  return { path: `${place.path}/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`, depth: place.depth + 1, salt: place.salt, hint: 'string' };
}

/** Names that only the patterns or additionalProperties speak about. */
function addUndeclared(flat: FlatSchema, value: Record<string, unknown>, place: Place, search: Search, rich: boolean): boolean {
  const open = flat.properties.size === 0 && (flat.additional.length > 0 || flat.patternProperties.length > 0) && rich && place.depth < OPTIONAL_DEPTH;
  const least = Math.min(Math.max(flat.least.properties, open ? 1 : 0), flat.most.properties, 1000);
  for (let n = 0; Object.keys(value).length < least && n < least + 20; n++) {
    const name = undeclaredName(flat, n, place, search);
    if (name === undefined) break;
    const built = buildValue(schemasFor(name, flat), inside({ ...place, salt: place.salt + n }, name), search);
    if (built !== NONE) Object.defineProperty(value, name, { value: built, enumerable: true, writable: true, configurable: true });
  }
  return Object.keys(value).length >= flat.least.properties || flat.least.properties > 1000;
}

function undeclaredName(flat: FlatSchema, n: number, place: Place, search: Search): string | undefined {
  const pattern = flat.patternProperties[0]?.pattern;
  const rules: SchemaLocation[] = [...flat.propertyNames];
  if (pattern !== undefined && (flat.closed || flat.propertyNames.length === 0)) rules.push({ schema: { pattern }, pointer: '' });
  if (pattern === undefined && flat.closed) return undefined;
  if (rules.length === 0) return n === 0 ? 'key' : `key${n}`;
  const name = buildValue([{ schema: { type: 'string' }, pointer: '' }, ...rules], { path: `${place.path}/*${n}`, depth: place.depth + 1, salt: n, hint: 'key' }, search);
  return typeof name === 'string' ? name : undefined;
}

function schemasFor(name: string, flat: FlatSchema): SchemaLocation[] {
  const declared = flat.properties.get(name) ?? [];
  const patterned = flat.patternProperties.filter(({ pattern }) => matches(pattern, name)).map(({ at }) => at);
  const all = [...declared, ...patterned];
  return all.length > 0 ? all : flat.additional;
}

function matches(pattern: string, name: string): boolean {
  try {
    return new RegExp(pattern, 'u').test(name);
  } catch {
    return false;
  }
}

/** Those with something to show first: examples, then plain values, then the rest. */
function optionalNames(flat: FlatSchema, search: Search): string[] {
  const rank = (name: string): number => {
    const schemas = schemasFor(name, flat).map(({ schema }) => (isObject(schema) ? schema : {}));
    if (schemas.some((s) => 'example' in s || 'examples' in s || 'default' in s || 'enum' in s || 'const' in s)) return 0;
    return schemas.some((s) => typeof s['type'] === 'string' && s['type'] !== 'object' && s['type'] !== 'array') ? 1 : 2;
  };
  const names = [...flat.properties.keys()].filter((name) => !flat.required.has(name) && !isHidden(flat, name, search));
  return names.map((name, i) => ({ name, i, rank: rank(name) })).sort((a, b) => a.rank - b.rank || a.i - b.i).map(({ name }) => name);
}

/** True for what the other direction alone carries: readOnly in requests, writeOnly in replies. */
function isHidden(flat: FlatSchema, name: string, { direction, document }: Search): boolean {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly';
  return (flat.properties.get(name) ?? []).some(({ schema }) => {
    let node: unknown = schema;
    for (let hops = 0; isObject(node) && hops < 20; hops++) {
      if (node[keyword] === true) return true;
      if (typeof node['$ref'] !== 'string') return false;
      node = document.resolve(node['$ref']);
    }
    return false;
  });
}
