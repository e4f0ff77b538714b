import type { Json } from '../../openapi-diff/nodes';
import { isObject } from '../../openapi-diff/nodes';

const LISTS: ReadonlySet<string> = new Set(['allOf', 'anyOf', 'oneOf']);
const SINGLE: ReadonlySet<string> = new Set(['items', 'not', 'additionalProperties']);

/** A schema object of OpenAPI 3.0 as JSON Schema 2020-12 with the same meaning. */
export function upgradeSchema(schema: unknown): unknown {
  if (!isObject(schema)) return schema;
  // 3.0 ignores what stands beside a reference (3.0.3 §4.7.23); 3.1 does not, but for descriptions.
  if (typeof schema['$ref'] === 'string') return { $ref: schema['$ref'] };
  const out: Json = {};
  for (const [key, value] of Object.entries(schema)) {
    if (key === 'nullable' || key === 'exclusiveMinimum' || key === 'exclusiveMaximum' || key === 'example') continue;
    out[key] = LISTS.has(key) && Array.isArray(value) ? value.map(upgradeSchema)
      : SINGLE.has(key) ? upgradeSchema(value)
        : key === 'properties' && isObject(value) ? Object.fromEntries(Object.entries(value).map(([name, child]) => [name, upgradeSchema(child)]))
          : value;
  }
  limits(schema, out);
  if (schema['nullable'] === true) makeNullable(out);
  if ('example' in schema) out['examples'] = [schema['example']];
  return out;
}

/** `exclusiveMinimum: true` beside a `minimum` is a number of its own in 3.1. */
function limits(schema: Json, out: Json): void {
  for (const [flag, bound] of [['exclusiveMinimum', 'minimum'], ['exclusiveMaximum', 'maximum']] as const) {
    const value = schema[flag];
    if (typeof value === 'number') out[flag] = value;
    if (value !== true || typeof schema[bound] !== 'number') continue;
    out[flag] = schema[bound];
    delete out[bound];
  }
}

/** Without a `type`, `nullable` says nothing (3.0.3 §4.7.24.1), and with an `enum` null has to be among its values. */
function makeNullable(out: Json): void {
  if (typeof out['type'] === 'string') out['type'] = [out['type'], 'null'];
}
