import type { BundledDocument, SchemaLocation } from '../../model';
import { toBoolean, toInteger, toNumber } from '../runtime/parameters/coerce';
import { typeOf } from './declared-types';
import type { JsonType } from './declared-types';

/**
 * The default of a missing parameter, found through `$ref`; undefined without one. A default that
 * is written as a text where a number or boolean is declared (`type: integer, default: '10'`)
 * or the reverse means something clear and is converted; any other of a wrong type is dropped.
 */
export function defaultOf(
  location: SchemaLocation, types: ReadonlySet<JsonType>, document: BundledDocument,
): { readonly value: unknown } | undefined {
  const found = written(location.schema, document, 0);
  if (!found) return undefined;
  const { value } = found;
  if (fits(value, types)) return found;
  if (typeof value === 'string') {
    const number = types.has('number') ? toNumber(value) : types.has('integer') ? toInteger(value) : value;
    const converted = number === value && types.has('boolean') ? toBoolean(value) : number;
    return fits(converted, types) ? { value: converted } : undefined;
  }
  if (types.has('string') && (typeof value === 'number' || typeof value === 'boolean')) return { value: String(value) };
  return undefined;
}

function written(schema: unknown, document: BundledDocument, depth: number): { value: unknown } | undefined {
  if (typeof schema !== 'object' || schema === null || depth > 32) return undefined;
  const { $ref, allOf, ...rest } = schema as Record<string, unknown>;
  // Also beside a `$ref` in 3.0, where the letter ignores it: what is meant is clear.
  if (rest['default'] !== undefined) return { value: rest['default'] };
  if (typeof $ref === 'string') return written(document.resolve($ref), document, depth + 1);
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const found = written(part, document, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function fits(value: unknown, types: ReadonlySet<JsonType>): boolean {
  const type = typeOf(value);
  return types.has(type) || (type === 'integer' && types.has('number'));
}
