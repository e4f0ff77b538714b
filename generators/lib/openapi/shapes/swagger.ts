import { shape } from './shape';

/** Keywords of Swagger 2.0 parameters, items and headers, which are not schemas there. */
const SIMPLE = {
  type: 'string', format: 'string', items: 'items2', collectionFormat: 'string', default: 'any', maximum: 'any',
  exclusiveMaximum: 'any', minimum: 'any', exclusiveMinimum: 'any', maxLength: 'any', minLength: 'any', pattern: 'string',
  maxItems: 'any', minItems: 'any', uniqueItems: 'boolean', enum: 'any', multipleOf: 'any', example: 'any',
};

/** Swagger Object (2.0). */
export const DOCUMENT2 = shape('Swagger Object', {
  swagger: 'string!', info: 'info!', host: 'string', basePath: 'string', schemes: 'string[]', consumes: 'string[]',
  produces: 'string[]', paths: 'paths2!', definitions: 'schema{}', parameters: 'parameter2{}',
  responses: 'response2{}', securityDefinitions: 'securityScheme2{}', security: 'securityRequirement[]', tags: 'tag[]',
  externalDocs: 'externalDocs',
});

export const PATHS2 = shape('Paths Object', {}, { rest: 'pathItem2' });

export const PATH_ITEM2 = shape('Path Item Object', {
  get: 'operation2', put: 'operation2', post: 'operation2', delete: 'operation2', options: 'operation2',
  head: 'operation2', patch: 'operation2', parameters: 'parameter2[]',
});

export const OPERATION2 = shape('Operation Object', {
  tags: 'string[]', summary: 'string', description: 'string', externalDocs: 'externalDocs', operationId: 'string',
  consumes: 'string[]', produces: 'string[]', parameters: 'parameter2[]', responses: 'responses2!', schemes: 'string[]',
  deprecated: 'boolean', security: 'securityRequirement[]',
});

export const PARAMETER2 = shape('Parameter Object', {
  name: 'string', in: 'string', description: 'string', required: 'boolean', schema: 'schema',
  allowEmptyValue: 'boolean', ...SIMPLE,
}, { section: 'parameters' });

/** Items Object, also the Header Object, which adds a description. */
export const ITEMS2 = shape('Items Object', { description: 'string', ...SIMPLE });

export const RESPONSES2 = shape('Responses Object', {}, { rest: 'response2' });

export const RESPONSE2 = shape('Response Object', {
  description: 'string', schema: 'schema', headers: 'items2{}', examples: 'any',
}, { section: 'responses' });

export const SECURITY_SCHEME2 = shape('Security Scheme Object', {
  type: 'string!', description: 'string', name: 'string', in: 'string', flow: 'string', authorizationUrl: 'string',
  tokenUrl: 'string', scopes: 'any',
});
