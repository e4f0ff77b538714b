import { shape } from './shape';

/** Operation Object (3.2 §4.10). */
export const OPERATION = shape('Operation Object', {
  tags: 'string[]', summary: 'string', description: 'string', externalDocs: 'externalDocs', operationId: 'string',
  parameters: 'parameter[]', requestBody: 'requestBody', responses: 'responses', callbacks: 'callback{}',
  deprecated: 'boolean', security: 'securityRequirement[]', servers: 'server[]',
});

/** Request Body Object (3.2 §4.13). */
export const REQUEST_BODY = shape('Request Body Object', {
  description: 'string', content: 'mediaType{}!', required: 'boolean',
}, { section: 'requestBodies' });
