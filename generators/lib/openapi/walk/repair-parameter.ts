import type { Walker } from './walker';

/** Schema keywords that Swagger 2.0 wrote into the parameter itself. */
const LEFTOVERS = [
  'type', 'format', 'items', 'default', 'maximum', 'exclusiveMaximum', 'minimum', 'exclusiveMinimum', 'maxLength',
  'minLength', 'pattern', 'maxItems', 'minItems', 'uniqueItems', 'enum', 'multipleOf', 'oneOf', 'anyOf', 'allOf', '$ref',
];

/** `{name, in, type: integer}` in OpenAPI 3 means `{name, in, schema: {type: integer}}`. */
export function repairParameter(walker: Walker, node: Record<string, unknown>): void {
  if (node['schema'] !== undefined || node['content'] !== undefined || node['type'] === undefined) return;
  const schema: Record<string, unknown> = {};
  for (const key of LEFTOVERS) {
    if (node[key] === undefined) continue;
    schema[key] = node[key];
    delete node[key];
  }
  walker.report('BACKEND_OPENAPI_UNKNOWN_FIELD', 'the type stands in the parameter itself, as in Swagger 2.0; it is read as its "schema"', 'Move it into "schema"');
  node['schema'] = schema;
}
