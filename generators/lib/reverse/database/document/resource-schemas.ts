import type { Property, Resource } from '../resources/resource';
import type { Enums } from './enums';
import { orNull, valueSchema } from './value-schema';

type Schema = Record<string, unknown>;

/** Component schemas of a resource: its rows, a page of them, and what is sent to write one. */
export function resourceSchemas(resource: Resource, enums: Enums): Record<string, Schema> {
  const { entity, properties, relation, plural } = resource;
  const has = (verb: string): boolean => resource.operations.some((operation) => operation.verb === verb);
  const rows: Schema = {
    type: 'object', ...(relation.comment !== undefined && { description: relation.comment }),
    required: properties.map(({ name }) => name),
    properties: Object.fromEntries(properties.map((property) => [property.name, { ...described(property, resource, enums), ...(property.create === 'never' && !property.update && { readOnly: true }) }])),
  };
  return {
    [entity]: rows,
    [`${entity}Page`]: {
      type: 'object', description: `Some of the ${plural}`, required: ['data', 'page'],
      properties: { data: { type: 'array', items: { $ref: `#/components/schemas/${entity}` } }, page: { $ref: '#/components/schemas/Page' } },
    },
    ...(has('create') && { [`New${entity}`]: written(properties.filter(({ create }) => create !== 'never'), resource, enums, true) }),
    ...(has('replace') && { [replacementName(resource)]: written(properties.filter(({ update }) => update), resource, enums, true) }),
    ...(has('update') && { [`${entity}Patch`]: { ...written(properties.filter(({ update }) => update), resource, enums, false), minProperties: 1 } }),
  };
}

/** A replacement is all but the key. */
export function replacementName({ entity }: Resource): string {
  return `${entity}Replacement`;
}

function written(properties: readonly Property[], resource: Resource, enums: Enums, whole: boolean): Schema {
  const required = whole ? properties.filter(({ create }) => create === 'required').map(({ name }) => name) : [];
  return {
    type: 'object', ...(required.length > 0 && { required }),
    properties: Object.fromEntries(properties.map((property) => [property.name, described(property, resource, enums)])),
    additionalProperties: false,
  };
}

function described(property: Property, resource: Resource, enums: Enums): Schema {
  const { column } = property;
  const value = valueSchema(column.type, enums.nameOf(resource, property));
  const schema = column.nullable ? orNull(value) : value;
  const notes = [column.comment, column.default !== undefined && property.create === 'optional' ? `Default: ${column.default}` : undefined].filter((note) => note !== undefined);
  return notes.length === 0 ? schema : { ...schema, description: [...notes, ...(typeof schema['description'] === 'string' ? [schema['description']] : [])].join('\n\n') };
}
