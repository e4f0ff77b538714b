import type { Collation, DefaultPrivilege, Extension, Grant, Schema, StatisticsObject, TextSearchObject } from '../../catalog/catalog';
import { globalId } from '../../catalog/identity';
import { qualify, quoteIdentifier, quoteLiteral, quoteRole } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isDropped, same, type DiffContext, type Handler } from '../context';
import { grantStatements, privilegeStatements } from '../grants';
import { drop, target } from '../targets';

export const schemaHandler: Handler<Schema> = {
  create: (schema) => [change('create', schema, `CREATE SCHEMA ${quoteIdentifier(schema.name)}`)],
  drop: (schema) => [change('drop', schema, drop(schema))],
  alter: () => [],
};

export const extensionHandler: Handler<Extension> = {
  create: (extension) => [...memberGrants(extension, undefined), change('create', extension, `CREATE EXTENSION ${quoteIdentifier(extension.name)} SCHEMA ${quoteIdentifier(extension.schema)} VERSION ${quoteLiteral(extension.version)}`, {
    after: [globalId('schema', extension.schema)],
  })],
  drop: (extension) => [change('drop', extension, drop(extension))],
  mustReplace: (from, to, context) => (from.schema !== to.schema && !to.relocatable) || (isOlder(to.version, from.version) && context.from.neededBy(to.id).length === 0),
  alter(from, to) {
    const alter = `ALTER EXTENSION ${quoteIdentifier(to.name)}`;
    const sql = [
      ...(from.schema === to.schema ? [] : [`${alter} SET SCHEMA ${quoteIdentifier(to.schema)}`]), ...(from.version === to.version ? [] : [`${alter} UPDATE TO ${quoteLiteral(to.version)}`]),
    ];
    return [...memberGrants(to, from), ...(sql.length === 0 ? [] : [change('alter', to, sql, { after: [globalId('schema', to.schema)], beforeDropOf: [globalId('schema', from.schema)] })])];
  },
};

/** GRANTs on what an extension brought. */
function memberGrants(to: Extension, from: Extension | undefined): Change[] {
  const find = (extension: Extension | undefined, name: string) => extension?.memberGrants.find(({ on }) => on === name);
  const names = [...new Set([...(from?.memberGrants ?? []), ...to.memberGrants].map(({ on }) => on))];
  const sql = names.flatMap((on) => {
    const before = find(from, on);
    const after = find(to, on);
    return grantStatements(on, before?.grants ?? after!.initial, after?.grants ?? before!.initial);
  });
  return sql.length === 0 ? [] : [change('follow', to, sql, { after: [to.id] })];
}

/** There is no way back by ALTER EXTENSION UPDATE; nothing leans on it, so it goes and comes. */
function isOlder(version: string, than: string): boolean {
  return version.localeCompare(than, 'en', { numeric: true }) < 0;
}

export const collationHandler: Handler<Collation> = {
  create: (collation) => [change('create', collation, `CREATE COLLATION ${qualify(collation)} (${collation.options.join(', ')})`)],
  drop: (collation) => [change('drop', collation, drop(collation))],
  mustReplace: (from, to) => !same(from.options, to.options),
  alter: () => [],
};

export const statisticsHandler: Handler<StatisticsObject> = {
  create: (object) => [change('create', object, object.definition), ...statisticsTarget(object, -1)],
  drop: (object) => [change('drop', object, drop(object))],
  mustReplace: (from, to) => from.definition !== to.definition,
  alter: (from, to) => statisticsTarget(to, from.target),
};

function statisticsTarget(object: StatisticsObject, before: number): Change[] {
  return object.target === before ? [] : [change('follow', object, `ALTER STATISTICS ${qualify(object)} SET STATISTICS ${object.target}`)];
}

export const textSearchHandler: Handler<TextSearchObject> = {
  create: (object) => [
    change('create', object, [`CREATE ${target(object)} (${object.options.join(', ')})`, ...object.mappings.map(({ token, dictionaries }) => `ALTER ${target(object)} ADD MAPPING FOR ${quoteIdentifier(token)} WITH ${dictionaries.join(', ')}`)]),
  ],
  drop: (object) => [change('drop', object, drop(object))],
  mustReplace: (from, to) => !same(from.options, to.options),
  alter(from, to) {
    const alter = `ALTER ${target(to)}`;
    const sql = [
      ...from.mappings.filter(({ token }) => !to.mappings.some((m) => m.token === token)).map(({ token }) => `${alter} DROP MAPPING FOR ${quoteIdentifier(token)}`),
      ...to.mappings.flatMap((mapping) => {
        const old = from.mappings.find(({ token }) => token === mapping.token);
        return same(old, mapping) ? [] : [`${alter} ${old ? 'ALTER' : 'ADD'} MAPPING FOR ${quoteIdentifier(mapping.token)} WITH ${mapping.dictionaries.join(', ')}`];
      }),
    ];
    return sql.length === 0 ? [] : [change('alter', to, sql)];
  },
};

/** Last of all, so that what this migration makes has the privileges of before, which are known. */
export const defaultPrivilegeHandler: Handler<DefaultPrivilege> = {
  create: (entry, context) => statements(entry, initial(entry, context), entry.grants),
  drop(entry, context) {
    if (entry.schema !== null && isDropped(globalId('schema', entry.schema), context)) return [];
    return statements(entry, entry.grants, initial(entry, context), 'drop');
  },
  alter: (from, to) => statements(to, from.grants, to.grants),
};

/** What holds without the entry. */
function initial(entry: DefaultPrivilege, { from }: DiffContext): Grant[] {
  if (entry.schema !== null) return [];
  const all: Readonly<Record<string, readonly string[]>> = {
    TABLES: ['DELETE', 'INSERT', 'REFERENCES', 'SELECT', 'TRIGGER', 'TRUNCATE', 'UPDATE', ...(from.catalog.serverVersion >= 170000 ? ['MAINTAIN'] : [])],
    SEQUENCES: ['SELECT', 'UPDATE', 'USAGE'], FUNCTIONS: ['EXECUTE'], TYPES: ['USAGE'], SCHEMAS: ['CREATE', 'USAGE'], 'LARGE OBJECTS': ['SELECT', 'UPDATE'],
  };
  const grant = (grantee: string) => (privilege: string): Grant => ({ grantee, privilege, grantable: false });
  return [
    ...all[entry.objectType]!.map(grant(entry.role)), ...(['FUNCTIONS', 'TYPES'].includes(entry.objectType) ? all[entry.objectType]!.map(grant('PUBLIC')) : []),
  ];
}

function statements(entry: DefaultPrivilege, from: readonly Grant[], to: readonly Grant[], verb: 'create' | 'drop' = 'create'): Change[] {
  const scope = `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteIdentifier(entry.role)}${entry.schema === null ? '' : ` IN SCHEMA ${quoteIdentifier(entry.schema)}`}`;
  const sql = privilegeStatements(from, to).map(({ verb: word, privileges, option, grantee }) => word === 'GRANT'
    ? `${scope} GRANT ${privileges.join(', ')} ON ${entry.objectType} TO ${quoteRole(grantee)}${option ? ' WITH GRANT OPTION' : ''}`
    : `${scope} REVOKE ${option ? 'GRANT OPTION FOR ' : ''}${privileges.join(', ')} ON ${entry.objectType} FROM ${quoteRole(grantee)}`);
  return sql.length === 0 ? [] : [change(verb, entry, sql, { after: entry.schema === null ? [] : [globalId('schema', entry.schema)] })];
}
