import { camelCase, toWords } from '../../../names/words';
import type { Column, Relation } from '../database';
import type { Property } from './resource';
import { identifier } from './table-names';

/** Query parameters of a list that are no filters. */
const LIST_PARAMETERS = ['limit', 'offset', 'sort'];
/** Properties that every object has, or that make a class something else. */
const OBJECT = ['constructor', 'proto', 'prototype', 'then', 'toString', 'valueOf', 'hasOwnProperty'];

/** Columns as properties, with names of their own whatever case columns are told apart by. */
export function propertiesOf(relation: Relation, key: readonly string[]): Property[] {
  const taken = new Set(OBJECT);
  return relation.columns.map((column) => {
    const name = freeName(identifier(camelCase(toWords(column.name))) || 'column', taken);
    return { name, column, create: creation(column), update: isWritten(column) && !key.includes(column.name), filter: LIST_PARAMETERS.includes(name) ? `${name}Column` : name };
  });
}

export function freeName(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
  taken.add(name);
  return name;
}

function creation(column: Column): Property['create'] {
  if (!isWritten(column)) return 'never';
  return column.nullable || column.default !== undefined ? 'optional' : 'required';
}

function isWritten({ generated, type }: Column): boolean {
  return generated === undefined && type.kind !== 'opaque';
}
