import type { CatalogObject, Grant, Owned, Sequence } from '../catalog/catalog';
import { quoteIdentifier, quoteLiteral } from '../catalog/quote';
import { change, type Change } from './change';
import { same, type DiffContext } from './context';
import type { TableColumn } from './facts';
import { changeGrants, columnGrants, initialGrants } from './grants';
import { target } from './targets';

/** Comment, owner and privileges of an object: after it came (`before` is absent) or as they change. */
export function followUps(object: CatalogObject, before: CatalogObject | undefined, context: DiffContext): Change[] {
  return [...changeOwner(object, before, context), ...changeComment(object, before), ...changePrivileges(object, before, context)];
}

function changeComment(object: CatalogObject, before: CatalogObject | undefined): Change[] {
  if ((before?.comment ?? null) === object.comment) return [];
  return [change('follow', object, `COMMENT ON ${target(object)} IS ${object.comment === null ? 'NULL' : quoteLiteral(object.comment)}`)];
}

function changeOwner(object: CatalogObject, before: CatalogObject | undefined, { to, from }: DiffContext): Change[] {
  const { owner } = object as Partial<Owned>;
  const current = before === undefined ? from.catalog.currentUser : (before as Partial<Owned>).owner;
  // Databases read by different roles: what the reader owned there, the reader will own here.
  if (owner === undefined || owner === null || owner === current || (before === undefined && owner === to.catalog.currentUser)) return [];
  // It has the owner of the table whose column owns it, and no other.
  const { ownedBy = null } = object as Partial<Sequence>;
  if (ownedBy !== null && to.table(ownedBy.schema, ownedBy.name)?.owner === owner) return [];
  return [change('follow', object, `ALTER ${target(object)} OWNER TO ${quoteIdentifier(owner)}`)];
}

function changePrivileges(object: CatalogObject, before: CatalogObject | undefined, context: DiffContext): Change[] {
  const { grants, owner } = object as CatalogObject & { grants?: readonly Grant[]; owner?: string };
  if (grants === undefined || object.kind === 'default-privilege') return [];
  const old = before as typeof before & { grants: readonly Grant[]; owner?: string };
  const current = before === undefined ? initialGrants(object, context)
    : object.kind === 'column' ? columnGrants(old.grants, (old as TableColumn).table.grants, (object as TableColumn).table.grants)
      : old.owner === owner ? old.grants : rename(old.grants, old.owner!, owner!);
  if (same(current, grants)) return [];
  const sql = changeGrants(object, current, grants);
  return sql.length === 0 ? [] : [change('follow', object, sql)];
}

/** OWNER TO hands the old owner's privileges to the new one. */
function rename(grants: readonly Grant[], from: string, to: string): Grant[] {
  const kept = grants.filter(({ grantee, privilege }) => grantee !== from || !grants.some((other) => other.grantee === to && other.privilege === privilege));
  return kept.map((grant) => (grant.grantee === from ? { ...grant, grantee: to } : grant));
}
