import type { Catalog, CatalogObject, Owned } from '../catalog/catalog';
import type { DiffContext } from '../diff/context';
import { initialGrants } from '../diff/grants';

/** A catalog as it would be if the role that will run the migration had made it in the other's database: its owner and its default privileges. */
export function adopt(catalog: Catalog, from: Catalog): Catalog {
  const context = { from: { catalog: from }, to: { catalog: { ...catalog, currentUser: from.currentUser } } } as DiffContext;
  const owned = <T extends CatalogObject & Partial<Owned>>(object: T): T => {
    if (object.owner !== catalog.currentUser) return object;
    const mine = { ...object, owner: from.currentUser };
    return object.grants === undefined ? mine : { ...mine, grants: initialGrants(mine, context) };
  };
  return {
    ...catalog, currentUser: from.currentUser,
    schemas: catalog.schemas.map(owned), tables: catalog.tables.map(owned), sequences: catalog.sequences.map(owned), views: catalog.views.map(owned), enums: catalog.enums.map(owned),
  };
}
