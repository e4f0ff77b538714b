import { isNode, object } from './walk';
import type { Node } from './walk';

/** Schema keywords beside `$ref` that change the type (JSON Schema 2020-12 §8.2.3.1: siblings apply). */
const TYPED = ['type', 'properties', 'required', 'enum', 'const', 'items', 'prefixItems', 'additionalProperties', 'patternProperties', 'allOf', 'anyOf', 'oneOf', 'nullable'];
const CORE = ['type', 'properties', 'required', 'additionalProperties', 'patternProperties', 'items', 'prefixItems', 'allOf', 'nullable'];

/** Puts a schema into the shape openapi-typescript reads right; returns the node to stand in its place. */
export function prepareSchema(schema: Node, dialect: '3.0' | '2020-12'): Node {
  repair(schema);
  flattenExamples(schema);
  return liftAnyOf(liftRequired(liftReference(schema, dialect)));
}

// `allOf: [true]`, `required: true` and `title: 7` end openapi-typescript with a TypeError.
function repair(schema: Node): void {
  if ('required' in schema) {
    if (Array.isArray(schema['required'])) schema['required'] = schema['required'].filter((k) => typeof k === 'string');
    else delete schema['required'];
  }
  for (const keyword of ['allOf', 'anyOf', 'oneOf']) {
    if (!(keyword in schema)) continue;
    const list = schema[keyword];
    if (Array.isArray(list)) schema[keyword] = list.filter((s) => isNode(s) || typeof s === 'boolean').map((s) => (s === true ? {} : s === false ? { enum: [] } : s));
    else delete schema[keyword];
  }
  for (const keyword of ['properties', 'patternProperties', '$defs']) {
    if (!(keyword in schema)) continue;
    const map = schema[keyword];
    if (!isNode(map)) delete schema[keyword];
    else for (const key of Object.keys(map)) if (!isNode(map[key]) && typeof map[key] !== 'boolean') delete map[key];
  }
  for (const keyword of ['title', 'summary']) {
    if (keyword in schema && typeof schema[keyword] !== 'string') delete schema[keyword];
  }
  if ('enum' in schema && !Array.isArray(schema['enum'])) delete schema['enum'];
  if (schema['type'] !== undefined && typeof schema['type'] !== 'string' && !Array.isArray(schema['type'])) delete schema['type'];
  const discriminator = schema['discriminator'];
  if (discriminator !== undefined && (!isNode(discriminator) || typeof discriminator['propertyName'] !== 'string')) delete schema['discriminator'];
  else if (discriminator !== undefined) schema['discriminator'] = mapped(discriminator as Node);
}

// `mapping: {dog: Dog}` may name the component (OpenAPI 3.1 §4.8.25); only references are understood.
function mapped(discriminator: Node): Node {
  if (!isNode(discriminator['mapping'])) return { propertyName: discriminator['propertyName'] };
  const entries = Object.entries(discriminator['mapping']).filter((e): e is [string, string] => typeof e[1] === 'string');
  const mapping = Object.fromEntries(entries.map(([value, target]) => [value, /[#/.]/.test(target) ? target : `#/components/schemas/${target}`]));
  return { ...discriminator, mapping };
}

/**
 * Objects in comments become the text they are printed as: the same bytes, and data that happens to
 * look like a schema (`{"allOf": ["x"]}`) is not taken for one.
 */
function flattenExamples(schema: Node): void {
  for (const keyword of ['example', 'default']) if (keyword in schema) schema[keyword] = flat(schema[keyword]);
  if (Array.isArray(schema['examples'])) schema['examples'] = schema['examples'].map(flat);
  else delete schema['examples'];
  for (const keyword of Object.keys(schema)) if (keyword.startsWith('x-')) delete schema[keyword];
}

export function flat(value: unknown): unknown {
  return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : value;
}

function liftReference(schema: Node, dialect: '3.0' | '2020-12'): Node {
  if (dialect === '3.0' || typeof schema['$ref'] !== 'string' || !TYPED.some((k) => k in schema)) return schema;
  const { $ref, ...siblings } = schema;
  return { ...siblings, allOf: [{ $ref }, ...((siblings['allOf'] as unknown[] | undefined) ?? [])] };
}

/**
 * `allOf: [{$ref}, {required: [name]}]`: what the second member requires is a property of the first;
 * openapi-typescript applies it only where it stands in the parent's `required`.
 */
function liftRequired(schema: Node): Node {
  const members = schema['allOf'];
  if (!Array.isArray(members)) return schema;
  const elsewhere = members.flatMap((m) => {
    if (!isNode(m) || !Array.isArray(m['required']) || m['$ref'] !== undefined) return [];
    const own = object(m['properties']);
    return (m['required'] as string[]).filter((name) => !Object.hasOwn(own, name));
  });
  if (elsewhere.length === 0) return schema;
  return { ...schema, required: [...new Set([...((schema['required'] as string[] | undefined) ?? []), ...elsewhere])] };
}

/**
 * openapi-typescript reads `{properties, anyOf}` as properties OR anyOf, so that GitHub's
 * `anyOf: [{required: [a]}, {required: [b]}]` makes the whole type `unknown`. The schema means AND.
 */
function liftAnyOf(schema: Node): Node {
  const { anyOf, ...rest } = schema;
  if (!Array.isArray(anyOf) || 'discriminator' in schema || !hasCore(rest)) return schema;
  const core = Object.fromEntries(CORE.filter((k) => k in rest).map((k) => [k, rest[k]]));
  const outer = Object.fromEntries(Object.entries(rest).filter(([k]) => !CORE.includes(k)));
  return { ...outer, ...('required' in core ? { required: core['required'] } : {}), allOf: [core, { anyOf }] };
}

function hasCore(schema: Node): boolean {
  const { type } = schema;
  if (Array.isArray(schema['allOf'])) return true;
  if (typeof type === 'string' && type !== 'object') return true;
  return Object.keys(object(schema['properties'])).length > 0 || Boolean(schema['additionalProperties']) || Boolean(schema['patternProperties']);
}
