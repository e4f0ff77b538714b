import type { Catalog, CatalogObject, Column, Constraint, Index, QualifiedName, Table } from '../catalog/catalog';
import { groupBy } from '../catalog/group-by';
import { objectId, partId } from '../catalog/identity';

/** A table's column as an object of its own. */
export interface TableColumn extends Column {
  readonly table: Table;
}

/** A column's default as an object of its own. */
export interface ColumnDefault extends CatalogObject {
  readonly kind: 'default';
  readonly table: Table;
  readonly column: Column;
  readonly expression: string;
}

/** A catalog as a map of facts, with the ways between them. */
export interface Facts {
  readonly catalog: Catalog;
  readonly objects: ReadonlyMap<string, CatalogObject>;
  /** What an object needs. */
  needs(id: string): readonly string[];
  /** What needs an object. */
  neededBy(id: string): readonly string[];
  /** The object that takes this one along when it goes: table of a column, column of a default. */
  parent(id: string): string | undefined;
  table(schema: string, name: string): Table | undefined;
  /** Constraints and indexes of a table. */
  constraintsOf(table: QualifiedName): readonly Constraint[];
  indexesOf(table: QualifiedName): readonly Index[];
  /** What a constraint or index of a partitioned table is made of. */
  partsOf(id: string): readonly (Constraint | Index)[];
  partitionsOf(table: QualifiedName): readonly Table[];
  /** It has partitions, or tables that inherit from it. */
  hasChildren(table: QualifiedName): boolean;
}

export function buildFacts(catalog: Catalog): Facts {
  const objects = new Map<string, CatalogObject>();
  const parents = new Map<string, string>();
  const relations = new Map<string, string>();
  const add = (list: readonly CatalogObject[]) => list.forEach((object) => objects.set(object.id, object));
  for (const table of catalog.tables) {
    objects.set(table.id, table);
    relations.set(objectId('table', table), table.id);
    for (const column of table.columns) {
      objects.set(column.id, { ...column, table } as TableColumn);
      parents.set(column.id, table.id);
      if (column.default === null) continue;
      const fact: ColumnDefault = { kind: 'default', id: partId('default', table, column.name), name: column.name, comment: null, table, column, expression: column.default };
      objects.set(fact.id, fact);
      parents.set(fact.id, column.id);
    }
  }
  for (const view of catalog.views) {
    relations.set(objectId('table', view), view.id);
    for (const column of view.columns) parents.set(column.id, view.id);
  }
  for (const list of LISTS) add(catalog[list]);
  for (const part of [...catalog.constraints, ...catalog.indexes, ...catalog.triggers, ...catalog.rules, ...catalog.policies]) {
    const relation = relations.get(objectId('table', { schema: part.schema, name: part.table }));
    if (relation !== undefined) parents.set(part.id, relation);
  }
  for (const index of catalog.indexes) if (index.constraint !== null) parents.set(index.id, index.constraint);
  const needs = new Map<string, string[]>();
  const neededBy = new Map<string, string[]>();
  for (const { from, to } of catalog.dependencies) {
    push(needs, from, to);
    push(neededBy, to, from);
  }
  const place = (part: { readonly schema: string; readonly table: string }): string => objectId('table', { schema: part.schema, name: part.table });
  const constraints = groupBy(catalog.constraints, place);
  const indexes = groupBy(catalog.indexes, place);
  const parts = groupBy<string | null, Constraint | Index>([...catalog.constraints, ...catalog.indexes], ({ parent }) => parent);
  const partitions = groupBy(catalog.tables, ({ partitionOf }) => partitionOf && objectId('table', partitionOf));
  const withChildren = new Set(catalog.tables.flatMap(({ partitionOf, inherits }) => [...inherits, ...(partitionOf ? [partitionOf] : [])].map((table) => objectId('table', table))));
  return {
    catalog, objects,
    constraintsOf: (table) => constraints.get(objectId('table', table)) ?? [],
    indexesOf: (table) => indexes.get(objectId('table', table)) ?? [],
    partsOf: (id) => parts.get(id) ?? [],
    partitionsOf: (table) => partitions.get(objectId('table', table)) ?? [],
    hasChildren: (table) => withChildren.has(objectId('table', table)),
    needs: (id) => needs.get(id) ?? [],
    neededBy: (id) => neededBy.get(id) ?? [],
    parent: (id) => parents.get(id),
    table: (schema, name) => objects.get(relations.get(objectId('table', { schema, name })) ?? '') as Table | undefined,
  };
}

const LISTS = [
  'schemas', 'extensions', 'constraints', 'indexes', 'sequences', 'statistics', 'views', 'enums', 'domains', 'composites', 'ranges', 'routines',
  'aggregates', 'collations', 'textSearch', 'triggers', 'eventTriggers', 'rules', 'policies', 'publications', 'subscriptions', 'foreignDataWrappers',
  'servers', 'userMappings', 'defaultPrivileges',
] as const;

function push(map: Map<string, string[]>, key: string, value: string): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
