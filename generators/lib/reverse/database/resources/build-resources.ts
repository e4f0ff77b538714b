import { pascalCase, toWords } from '../../../names/words';
import type { Diagnostic, Result } from '../../../diagnostics';
import type { Database, Relation } from '../database';
import { propertiesOf } from './properties';
import { linkResources } from './relations';
import type { Property, Resource, ResourceOperation, Verb } from './resource';
import type { TableNames } from './table-names';
import { tableNames } from './table-names';

export interface ResourceOptions {
  /** Lists and reads alone. */
  readonly readOnly?: boolean;
  /** Schema names that stand for filters. */
  readonly reserved?: readonly string[];
}

/** Kinds that have a place in a path. */
const IN_PATHS = new Set(['integer', 'bigint', 'decimal', 'number', 'string', 'uuid', 'date', 'time', 'timestamp', 'enum', 'boolean']);

/** Every table and view as a resource; what cannot be one in full is said. */
export function buildResources({ relations }: Database, { readOnly = false, reserved }: ResourceOptions): Result<Resource[]> {
  const diagnostics: Diagnostic[] = [];
  const names = tableNames(relations, reserved);
  const resources = relations.filter(({ columns }) => columns.length > 0).map((relation): Resource => {
    const own = names[relations.indexOf(relation)]!;
    const properties = propertiesOf(relation, relation.primaryKey);
    const key = keyOf(relation, properties);
    diagnostics.push(...findings(relation, properties, key));
    const { collection: _collection, ...shown } = own;
    return { ...shown, relation, properties, key, operations: operationsOf(relation, properties, key, own, readOnly), toOne: [], toMany: [] };
  });
  const links = linkResources(resources);
  for (const [resource, link] of links) Object.assign(resource, link);
  return { value: resources, diagnostics };
}

function keyOf(relation: Relation, properties: readonly Property[]): Property[] {
  const key = relation.primaryKey.map((column) => properties.find((property) => property.column.name === column)!);
  return key.every(({ column }) => IN_PATHS.has(column.type.kind) && !column.type.array) ? key : [];
}

function operationsOf({ kind }: Relation, properties: readonly Property[], key: readonly Property[], names: TableNames, readOnly: boolean): ResourceOperation[] {
  const insertable = properties.every(({ column, create }) => create !== 'never' || column.nullable || column.default !== undefined || column.generated !== undefined || column.type.kind === 'opaque');
  const writes = kind === 'table' && key.length > 0 && !readOnly;
  const verbs: Verb[] = ['list'];
  if (writes && insertable) verbs.push('create');
  if (key.length > 0) verbs.push('get');
  if (writes && properties.some(({ update }) => update)) verbs.push('replace', 'update');
  if (writes) verbs.push('delete');
  return verbs.map((verb) => ({ verb, operationId: verb === 'list' ? `list${names.collection}` : `${verb}${pascalCase(toWords(names.entity))}` }));
}

function findings(relation: Relation, properties: readonly Property[], key: readonly Property[]): Diagnostic[] {
  const table = [relation.schema, relation.name].filter((part) => part !== undefined).join('.');
  const found: Diagnostic[] = [];
  if (relation.kind === 'table' && relation.primaryKey.length === 0) {
    found.push({ code: 'BACKEND_FROM_DB_NO_KEY', severity: 'warning', message: `${table} has no primary key, so its rows can only be listed`, help: 'Give it a primary key, or write the operations it needs by hand.' });
  } else if (relation.kind === 'table' && key.length === 0) {
    found.push({ code: 'BACKEND_FROM_DB_NO_KEY', severity: 'warning', message: `the primary key of ${table} has a type that no path can hold, so its rows can only be listed`, help: 'Give it a key of numbers, texts, dates or uuids.' });
  }
  for (const { column } of properties) {
    if (column.type.kind !== 'opaque') continue;
    found.push({
      code: 'BACKEND_FROM_DB_TYPE', severity: relation.kind === 'view' ? 'info' : 'warning', message: `${table}.${column.name} is of type ${column.type.native}, which is shown as text and cannot be written`,
      help: 'Let the database fill it (a default, a trigger), or write the handler that sets it.',
    });
  }
  return found;
}
