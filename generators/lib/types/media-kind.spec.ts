import type { BundledDocument, JsonSchema, MediaType } from '../model';
import { requestKind } from './media-kind';

const document = { resolve: () => ({ type: 'string', format: 'binary' }) } as unknown as BundledDocument;
const content = (mediaType: string, schema?: JsonSchema): MediaType =>
  ({ mediaType, examples: [], encoding: new Map(), pointer: '#', ...(schema !== undefined && { schema: { schema, pointer: '#/s' } }) });

it.each<[string, JsonSchema | undefined, string]>([
  ['*/*', undefined, 'stream'],
  ['*/*', { type: 'string', format: 'binary' }, 'stream'],
  ['application/*; q=1', { $ref: '#/components/schemas/File' }, 'stream'],
  ['*/*', { type: 'object' }, 'json'],
  ['*/*', { type: 'string' }, 'json'],
  ['text/*', undefined, 'text'],
  ['application/json', undefined, 'json'],
  ['application/json', { type: 'string', format: 'binary' }, 'json'],
  ['image/*', undefined, 'stream'],
])('a request body of %s with %j is read as %s', (mediaType, schema, kind) => {
  expect(requestKind(content(mediaType, schema), document)).toBe(kind);
});
