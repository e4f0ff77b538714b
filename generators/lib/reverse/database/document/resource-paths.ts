import type { Property, Resource, Verb } from '../resources/resource';
import type { Enums } from './enums';
import { filterName, isComparable } from './filters';
import { replacementName } from './resource-schemas';
import { valueSchema } from './value-schema';

type Json = Record<string, unknown>;

/** The page a list gives without being asked, and the largest. */
export const PAGE = { default: 20, maximum: 100 };

/** Path items of a resource: its collection, and a row by its key. */
export function resourcePaths(resource: Resource, enums: Enums): Record<string, Json> {
  const { path, key, operations } = resource;
  const of = (verbs: Partial<Record<Verb, string>>): Json => Object.fromEntries(operations.filter(({ verb }) => verbs[verb]).map(({ verb, operationId }) => [verbs[verb]!, operation(verb, operationId, resource, enums)]));
  const row = of({ get: 'get', replace: 'put', update: 'patch', delete: 'delete' });
  return {
    [path]: of({ list: 'get', create: 'post' }),
    ...(Object.keys(row).length > 0 && {
      [[path, ...key.map(({ name }) => `{${name}}`)].join('/')]: { parameters: key.map((property) => pathParameter(property, resource, enums)), ...row },
    }),
  };
}

function operation(verb: Verb, operationId: string, resource: Resource, enums: Enums): Json {
  const { tag, entity, singular, plural } = resource;
  const head = (summary: string): Json => ({ operationId, summary, tags: [tag] });
  const schema = (name: string): Json => ({ 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } });
  const reply = (description: string, name: string): Json => ({ description, content: schema(name) });
  const failures = (...statuses: Failure[]): Json => Object.fromEntries(statuses.map((status) => [status, { $ref: `#/components/responses/${FAILURES[status]}` }]));
  const body = (name: string): Json => ({ required: true, content: schema(name) });
  switch (verb) {
    case 'list': return { ...head(`List ${plural}`), parameters: listParameters(resource, enums), responses: { 200: reply(`A page of ${plural}`, `${entity}Page`), ...failures('400') } };
    case 'create': return { ...head(`Create ${article(singular)}`), requestBody: body(`New${entity}`), responses: { 201: reply(`The ${singular} as it was stored`, entity), ...failures('400', '409', '422', '503') } };
    case 'get': return { ...head(`Get ${article(singular)}`), responses: { 200: reply(`The ${singular}`, entity), ...failures('400', '404') } };
    case 'replace': return {
      ...head(`Replace ${article(singular)}`), description: 'What is left out gets its default, or null.',
      requestBody: body(replacementName(resource)), responses: { 200: reply(`The ${singular} as it was stored`, entity), ...failures('400', '404', '409', '422', '503') },
    };
    case 'update': return {
      ...head(`Change ${article(singular)}`), description: 'What is left out stays as it is.',
      requestBody: body(`${entity}Patch`), responses: { 200: reply(`The ${singular} as it was stored`, entity), ...failures('400', '404', '409', '422', '503') },
    };
    case 'delete': return { ...head(`Delete ${article(singular)}`), responses: { 204: { description: 'It is gone' }, ...failures('400', '404', '409', '503') } };
  }
}

export const FAILURES = { 400: 'Invalid', 404: 'NotFound', 409: 'Conflict', 422: 'Unprocessable', 503: 'Busy' } as const;
type Failure = `${keyof typeof FAILURES}`;

function article(noun: string): string {
  return `${/^[aeio]/.test(noun) ? 'an' : 'a'} ${noun}`;
}

function pathParameter(property: Property, resource: Resource, enums: Enums): Json {
  const { name, column } = property;
  return { name, in: 'path', required: true, ...(column.comment !== undefined && { description: column.comment }), schema: valueSchema(column.type, enums.nameOf(resource, property)) };
}

function listParameters(resource: Resource, enums: Enums): Json[] {
  const sortable = resource.properties.filter(({ column }) => isComparable(column.type)).map(({ name }) => name);
  const filters = resource.properties.map((property): Json => ({
    name: property.filter, in: 'query', style: 'deepObject', explode: true,
    schema: { $ref: `#/components/schemas/${isComparable(property.column.type) ? filterName(property.column.type, enums.nameOf(resource, property)) : 'NullFilter'}` },
  }));
  return [
    { $ref: '#/components/parameters/limit' }, { $ref: '#/components/parameters/offset' },
    ...(sortable.length > 0 ? [{
      name: 'sort', in: 'query', style: 'form', explode: false, description: 'Properties to sort by, the first one first; `-` before one turns its order round',
      schema: { type: 'array', uniqueItems: true, items: { type: 'string', enum: sortable.flatMap((name) => [name, `-${name}`]) } },
    }] : []),
    ...filters,
  ];
}
