import { array, constant, object, UNKNOWN } from '../values/make';
import type { Value } from '../values/value';

/** A JSON text as a value; unknown when it is none. */
export function valueOfJson(text: string): Value {
  try {
    return valueOf(JSON.parse(text));
  } catch {
    return UNKNOWN;
  }
}

export function valueOf(json: unknown): Value {
  if (Array.isArray(json)) return array(json.map(valueOf));
  if (typeof json === 'object' && json !== null) return object(Object.entries(json).map(([key, value]) => [key, valueOf(value)]));
  if (json === null || typeof json === 'string' || typeof json === 'number' || typeof json === 'boolean' || json === undefined) return constant(json);
  return UNKNOWN;
}
