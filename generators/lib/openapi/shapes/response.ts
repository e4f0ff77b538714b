import { shape } from './shape';

/** Responses Object (3.2 §4.16): status codes to responses. */
export const RESPONSES = shape('Responses Object', {}, { rest: 'response' });

/** Response Object (3.2 §4.17). */
export const RESPONSE = shape('Response Object', {
  summary: 'string@3.2', description: 'string', headers: 'header{}', content: 'mediaType{}', links: 'link{}',
}, { section: 'responses' });

/** Link Object (3.2 §4.20); nothing is generated from it. */
export const LINK = shape('Link Object', {
  operationRef: 'string', operationId: 'string', parameters: 'any', requestBody: 'any', description: 'string',
  server: 'server',
}, { section: 'links', optional: true });
