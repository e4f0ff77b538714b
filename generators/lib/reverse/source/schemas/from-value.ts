import type { Value } from '../values/value';
import { mergeLiterals, type TypeSchemas } from './from-type';
import { orNull, saysNothing, type JsonSchema } from './json-schema';
import { fromTypebox } from './from-typebox';

const DEEPEST = 8;

/** A schema with whether it says all there is: values that the code computes elsewhere leave gaps. */
export interface Described { readonly schema: JsonSchema; readonly certain: boolean }

/** What an answer looks like, from the value that is sent and, where that is not known, from its static type. */
export function describeValue(types: TypeSchemas, value: Value | undefined, depth = 0): Described {
  if (value === undefined || depth > DEEPEST) return { schema: {}, certain: false };
  switch (value.kind) {
    case 'const':
      if (value.value === undefined) return { schema: {}, certain: false };
      return { schema: { type: value.value === null ? 'null' : typeof value.value }, certain: value.value !== null };
    case 'typed': return { schema: { type: value.type, ...(value.format && { format: value.format }) }, certain: true };
    case 'array': {
      const items = [...value.items, ...(value.more ? [value.more] : [])].map((item) => describeValue(types, item, depth + 1));
      return { schema: { type: 'array', ...(items.length > 0 && !saysNothing(oneOf(items.map((i) => i.schema))) && { items: oneOf(items.map((i) => i.schema)) }) }, certain: items.length > 0 && items.every((i) => i.certain) };
    }
    case 'object': return describeObject(types, value, depth);
    case 'union': {
      const all = value.members.filter((m) => !(m.kind === 'const' && m.value === undefined)).map((m) => describeValue(types, m, depth + 1));
      return { schema: oneOf(all.map((d) => d.schema)), certain: all.every((d) => d.certain) };
    }
    case 'external': {
      const typebox = fromTypebox(value);
      return typebox === undefined ? fromStatic(types, value.node) : { schema: {}, certain: false };
    }
    case 'part': return { schema: value.reads.claims.find((claim) => claim.certain)?.schema ?? value.reads.claims[0]?.schema ?? {}, certain: false };
    case 'regex': case 'native': case 'function': case 'class': case 'host': return { schema: {}, certain: false };
    default: return fromStatic(types, value.node);
  }
}

function fromStatic(types: TypeSchemas, node: Parameters<TypeSchemas['ofExpression']>[0] | undefined): Described {
  const schema = node === undefined ? undefined : types.ofExpression(node);
  return { schema: schema ?? {}, certain: schema !== undefined };
}

function describeObject(types: TypeSchemas, value: Value & { kind: 'object' }, depth: number): Described {
  if (value.cls !== undefined && types.classReader !== undefined) {
    const read = types.classReader(value.cls.node);
    if (read !== undefined) return { schema: read, certain: true };
  }
  const properties = new Map<string, JsonSchema>();
  const required = new Set<string>();
  let certain = true;
  for (const layer of value.layers) {
    if ('spread' in layer) {
      const spread = describeValue(types, layer.spread, depth + 1);
      const { properties: more, required: needed } = types.resolve(spread.schema);
      for (const [key, schema] of Object.entries((more as Record<string, JsonSchema> | undefined) ?? {})) properties.set(key, schema);
      for (const key of (needed as string[] | undefined) ?? []) required.add(key);
      certain = certain && spread.certain && more !== undefined;
      continue;
    }
    for (const [key, property] of layer.props) {
      if (property.kind === 'function' || property.kind === 'native' || property.kind === 'class') continue;
      const described = describeValue(types, property, depth + 1);
      properties.set(key, described.schema);
      const mayBeMissing = property.kind === 'const' ? property.value === undefined : property.kind === 'union' && property.members.some((m) => m.kind === 'const' && m.value === undefined);
      if (!mayBeMissing) required.add(key);
      certain = certain && described.certain;
    }
  }
  return { schema: { type: 'object', ...(properties.size > 0 && { properties: Object.fromEntries(properties) }), ...(required.size > 0 && { required: [...required] }) }, certain };
}

/** A schema for any of several; nothing at all when one of them is not known. */
export function oneOf(schemas: readonly JsonSchema[]): JsonSchema {
  if (schemas.length === 0 || schemas.some(saysNothing)) return {};
  const withNull = schemas.some((s) => s['type'] === 'null');
  const rest = mergeLiterals(schemas.filter((s) => s['type'] !== 'null'));
  const [only] = rest;
  const schema: JsonSchema = rest.length === 0 ? { type: 'null' } : rest.length === 1 ? only! : { anyOf: rest };
  return withNull && rest.length > 0 ? orNull(schema) : schema;
}
