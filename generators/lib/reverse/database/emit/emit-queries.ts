import type { Code, ImportExtension } from '../../../code';
import { code, doc, Imports, join, key as keyCode, lit, Name } from '../../../code';
import type { Column, Dialect } from '../database';
import type { Codec } from '../runtime/values';
import type { Property, Resource } from '../resources/resource';
import { isWritable } from '../resources/resource';
import { replacementName } from '../document/resource-schemas';
import { defaultExpression } from './column-options';

/** The module of a resource's queries, which its handlers call. */
export function emitQueries(resource: Resource, dialect: Dialect, extension: ImportExtension): Code {
  const { entity, variable, plural, key, properties, singular } = resource;
  const imports = new Imports(extension);
  const schemas = imports.type('components', '../types/openapi');
  const replied = imports.type('Replied', '../middleware/validators/runtime/http/operation-types');
  const has = (verb: string): boolean => resource.operations.some((operation) => operation.verb === verb);
  const schema = (name: string): Code => code`${new Name('Schemas')}[${name}]`;
  const types = [
    code`${replied}<${schema(entity)}>`,
    ...(isWritable(resource) ? [has('create') ? schema(`New${entity}`) : code`never`] : []),
    ...(has('replace') ? [schema(replacementName(resource)), schema(`${entity}Patch`)] : []),
  ];
  const columns = properties.map((property) => code`${keyCode(property.name)}: ${lit(facts(property, dialect, isWritable(resource)))},`);
  return code`${imports.print()}
import { ${new Name('dataSource')} } from ${`./data-source${extension}`};
import { ${new Name(entity)} } from ${`./entities/${resource.entityFile}${extension}`};
import { Resource } from ${`./runtime/resource${extension}`};

type Schemas = ${schemas}['schemas'];

${doc(`Queries of ${plural}.`)}
export const ${new Name(variable)} = new Resource<${join(types, ', ')}>(dataSource, {
  name: ${singular},
  entity: ${new Name(entity)},
  key: ${lit(key.map(({ name }) => name))},
  columns: {
    ${columns}
  },
  constraints: ${lit(constraints(resource))},
});`;
}

function facts({ name, column, create, update, filter }: Property, dialect: Dialect, writable: boolean): object {
  const write = !writable || create === 'never' ? undefined : update ? 'always' : 'create';
  const reset = write === 'always' && column.default !== undefined ? { reset: defaultExpression(column, dialect) } : {};
  return { column: column.name, codec: codecOf(column), filter: filter === name ? name : filter, ...(write && { write }), ...reset };
}

function codecOf({ type: { kind } }: Column): Codec {
  switch (kind) {
    case 'integer': return 'integer';
    case 'number': return 'number';
    case 'bigint': case 'decimal': return 'text';
    case 'boolean': case 'date': case 'timestamp': case 'bytes': case 'interval': case 'opaque': return kind;
    default: return 'plain';
  }
}

function constraints({ relation, properties }: Resource): Record<string, string[]> {
  const named = (columns: readonly string[]): string[] => columns.flatMap((column) => properties.filter((property) => property.column.name === column).map(({ name }) => name));
  return Object.fromEntries([...relation.uniques, ...relation.foreignKeys, ...relation.checks].map(({ name, columns }) => [name, named(columns)]));
}
