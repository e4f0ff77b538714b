import type { Resource } from '../resources/resource';
import { Enums } from './enums';
import { filterSchema } from './filters';
import { FAILURES, PAGE, resourcePaths } from './resource-paths';
import { resourceSchemas } from './resource-schemas';

type Json = Record<string, unknown>;

export interface DocumentOptions {
  readonly title: string;
  /** Shape of error replies. */
  readonly errors: 'envelope' | 'problem';
}

const DESCRIPTIONS: Record<keyof typeof FAILURES, string> = {
  400: 'The request does not match this description', 404: 'There is no such row',
  409: 'Another row stands against it: a unique value is taken, or the row is still referred to', 422: 'The database refuses the values: a foreign key, a check or a bound; `details` names the fields',
  503: 'The database is busy with a conflicting change: try again, after the seconds of retry-after',
};

/** The OpenAPI document of an API over resources. */
export function buildDocument(resources: readonly Resource[], { title, errors }: DocumentOptions): { readonly document: Json; readonly enums: Enums } {
  const enums = new Enums(resources);
  const paths = Object.assign({}, ...resources.map((resource) => resourcePaths(resource, enums))) as Json;
  const text = JSON.stringify(paths);
  const used = [...new Set([...text.matchAll(/schemas\/(\w+Filter)"/g)].map(([, name]) => name!))].sort();
  const responses = Object.entries(FAILURES).filter(([, name]) => text.includes(`responses/${name}"`));
  const schemas: Json = {
    ...Object.assign({}, ...resources.map((resource) => resourceSchemas(resource, enums))) as Json,
    ...Object.fromEntries(enums.entries().map(([name, values]) => [name, { type: 'string', enum: values }])),
    ...Object.fromEntries(used.map((name) => [name, filterSchema(name)])),
    Page: PAGE_SCHEMA, Error: errors === 'problem' ? PROBLEM : ENVELOPE,
  };
  const media = errors === 'problem' ? 'application/problem+json' : 'application/json';
  const document = {
    openapi: '3.1.0',
    info: { title, version: '1.0.0' },
    tags: resources.map(({ tag, relation }) => ({ name: tag, ...(relation.comment !== undefined && { description: relation.comment }) })),
    paths,
    components: {
      schemas,
      parameters: {
        limit: { name: 'limit', in: 'query', description: 'The most rows to give', schema: { type: 'integer', minimum: 1, maximum: PAGE.maximum, default: PAGE.default } },
        offset: { name: 'offset', in: 'query', description: 'Rows to leave out first', schema: { type: 'integer', minimum: 0, maximum: 2_147_483_647, default: 0 } },
      },
      responses: Object.fromEntries(responses.map(([status, name]) => [name, {
        description: DESCRIPTIONS[Number(status) as keyof typeof FAILURES], content: { [media]: { schema: { $ref: '#/components/schemas/Error' } } },
      }])),
    },
  };
  return { document, enums };
}

const PAGE_SCHEMA: Json = {
  type: 'object', required: ['limit', 'offset', 'total'],
  properties: { limit: { type: 'integer' }, offset: { type: 'integer' }, total: { type: 'integer', description: 'Rows that the filters let through, on all pages' } },
};

const DETAIL: Json = {
  type: 'object', required: ['field', 'message', 'in'],
  properties: { field: { type: 'string' }, message: { type: 'string' }, in: { type: 'string' } },
};

const ENVELOPE: Json = {
  type: 'object', required: ['error', 'meta'],
  properties: {
    error: { type: 'object', required: ['code', 'message'], properties: { code: { type: 'string' }, message: { type: 'string' }, details: { type: 'array', items: DETAIL } } },
    meta: { type: 'object', required: ['requestId'], properties: { requestId: { type: 'string' } } },
  },
};

const PROBLEM: Json = {
  type: 'object', required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  properties: {
    type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' }, instance: { type: 'string' },
    code: { type: 'string' }, requestId: { type: 'string' }, errors: { type: 'array', items: DETAIL },
  },
};
