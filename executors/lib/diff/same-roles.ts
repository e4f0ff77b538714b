import type { Catalog, Grant } from '../catalog/catalog';

/**
 * Makes two catalogs speak of the same roles: what the reader of each owns is the same owner, and
 * MAINTAIN, which PostgreSQL has from 17 on, counts only where both have it.
 */
export function adoptRoles(to: Catalog, from: Catalog): Catalog {
  const plain = from.serverVersion >= 170000 || to.serverVersion < 170000;
  if (from.currentUser === to.currentUser && plain) return to;
  const role = (name: string) => (name === to.currentUser ? from.currentUser : name);
  const grants = (list: readonly Grant[]) => list
    .filter(({ privilege }) => plain || privilege !== 'MAINTAIN')
    .map((grant) => ({ ...grant, grantee: role(grant.grantee) }))
    .sort((a, b) => compare(a.grantee, b.grantee) || compare(a.privilege, b.privilege));
  const replacer = (key: string, value: unknown): unknown => {
    if (key === 'owner' && typeof value === 'string') return role(value);
    return key === 'grants' ? grants(value as Grant[]) : value;
  };
  const adopted = JSON.parse(JSON.stringify(to, replacer)) as Catalog;
  return { ...adopted, currentUser: from.currentUser };
}

/** A catalog of before 17 beside one of after: the newer one is asked for no less than the older knows. */
export function withoutMaintain(catalog: Catalog, other: Catalog): Catalog {
  if (catalog.serverVersion < 170000 || other.serverVersion >= 170000) return catalog;
  return JSON.parse(JSON.stringify(catalog, (key, value: unknown) => (key === 'grants' ? (value as Grant[]).filter(({ privilege }) => privilege !== 'MAINTAIN') : value))) as Catalog;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
