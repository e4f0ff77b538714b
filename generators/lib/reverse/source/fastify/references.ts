import type { Recorder } from '../http/recorder';
import { jsonOf } from '../schemas/json-of';
import type { JsonSchema } from '../schemas/json-schema';
import { readJsonSchema } from '../schemas/read-schema';

/**
 * References to schemas that `addSchema` gave a name (`user#`, `user#/properties/id`) as references
 * to components; `$id` of a part becomes a component of its own.
 */
export function localReferences(recorder: Recorder, schema: JsonSchema): JsonSchema {
  return convert(recorder, schema, schema, 0) as JsonSchema;
}

function convert(recorder: Recorder, json: unknown, root: JsonSchema, depth: number): unknown {
  if (depth > 40) return {};
  if (Array.isArray(json)) return json.map((item) => convert(recorder, item, root, depth + 1));
  if (typeof json !== 'object' || json === null) return json;
  const { $id, $ref, ...rest } = json as JsonSchema;
  if (typeof $ref === 'string' && !$ref.startsWith('#/components/')) return reference(recorder, $ref, root) ?? {};
  const converted = Object.fromEntries(Object.entries(rest).filter(([key]) => !['definitions', '$defs', '$schema', 'errorMessage'].includes(key)).map(([key, value]) => [key, convert(recorder, value, root, depth + 1)]));
  if (typeof $ref === 'string') return { $ref, ...converted };
  if (typeof $id !== 'string' || $id === '' || !('type' in converted || 'allOf' in converted || 'anyOf' in converted)) return converted;
  return recorder.components.reference(`$id:${$id}`, nameOf($id), () => converted);
}

function reference(recorder: Recorder, ref: string, root: JsonSchema): JsonSchema | undefined {
  const [id = '', fragment = ''] = ref.split('#');
  if (id === '') return below(recorder, root, fragment, root);
  for (const instance of recorder.fastify) {
    for (const value of instance.schemas) {
      const schema = readJsonSchema(recorder, value) ?? (jsonOf(value) as JsonSchema | undefined);
      if (schema === undefined || String(schema['$id']).replace(/#$/, '') !== id) continue;
      if (fragment !== '') return below(recorder, schema, fragment, schema);
      return recorder.components.reference(`$id:${id}`, nameOf(id), () => convert(recorder, { ...schema, $id: undefined }, schema, 0) as JsonSchema);
    }
  }
  return undefined;
}

function below(recorder: Recorder, schema: JsonSchema, fragment: string, root: JsonSchema): JsonSchema | undefined {
  let at: unknown = schema;
  for (const key of fragment.split('/').filter(Boolean)) at = typeof at === 'object' && at !== null ? (at as JsonSchema)[key.replace(/~1/g, '/').replace(/~0/g, '~')] : undefined;
  return typeof at === 'object' && at !== null ? (convert(recorder, at, root, 1) as JsonSchema) : undefined;
}

const nameOf = (id: string): string => id.replace(/^https?:\/\/[^/]*\//, '').replace(/\.json$/, '').replace(/^\/+/, '');
