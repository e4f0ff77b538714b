import { stringify } from 'yaml';

/** A document to start from: one operation for who watches the server, and one resource to be replaced. Every reply has an example. */
export function starterDocument(title: string): string {
  return stringify({
    openapi: '3.1.1',
    info: { title, version: '0.1.0' },
    paths: {
      '/health': {
        get: {
          operationId: 'getHealth', tags: ['health'], summary: 'Say that the server answers.',
          responses: { 200: { description: 'It does', content: { 'application/json': { schema: ref('Health') } } } },
        },
      },
      '/notes': {
        get: {
          operationId: 'listNotes', tags: ['notes'], summary: 'List notes, the newest first.',
          parameters: [{ name: 'limit', in: 'query', description: 'How many at the most.', schema: { type: 'integer', minimum: 1, maximum: 100, default: 20 } }],
          responses: { 200: { description: 'The notes', content: { 'application/json': { schema: { type: 'array', items: ref('Note') } } } } },
        },
        post: {
          operationId: 'createNote', tags: ['notes'], summary: 'Write a note.',
          requestBody: { required: true, content: { 'application/json': { schema: ref('NewNote') } } },
          responses: { 201: { description: 'The note as it was stored', content: { 'application/json': { schema: ref('Note') } } } },
        },
      },
      '/notes/{noteId}': {
        get: {
          operationId: 'getNote', tags: ['notes'], summary: 'Read a note.',
          parameters: [{ name: 'noteId', in: 'path', required: true, schema: { type: 'string', format: 'uuid' } }],
          responses: {
            200: { description: 'The note', content: { 'application/json': { schema: ref('Note') } } },
            404: { description: 'There is no such note' },
          },
        },
      },
    },
    components: {
      schemas: {
        Health: { type: 'object', required: ['status'], properties: { status: { type: 'string', enum: ['up'] } } },
        NewNote: {
          type: 'object', required: ['text'], additionalProperties: false,
          properties: { text: { type: 'string', minLength: 1, maxLength: 1000, examples: ['Buy milk'] } },
        },
        Note: {
          type: 'object', required: ['id', 'text', 'createdAt'],
          properties: {
            id: { type: 'string', format: 'uuid', examples: ['0190163d-8694-739b-aea5-966c26f8ad91'] },
            text: { type: 'string', examples: ['Buy milk'] },
            createdAt: { type: 'string', format: 'date-time', examples: ['2026-01-31T09:30:00Z'] },
          },
        },
      },
    },
  }, { lineWidth: 0, aliasDuplicateObjects: false });
}

const ref = (schema: string): object => ({ $ref: `#/components/schemas/${schema}` });
