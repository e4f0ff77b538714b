import { isObject } from './nodes';

/** Keywords that say nothing about which values are right. */
export const ANNOTATIONS: ReadonlySet<string> = new Set(['title', 'description', 'summary', '$comment', 'example', 'examples', 'externalDocs', 'xml']);

/** A schema without annotations and extensions. A property may be called `title`: names of properties are kept. */
export function plainSchema(value: unknown, names = false): unknown {
  if (Array.isArray(value)) return value.map((item) => plainSchema(item));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([key, child]) => names || !((ANNOTATIONS.has(key) && !isSchemaMap(key, child)) || key.startsWith('x-')));
  return Object.fromEntries(kept.map(([key, child]) => [key, plainSchema(child, !names && MAPS.has(key))]));
}

const MAPS: ReadonlySet<string> = new Set(['properties', 'patternProperties', 'dependentSchemas', '$defs', 'definitions']);

function isSchemaMap(key: string, child: unknown): boolean {
  return MAPS.has(key) && isObject(child);
}
