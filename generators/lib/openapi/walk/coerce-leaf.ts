import type { Field } from '../shapes';

/** What a plain value of the wrong type clearly means: `version: 1.0`, `required: "true"`; else undefined. */
export function coerceLeaf(value: unknown, field: Field): string | boolean | number | undefined {
  if (field.type === 'string') return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  if (field.type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  return undefined;
}
