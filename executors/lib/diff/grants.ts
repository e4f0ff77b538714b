import type { Aggregate, CatalogObject, DefaultPrivilege, Grant, Owned, Routine, SchemaObject } from '../catalog/catalog';
import { qualify, quoteIdentifier, quoteRole } from '../catalog/quote';
import type { DiffContext } from './context';
import type { TableColumn } from './facts';

const ALL: Readonly<Record<string, readonly string[]>> = {
  TABLES: ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE'], SEQUENCES: ['SELECT', 'UPDATE', 'USAGE'], FUNCTIONS: ['EXECUTE'],
  TYPES: ['USAGE'], SCHEMAS: ['CREATE', 'USAGE'], WRAPPERS: ['USAGE'],
};
/** What PUBLIC may do without being granted it. */
const PUBLIC: Readonly<Record<string, readonly string[]>> = { FUNCTIONS: ['EXECUTE'], TYPES: ['USAGE'] };

type PrivilegeClass = keyof typeof ALL & string;
const CLASSES: Readonly<Record<string, PrivilegeClass>> = {
  table: 'TABLES', 'foreign-table': 'TABLES', view: 'TABLES', 'materialized-view': 'TABLES', sequence: 'SEQUENCES', function: 'FUNCTIONS', procedure: 'FUNCTIONS',
  aggregate: 'FUNCTIONS', enum: 'TYPES', domain: 'TYPES', composite: 'TYPES', range: 'TYPES', schema: 'SCHEMAS', 'foreign-data-wrapper': 'WRAPPERS', server: 'WRAPPERS',
};

/** How GRANT names it. */
function grantTarget(object: CatalogObject): string {
  switch (object.kind) {
    case 'column': return `TABLE ${qualify((object as TableColumn).table)}`;
    case 'sequence': return `SEQUENCE ${qualify(object as SchemaObject)}`;
    case 'function': case 'aggregate': return `FUNCTION ${qualify(object as Aggregate)}(${(object as Aggregate).signature})`;
    case 'procedure': return `PROCEDURE ${qualify(object as Routine)}(${(object as Routine).signature})`;
    case 'domain': case 'enum': case 'composite': case 'range': return `TYPE ${qualify(object as SchemaObject)}`;
    case 'schema': return `SCHEMA ${quoteIdentifier(object.name)}`;
    case 'foreign-data-wrapper': return `FOREIGN DATA WRAPPER ${quoteIdentifier(object.name)}`;
    case 'server': return `FOREIGN SERVER ${quoteIdentifier(object.name)}`;
    default: return `TABLE ${qualify(object as SchemaObject)}`;
  }
}

/** The privileges of an object just made: the built-in ones, or those of ALTER DEFAULT PRIVILEGES in force. */
export function initialGrants(object: CatalogObject, { from, to }: DiffContext): Grant[] {
  const kind = CLASSES[object.kind];
  if (kind === undefined) return [];
  const creator = from.catalog.currentUser;
  const all = kind === 'TABLES' && from.catalog.serverVersion >= 170000 ? [...ALL[kind]!, 'MAINTAIN'].sort() : ALL[kind]!;
  const builtIn = [
    ...all.map((privilege) => ({ grantee: creator, privilege, grantable: false })),
    ...(PUBLIC[kind] ?? []).map((privilege) => ({ grantee: 'PUBLIC', privilege, grantable: false })),
  ];
  const { schema } = object as Partial<SchemaObject>;
  const entry = (where: string | null): DefaultPrivilege | undefined =>
    from.catalog.defaultPrivileges.find((d) => d.role === creator && d.objectType === kind && d.schema === where);
  const grants = [...(entry(null)?.grants ?? builtIn), ...(schema === undefined ? [] : (entry(schema)?.grants ?? []))];
  const owner = (object as Partial<Owned>).owner === to.catalog.currentUser ? creator : ((object as Partial<Owned>).owner ?? creator);
  return merge(grants.map((grant) => (grant.grantee === creator ? { ...grant, grantee: owner } : grant)));
}

function merge(grants: readonly Grant[]): Grant[] {
  const byKey = new Map<string, Grant>();
  for (const grant of grants) {
    const key = `${grant.grantee}\n${grant.privilege}`;
    byKey.set(key, { ...grant, grantable: grant.grantable || (byKey.get(key)?.grantable ?? false) });
  }
  return [...byKey.values()];
}

/** Statements that lead from one set of privileges to another. */
export function changeGrants(object: CatalogObject, from: readonly Grant[], to: readonly Grant[]): string[] {
  return grantStatements(grantTarget(object), from, to, object.kind === 'column' ? ` (${quoteIdentifier(object.name)})` : '');
}

/** @param on as GRANT names the object: `FUNCTION public.f(integer)` */
export function grantStatements(on: string, from: readonly Grant[], to: readonly Grant[], columns = ''): string[] {
  return privilegeStatements(from, to).map(({ verb, privileges, option, grantee }) => {
    const list = privileges.map((privilege) => privilege + columns).join(', ');
    return verb === 'GRANT'
      ? `GRANT ${list} ON ${on} TO ${quoteRole(grantee)}${option ? ' WITH GRANT OPTION' : ''}`
      : `REVOKE ${option ? 'GRANT OPTION FOR ' : ''}${list} ON ${on} FROM ${quoteRole(grantee)}`;
  });
}

interface PrivilegeStatement { readonly verb: 'GRANT' | 'REVOKE'; readonly privileges: readonly string[]; readonly option: boolean; readonly grantee: string }

/** Revokes first; one statement for each grantee and form. */
export function privilegeStatements(from: readonly Grant[], to: readonly Grant[]): PrivilegeStatement[] {
  const key = ({ grantee, privilege }: Grant) => `${grantee}\n${privilege}`;
  const before = new Map(from.map((grant) => [key(grant), grant]));
  const after = new Map(to.map((grant) => [key(grant), grant]));
  const groups = new Map<string, { verb: 'GRANT' | 'REVOKE'; privileges: string[]; option: boolean; grantee: string }>();
  const add = (verb: 'GRANT' | 'REVOKE', { grantee, privilege }: Grant, option: boolean) => {
    const group = `${verb === 'REVOKE' ? 0 : 1} ${grantee} ${option}`;
    const known = groups.get(group);
    if (known) known.privileges.push(privilege);
    else groups.set(group, { verb, privileges: [privilege], option, grantee });
  };
  for (const grant of before.values()) {
    const wanted = after.get(key(grant));
    if (!wanted) add('REVOKE', grant, false);
    else if (grant.grantable && !wanted.grantable) add('REVOKE', grant, true);
  }
  for (const grant of after.values()) {
    const known = before.get(key(grant));
    if (!known || (grant.grantable && !known.grantable)) add('GRANT', grant, grant.grantable);
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, group]) => group);
}

/** REVOKE on a table takes the same privilege from its columns too: what is left of a column's. */
export function columnGrants(column: readonly Grant[], tableBefore: readonly Grant[], tableAfter: readonly Grant[]): Grant[] {
  const has = (list: readonly Grant[], { grantee, privilege }: Grant) => list.some((other) => other.grantee === grantee && other.privilege === privilege);
  return column.filter((grant) => !has(tableBefore, grant) || has(tableAfter, grant));
}
