import type { BundledDocument, JsonSchema, SchemaLocation } from '../../model';
import { ALL_TYPES, intersect, restrict, unite } from './declared-types';
import type { JsonType, Types } from './declared-types';

/** What schemas declare about one value: all of them hold (`all`) or one of them (`any`). */
export interface Declared {
  /** Types that are allowed; `ALL_TYPES` when nothing limits them. */
  readonly types: Types;
  /** Types that are mentioned somewhere; used where `types` is unlimited. */
  readonly mentioned: Types;
  readonly properties: ReadonlyMap<string, Places>;
  readonly patterns: ReadonlyMap<string, Places>;
  /** Schemas of undeclared names; empty with `open` true for `additionalProperties: true`. */
  readonly additional: Places;
  /** `additionalProperties` or `patternProperties` are there and allow something. */
  readonly open: boolean;
  readonly items: Places;
  readonly prefix: readonly Places[];
}

/** Schemas that speak about the same value. `all`: every one holds; else one of several. */
export interface Places {
  readonly all: boolean;
  readonly of: readonly SchemaLocation[];
}

export const NOWHERE: Places = { all: true, of: [] };

/** Reads what the schemas at `places` declare, through `$ref`, allOf, oneOf and anyOf. */
export function declaredAt(places: Places, document: BundledDocument): Declared {
  const parts = places.of.map((location) => declaredBySchema(location, document, new Set()));
  return parts.length === 0 ? NOTHING : parts.reduce((a, b) => combine(a, b, places.all));
}

function declaredBySchema(location: SchemaLocation, document: BundledDocument, active: ReadonlySet<string>): Declared {
  const { schema, pointer } = location;
  if (typeof schema !== 'object' || schema === null || active.has(pointer)) return NOTHING;
  const inside = new Set(active).add(pointer);
  const parts: Declared[] = [];
  if (typeof schema['$ref'] === 'string') {
    const target = document.resolve(schema['$ref']);
    if (isSchema(target)) parts.push(declaredBySchema({ schema: target, pointer: schema['$ref'] }, document, inside));
    if (document.dialect === 'openapi-3.0') return parts[0] ?? NOTHING; // siblings of $ref are ignored there
  }
  parts.push(own(schema, pointer));
  parts.push(...branches(location, 'allOf').map((branch) => declaredBySchema(branch, document, inside)));
  for (const keyword of ['oneOf', 'anyOf']) {
    const options = branches(location, keyword).map((branch) => declaredBySchema(branch, document, inside));
    if (options.length > 0) parts.push(options.reduce((a, b) => combine(a, b, false)));
  }
  const combined = parts.reduce((a, b) => combine(a, b, true));
  const types = limitToValues(combined.types, schema);
  // 3.0's `nullable` allows null beside whatever `enum` and `allOf` say.
  const nullable = schema['nullable'] === true && types !== ALL_TYPES;
  return { ...combined, types: nullable ? unite(types, new Set(['null'])) : types };
}

/** The keywords that stand in the schema itself. */
function own(schema: { readonly [keyword: string]: unknown }, pointer: string): Declared {
  const types = ownTypes(schema);
  const at = (...tokens: (string | number)[]): Places => {
    let node: unknown = schema;
    for (const token of tokens) node = (node as Record<string, unknown>)[token];
    const path = tokens.map((token) => `/${String(token).replace(/~/g, '~0').replace(/\//g, '~1').replace(/%/g, '%25')}`).join('');
    return isSchema(node) ? { all: true, of: [{ schema: node, pointer: pointer + path }] } : NOWHERE;
  };
  const mapOf = (keyword: string): Map<string, Places> =>
    new Map(Object.keys(objectAt(schema, keyword)).map((name) => [name, at(keyword, name)]));
  const properties = mapOf('properties');
  const patterns = mapOf('patternProperties');
  const prefix = Array.isArray(schema['prefixItems']) ? schema['prefixItems'].map((_, i) => at('prefixItems', i)) : [];
  const additional = schema['additionalProperties'];
  const isObject = properties.size > 0 || patterns.size > 0 || (isSchema(additional) && additional !== false);
  const implied: JsonType[] = [...(isObject ? ['object' as const] : []), ...('items' in schema || prefix.length > 0 ? ['array' as const] : [])];
  return {
    types,
    mentioned: types === ALL_TYPES ? new Set(implied) : types,
    properties,
    patterns,
    additional: typeof additional === 'object' ? at('additionalProperties') : NOWHERE,
    open: (isSchema(additional) && additional !== false) || patterns.size > 0,
    items: 'items' in schema ? at('items') : NOWHERE,
    prefix,
  };
}

function ownTypes(schema: { readonly [keyword: string]: unknown }): Types {
  const { type } = schema;
  if (typeof type !== 'string' && !Array.isArray(type)) return ALL_TYPES;
  const types = new Set((Array.isArray(type) ? type : [type]).filter((t): t is JsonType => ALL_TYPES.has(t as JsonType)));
  if (types.size === 0) return ALL_TYPES;
  return types;
}

function limitToValues(types: Types, schema: { readonly [keyword: string]: unknown }): Types {
  if ('const' in schema) return restrict(types, [schema['const']]);
  if (!Array.isArray(schema['enum']) || schema['enum'].length === 0) return types;
  return restrict(types, schema['enum']);
}

function combine(a: Declared, b: Declared, all: boolean): Declared {
  return {
    types: all ? intersect(a.types, b.types) : unite(a.types, b.types),
    mentioned: unite(a.mentioned, b.mentioned),
    properties: mergeMaps(a.properties, b.properties, all),
    patterns: mergeMaps(a.patterns, b.patterns, all),
    additional: merge(a.additional, b.additional, all),
    open: a.open || b.open,
    items: merge(a.items, b.items, all),
    prefix: Array.from({ length: Math.max(a.prefix.length, b.prefix.length) }, (_, i) =>
      merge(a.prefix[i] ?? NOWHERE, b.prefix[i] ?? NOWHERE, all)),
  };
}

function mergeMaps(a: ReadonlyMap<string, Places>, b: ReadonlyMap<string, Places>, all: boolean): Map<string, Places> {
  const merged = new Map(a);
  for (const [name, places] of b) merged.set(name, merge(merged.get(name) ?? NOWHERE, places, all));
  return merged;
}

/** Flat on purpose: where both kinds meet, `any` is the wider reading, and the validator has the last word. */
function merge(a: Places, b: Places, all: boolean): Places {
  if (a.of.length === 0) return b;
  if (b.of.length === 0) return a;
  const seen = new Map([...a.of, ...b.of].map((location) => [location.pointer, location]));
  const isAll = all && (a.all || a.of.length === 1) && (b.all || b.of.length === 1);
  return { all: isAll, of: [...seen.values()] };
}

function branches({ schema, pointer }: SchemaLocation, keyword: string): SchemaLocation[] {
  const list = typeof schema === 'object' ? schema[keyword] : undefined;
  if (!Array.isArray(list)) return [];
  return list.flatMap((branch: unknown, i) => (isSchema(branch) ? [{ schema: branch, pointer: `${pointer}/${keyword}/${i}` }] : []));
}

function objectAt(schema: { readonly [keyword: string]: unknown }, keyword: string): object {
  const value = schema[keyword];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === 'boolean' || (typeof value === 'object' && value !== null && !Array.isArray(value));
}

const NOTHING: Declared = {
  types: ALL_TYPES, mentioned: new Set(), properties: new Map(), patterns: new Map(),
  additional: NOWHERE, open: false, items: NOWHERE, prefix: [],
};
