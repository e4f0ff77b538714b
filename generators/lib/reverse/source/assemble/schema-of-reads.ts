import type { Components } from '../schemas/components';
import { saysNothing, type JsonSchema } from '../schemas/json-schema';
import { propertiesOf, withProperties } from '../schemas/schema-builder';
import type { ReadNode, SchemaClaim } from '../http/read-tree';

export interface Told { readonly schema: JsonSchema; /** Requests that differ are refused. */ readonly certain: boolean }

/** What a value of a request looks like: by the schemas it is checked with, by its static types, and by what is read of it. */
export function schemaOfReads(components: Components, node: ReadNode): Told {
  const certain = node.claims.filter((claim) => claim.certain).map((claim) => without(components, claim));
  const children = [...node.children].map(([name, child]): [string, Told, boolean] => [name, schemaOfReads(components, child), child.required]);
  if (certain.length > 0) {
    const merged = withItems(components, mergeAll(components, certain), node);
    const told = children.filter(([, child]) => child.certain);
    return { schema: told.length === 0 ? merged : withChildren(components, merged, told), certain: true };
  }
  const said = node.claims.filter((claim) => !claim.copied);
  const typed = (said.length > 0 ? said : node.claims).map((claim) => without(components, claim));
  const base: JsonSchema = typed.length === 0 ? {} : mergeAll(components, typed);
  if (children.length > 0) {
    const checked = new Set(children.flatMap(([name, child]) => (child.certain ? [name] : [])));
    const all = [...children.map(([name]) => name), ...propertiesOf(components.resolve(base)).map(([name]) => name)];
    return { schema: withChildren(components, base, children, true), certain: all.every((name) => checked.has(name)) };
  }
  if (!saysNothing(base)) return { schema: base, certain: false };
  const items = node.item === undefined ? undefined : schemaOfReads(components, node.item);
  if (node.hints.has('array')) return { schema: { type: 'array', ...(items && !saysNothing(items.schema) && { items: items.schema }) }, certain: false };
  const [type] = ['integer', 'number', 'boolean', 'string', 'object'].filter((hint) => node.hints.has(hint as never));
  return { schema: type === undefined ? {} : { type: node.hints.has('integer') ? 'integer' : type }, certain: false };
}

/** What a claim says, but for what the code sets itself. */
function without(components: Components, { schema, omit }: SchemaClaim): JsonSchema {
  const resolved = components.resolve(schema);
  const properties = propertiesOf(resolved);
  if (omit === undefined || !properties.some(([name]) => omit.has(name))) return schema;
  return withProperties(resolved, properties.filter(([name]) => !omit.has(name)));
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

/**
 * An object schema with more properties. One that has them all stays the reference it is. `overrules`: the
 * base is only a type, so what a property is checked with says more.
 */
function withChildren(components: Components, base: JsonSchema, children: readonly [string, Told, boolean][], overrules = false): JsonSchema {
  const resolved = components.resolve(base);
  const own = (resolved['properties'] as Record<string, JsonSchema> | undefined) ?? {};
  const changed = children.flatMap(([name, told, required]): [string, JsonSchema, boolean][] => {
    const known = Object.hasOwn(own, name) ? own[name]! : undefined;
    if (known === undefined || (saysNothing(known) && !saysNothing(told.schema))) return [[name, told.schema, required]];
    return overrules && told.certain && !saysNothing(told.schema) ? [[name, narrowed(components, known, told.schema), required]] : [];
  });
  if (changed.length === 0) return base;
  const names = new Set(changed.map(([name]) => name));
  const kept = ((resolved['required'] as string[] | undefined) ?? []).filter((name) => !overrules || !names.has(name) || saysNothing(own[name]!));
  const requiredNow = [...new Set([...kept, ...changed.filter(([, , required]) => required).map(([name]) => name)])];
  const { required: _, ...rest } = resolved;
  const properties = { ...own, ...Object.fromEntries(changed.map(([name, schema]) => [name, schema])) };
  return { ...rest, type: 'object', properties, ...(requiredNow.length > 0 && { required: requiredNow }) };
}

/** What a type says, with what a check says of the same value. */
function narrowed(components: Components, type: JsonSchema, check: JsonSchema): JsonSchema {
  const [a, b] = [components.resolve(type), components.resolve(check)];
  if (a['type'] === 'object' && b['type'] === 'object') return mergeAll(components, [check, type]);
  return a['type'] === b['type'] ? { ...a, ...b } : check;
}
