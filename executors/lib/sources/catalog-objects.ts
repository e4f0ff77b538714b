import type { Catalog, CatalogObject } from '../catalog/catalog';
import { objectId } from '../catalog/identity';
import type { ObjectKind } from '../catalog/object';

/** Every object of a catalog, columns among them. */
export function allObjects(catalog: Omit<Catalog, 'dependencies'>): CatalogObject[] {
  const lists: unknown[] = Object.values(catalog).filter((value) => Array.isArray(value)).flat();
  const objects = lists.filter((value): value is CatalogObject => typeof value === 'object' && value !== null && 'id' in value);
  return [...objects, ...catalog.tables.flatMap(({ columns }) => columns), ...catalog.views.flatMap(({ columns }) => columns)];
}

/** `id` of the relation that a part stands on. */
export function tableId({ schema, table }: { readonly schema: string; readonly table: string }, kind: ObjectKind): string {
  return objectId(kind, { schema, name: table });
}

/** A catalog without some tables and what belongs to them: TypeORM's own are no part of a schema. */
export function withoutTables(catalog: Catalog, tables: readonly { readonly schema: string; readonly name: string }[]): Catalog {
  const gone = new Set(tables.map((table) => tableId({ schema: table.schema, table: table.name }, 'table')));
  if (!catalog.tables.some(({ id }) => gone.has(id))) return catalog;
  const stays = (part: { readonly schema: string; readonly table: string }): boolean => !gone.has(tableId(part, 'table'));
  const rest = {
    ...catalog,
    tables: catalog.tables.filter(({ id }) => !gone.has(id)),
    constraints: catalog.constraints.filter(stays), indexes: catalog.indexes.filter(stays), triggers: catalog.triggers.filter(stays), policies: catalog.policies.filter(stays), rules: catalog.rules.filter(stays),
    sequences: catalog.sequences.filter(({ ownedBy }) => ownedBy === null || stays({ schema: ownedBy.schema, table: ownedBy.name })),
  };
  const lost = new Set(allObjects(catalog).map(({ id }) => id));
  for (const { id } of allObjects(rest)) lost.delete(id);
  const concerns = (id: string): boolean => lost.has(id) || lost.has(id.replace(/^default:/, 'column:'));
  return { ...rest, dependencies: catalog.dependencies.filter(({ from, to }) => !concerns(from) && !concerns(to)) };
}
