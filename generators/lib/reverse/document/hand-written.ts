/** Members that people write and code does not know: those of an existing document stay. */
const KEPT: ReadonlySet<string> = new Set([
  'summary', 'description', 'title', 'example', 'examples', 'externalDocs', 'tags', 'servers', 'info', '$comment', 'xml', 'links', 'callbacks', 'webhooks',
  'operationId', 'jsonSchemaDialect', '$self', 'termsOfService', 'contact', 'license', 'mapping',
]);

/** @param names the keys of the object are names: a property may be called `title` */
export function isHandWritten(key: string, names: boolean): boolean {
  return !names && (KEPT.has(key) || (key.startsWith('x-') && key !== 'x-inferred'));
}

/** Objects whose keys are names, by the member that holds them. */
export const NAME_MAPS: ReadonlySet<string> = new Set([
  'paths', 'schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'pathItems', 'content', 'encoding', 'properties',
  'patternProperties', 'dependentSchemas', 'dependentRequired', '$defs', 'scopes', 'variables', 'webhooks', 'callbacks', 'links', 'mapping',
]);

/** What code need not show to have: an existing document is believed where code is silent. */
export const UNKNOWN_IN_CODE: ReadonlySet<string> = new Set(['responses', 'content', 'headers']);
export const SILENT_IN_CODE: ReadonlySet<string> = new Set(['security', 'requestBody', 'deprecated', 'encoding', 'headers', 'content']);
