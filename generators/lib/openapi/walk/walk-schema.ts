import { isObject } from '../refs/pointer';
import type { Field } from '../shapes';
import { MAX_NESTING } from '../source/limits';
import { repairKeyword } from './repair-schema';
import { isReference, remove, what, write, type Container } from './nodes';
import type { Walker } from './walker';

const one: Field = { type: 'schema', leaf: false, container: 'one', required: false };
const list: Field = { ...one, container: 'list' };
const map: Field = { ...one, container: 'map' };

/** Keywords that hold schemas (JSON Schema 2020-12 §10, drafts before it, OpenAPI 3.0). */
const APPLICATORS: ReadonlyMap<string, Field> = new Map(Object.entries({
  not: one, if: one, then: one, else: one, contains: one, propertyNames: one, additionalItems: one, items: one,
  additionalProperties: one, unevaluatedItems: one, unevaluatedProperties: one, contentSchema: one,
  allOf: list, anyOf: list, oneOf: list, prefixItems: list,
  properties: map, patternProperties: map, dependentSchemas: map, $defs: map, definitions: map, dependencies: map,
}));

const MAPPING: Field = one;

/** Visits a schema: collects references, repairs members that are no schemas. */
export function walkSchema(walker: Walker, parent: Container, key: string, value: unknown): void {
  if (typeof value === 'boolean') return;
  if (!isObject(value)) return misfit(walker, parent, key, value);
  if (walker.path.length > MAX_NESTING) return walker.nesting();
  const { schemaRoot, resource } = walker;
  walker.schemaRoot ??= walker.path.length;
  if (walker.version !== '2.0' && walker.version !== '3.0' && typeof value['$id'] === 'string') walker.resource = walker.path.length;
  // Repairs first: they may move a `$ref` or add schemas.
  for (const keyword of Object.keys(value)) if (Object.hasOwn(value, keyword)) repairKeyword(walker, value, keyword);
  if (isReference(value)) walker.reference(value, '$ref', one, { node: parent, key });
  for (const keyword of Object.keys(value)) {
    const field = APPLICATORS.get(keyword);
    if (field) applicator(walker, value, keyword, field);
    else if (keyword === 'discriminator') discriminator(walker, value);
    else if (keyword.startsWith('x-')) walker.extension(value, keyword);
  }
  walker.schemaRoot = schemaRoot;
  walker.resource = resource;
}

function applicator(walker: Walker, schema: Record<string, unknown>, keyword: string, field: Field): void {
  const value = schema[keyword];
  if (value === null || value === undefined) {
    walker.report('BACKEND_OPENAPI_TYPE', `"${keyword}" is null; it is ignored`, 'Write a schema, or remove it', { key: keyword });
    delete schema[keyword];
    return;
  }
  if (keyword === 'items' && Array.isArray(value)) return tuple(walker, schema, value);
  if (keyword !== 'dependencies') return walker.member(schema, keyword, field);
  if (!isObject(value)) return;
  walker.path.push(keyword);
  for (const name of Object.keys(value)) if (!Array.isArray(value[name])) walker.member(value, name, one);
  walker.path.pop();
}

/** `items: [A, B]` is draft 4 to 2019-09: `prefixItems` from 3.1 on; 3.0 can only say any of them. */
function tuple(walker: Walker, schema: Record<string, unknown>, items: unknown[]): void {
  walker.report('BACKEND_OPENAPI_TYPE', '"items" is a list of schemas, which this version does not have', 'Write one schema, or from 3.1 on "prefixItems"', { key: 'items' });
  delete schema['items'];
  if (walker.version === '2.0' || walker.version === '3.0') {
    schema['items'] = items.length === 1 ? items[0] : items.length === 0 ? {} : { anyOf: items };
    return walker.member(schema, 'items', one);
  }
  schema['prefixItems'] = items;
  if (schema['additionalItems'] !== undefined) schema['items'] = schema['additionalItems'];
  delete schema['additionalItems'];
  walker.member(schema, 'prefixItems', list);
  if (schema['items'] !== undefined) walker.member(schema, 'items', one);
}

function discriminator(walker: Walker, schema: Record<string, unknown>): void {
  const { discriminator: node } = schema;
  if (!isObject(node)) return;
  walker.path.push('discriminator');
  if (typeof node['defaultMapping'] === 'string') walker.reference(node, 'defaultMapping', MAPPING);
  const { mapping } = node;
  if (isObject(mapping)) {
    walker.path.push('mapping');
    for (const name of Object.keys(mapping)) if (typeof mapping[name] === 'string') walker.reference(mapping, name, MAPPING);
    walker.path.pop();
  }
  walker.path.pop();
}

function misfit(walker: Walker, parent: Container, key: string, value: unknown): void {
  if (value === undefined) return remove(parent, key);
  walker.report('BACKEND_OPENAPI_TYPE', `${what(value)} stands where a schema is needed; it accepts anything`, 'Write a schema');
  write(parent, key, {});
}
