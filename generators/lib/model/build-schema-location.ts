import type { JsonSchema, SchemaLocation } from './json-schema';
import { isNode } from './build-context';

/** A schema where it stands; a `{ $ref }` schema stays one. Undefined for what is no schema. */
export function schemaLocation(value: unknown, pointer: string): SchemaLocation | undefined {
  if (typeof value !== 'boolean' && !isNode(value)) return undefined;
  return Object.freeze({ schema: value as JsonSchema, pointer });
}

/** True when a schema accepts every string, so that nothing is known of a value. */
export const ANY_STRING: JsonSchema = Object.freeze({ type: 'string' });
