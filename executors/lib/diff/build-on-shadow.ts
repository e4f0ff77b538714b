import type { Catalog } from '../catalog/catalog';
import { readCatalog } from '../catalog/read-catalog';
import { quoteIdentifier } from '../catalog/quote';
import type { SqlClient } from '../postgres/sql-client';
import { applyPlan } from './apply-plan';
import type { PlannedStatement } from './change';
import { diffCatalogs } from './diff-catalogs';

/** Statements in one transaction. */
const PIECE = 500;

/** Makes what a catalog describes in an empty database; returns what stayed different, which should be nothing. */
export async function buildOnShadow(database: SqlClient, catalog: Catalog): Promise<readonly PlannedStatement[]> {
  const empty = await readCatalog(database);
  const plan = diffCatalogs(empty, catalog);
  // In pieces: a transaction locks all that it makes, and there is room for some 9,000 locks.
  const statements = plan.statements.map((statement, index) => (index % PIECE === PIECE - 1 ? { ...statement, startsTransaction: true } : statement));
  await applyPlan(database, { ...plan, statements });
  return diffCatalogs(await readCatalog(database), catalog).statements;
}

/** Makes the roles that catalogs name where a shadow lacks them; returns what takes them away again. */
export async function makeRoles(database: SqlClient, catalogs: readonly Catalog[]): Promise<() => Promise<void>> {
  const known = new Set((await database.query<{ name: string }>('SELECT rolname AS name FROM pg_catalog.pg_roles')).map(({ name }) => name));
  const missing = [...new Set(catalogs.flatMap(rolesOf))].filter((role) => !known.has(role)).sort();
  for (const role of missing) await database.exec(`CREATE ROLE ${quoteIdentifier(role)}`);
  return async () => {
    for (const role of missing) await database.exec(`DROP OWNED BY ${quoteIdentifier(role)} CASCADE; DROP ROLE ${quoteIdentifier(role)}`).catch(() => undefined);
  };
}

function rolesOf(catalog: Catalog): string[] {
  const roles = new Set<string>();
  JSON.stringify(catalog, (key, value: unknown) => {
    if ((key === 'owner' || key === 'grantee' || key === 'role' || key === 'user') && typeof value === 'string') roles.add(value);
    if (key === 'roles' && Array.isArray(value)) value.forEach((role) => roles.add(String(role)));
    return value;
  });
  roles.delete('PUBLIC');
  // The reader's own objects are the shadow's user's.
  roles.delete(catalog.currentUser);
  return [...roles];
}
