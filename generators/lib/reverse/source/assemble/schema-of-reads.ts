import type { Components } from '../schemas/components';
import { saysNothing, type JsonSchema } from '../schemas/json-schema';
import { propertiesOf } from '../schemas/schema-builder';
import type { ReadNode } from '../http/read-tree';

export interface Told { readonly schema: JsonSchema; /** Requests that differ are refused. */ readonly certain: boolean }

/** What a value of a request looks like: by the schemas it is checked with, by its static types, and by what is read of it. */
export function schemaOfReads(components: Components, node: ReadNode): Told {
  const certain = node.claims.filter((claim) => claim.certain).map((claim) => claim.schema);
  const children = [...node.children].map(([name, child]): [string, Told, boolean] => [name, schemaOfReads(components, child), child.required]);
  if (certain.length > 0) {
    const merged = withItems(components, mergeAll(components, certain), node);
    const told = children.filter(([, child]) => child.certain);
    return { schema: told.length === 0 ? merged : withChildren(components, merged, told), certain: true };
  }
  const typed = node.claims.map((claim) => claim.schema);
  const base: JsonSchema = typed.length === 0 ? {} : mergeAll(components, typed);
  if (children.length > 0) return { schema: withChildren(components, base, children), certain: children.every(([, child]) => child.certain) };
  if (!saysNothing(base)) return { schema: base, certain: false };
  const items = node.item === undefined ? undefined : schemaOfReads(components, node.item);
  if (node.hints.has('array')) return { schema: { type: 'array', ...(items && !saysNothing(items.schema) && { items: items.schema }) }, certain: false };
  const [type] = ['integer', 'number', 'boolean', 'string', 'object'].filter((hint) => node.hints.has(hint as never));
  return { schema: type === undefined ? {} : { type: node.hints.has('integer') ? 'integer' : type }, certain: false };
}

/** `body('tags').isArray(), body('tags.*').isString()`. */
function withItems(components: Components, schema: JsonSchema, node: ReadNode): JsonSchema {
  if (schema['type'] !== 'array' || schema['items'] !== undefined || node.item === undefined) return schema;
  const items = schemaOfReads(components, node.item).schema;
  return saysNothing(items) ? schema : { ...schema, items };
}

/** Several schemas of one value: objects become one, anything else has to match all. */
function mergeAll(components: Components, schemas: readonly JsonSchema[]): JsonSchema {
  const [first, ...rest] = schemas.filter((schema, i) => schemas.findIndex((other) => JSON.stringify(other) === JSON.stringify(schema)) === i);
  if (first === undefined || rest.length === 0) return first ?? {};
  return rest.reduce((at, schema) => {
    const [a, b] = [components.resolve(at), components.resolve(schema)];
    if (a['type'] !== 'object' || b['type'] !== 'object') return { ...a, ...b };
    const names = new Set(propertiesOf(a).map(([name]) => name));
    return withChildren(components, at, propertiesOf(b).filter(([name]) => !names.has(name)).map(([name, p]) => [name, { schema: p.schema, certain: true }, !p.optional]));
  }, first);
}

/** An object schema with more properties. One that has them all stays the reference it is. */
function withChildren(components: Components, base: JsonSchema, children: readonly [string, Told, boolean][]): JsonSchema {
  const resolved = components.resolve(base);
  const own = (resolved['properties'] as Record<string, JsonSchema> | undefined) ?? {};
  const added = children.filter(([name, told]) => !Object.hasOwn(own, name) || (saysNothing(own[name]!) && !saysNothing(told.schema)));
  if (added.length === 0) return base;
  const requiredNow = [...new Set([...((resolved['required'] as string[] | undefined) ?? []), ...added.filter(([, , required]) => required).map(([name]) => name)])];
  const { required: _, ...rest } = resolved;
  const properties = { ...own, ...Object.fromEntries(added.map(([name, told]) => [name, told.schema])) };
  return { ...rest, type: 'object', properties, ...(requiredNow.length > 0 && { required: requiredNow }) };
}
