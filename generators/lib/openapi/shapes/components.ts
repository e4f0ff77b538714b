import { shape } from './shape';

/** Components Object (3.2 §4.7). */
export const COMPONENTS = shape('Components Object', {
  schemas: 'schema{}', responses: 'response{}', parameters: 'parameter{}', examples: 'example{}',
  requestBodies: 'requestBody{}', headers: 'header{}', securitySchemes: 'securityScheme{}', links: 'link{}',
  callbacks: 'callback{}', pathItems: 'pathItem{}@3.1', mediaTypes: 'mediaType{}@3.2',
});
