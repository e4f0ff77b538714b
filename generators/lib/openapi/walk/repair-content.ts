import type { Walker } from './walker';

/** A Swagger 2.0 response in OpenAPI 3: `{description, schema}`. */
export function repairResponse(walker: Walker, node: Record<string, unknown>): void {
  moveSchema(walker, node, 'response');
}

export function repairRequestBody(walker: Walker, node: Record<string, unknown>): void {
  moveSchema(walker, node, 'request body');
}

function moveSchema(walker: Walker, node: Record<string, unknown>, name: string): void {
  const { schema } = node;
  if (schema === undefined || node['content'] !== undefined) return;
  walker.report('BACKEND_OPENAPI_UNKNOWN_FIELD', `the schema stands in the ${name} itself, as in Swagger 2.0; it is read as that of application/json`,
    'Move it under "content"', { key: 'schema' });
  node['content'] = { 'application/json': { schema } };
  delete node['schema'];
}
