import type { JsonSchema } from './json-schema';
import { orNull } from './json-schema';

/** A schema on its way: what is said of the value, and whether it may be left out. */
export interface Built { readonly schema: JsonSchema; readonly optional: boolean }

export const built = (schema: JsonSchema, optional = false): Built => ({ schema, optional });
export const map = (value: Built, change: (schema: JsonSchema) => JsonSchema): Built => ({ schema: change(value.schema), optional: value.optional });
export const add = (value: Built, keywords: JsonSchema): Built => map(value, (schema) => ('$ref' in schema ? { allOf: [schema], ...keywords } : { ...schema, ...keywords }));
export const nullable = (value: Built): Built => map(value, orNull);
export const optional = (value: Built, yes = true): Built => ({ schema: value.schema, optional: yes });

export function objectSchema(properties: Iterable<readonly [string, Built]>): JsonSchema {
  const all = [...properties];
  const required = all.filter(([, p]) => !p.optional).map(([name]) => name);
  return { type: 'object', properties: Object.fromEntries(all.map(([name, p]) => [name, p.schema])), ...(required.length > 0 && { required }) };
}

/** The properties of an object schema, each with its being optional. */
export function propertiesOf(schema: JsonSchema): [string, Built][] {
  const required = new Set(Array.isArray(schema['required']) ? (schema['required'] as string[]) : []);
  const properties = typeof schema['properties'] === 'object' && schema['properties'] !== null ? (schema['properties'] as Record<string, JsonSchema>) : {};
  return Object.entries(properties).map(([name, property]) => [name, built(property, !required.has(name))]);
}

/** `schema` with its properties replaced; everything else it says stays. */
export function withProperties(schema: JsonSchema, properties: Iterable<readonly [string, Built]>): JsonSchema {
  const { properties: _p, required: _r, ...rest } = schema;
  const { properties: changed, required } = objectSchema(properties);
  return { ...rest, type: 'object', properties: changed, ...(required !== undefined && { required }) };
}

/** A bound in the words of the value's type: characters, items or the number itself. */
export function bound(schema: JsonSchema, side: 'min' | 'max', value: number): JsonSchema {
  const type = Array.isArray(schema['type']) ? schema['type'][0] : schema['type'];
  const keyword = type === 'string' ? 'Length' : type === 'array' ? 'Items' : type === 'object' ? 'Properties' : 'imum';
  return { [`${side}${keyword}`]: value };
}
