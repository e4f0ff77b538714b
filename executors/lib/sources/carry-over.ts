import type { Catalog, Column, Constraint, Dependency, Index, Sequence, Table } from '../catalog/catalog';
import { groupBy } from '../catalog/group-by';
import { partId } from '../catalog/identity';
import { qualify } from '../catalog/quote';
import { adopt } from './adopt';
import { allObjects, tableId } from './catalog-objects';
import { sameDefault } from './same-default';

export interface CarryOptions {
  /** Tables and views that no entity has stay as they are, as TypeORM leaves them. */
  readonly keepUnknown: boolean;
  /** Tables and indexes that the entities name and tell TypeORM to leave alone (`synchronize: false`). */
  readonly unsynchronized: { readonly tables: readonly string[]; readonly indexes: readonly string[] };
}

export interface CarriedOver {
  readonly catalog: Catalog;
  /** `schema.table` of tables and views that no entity has and that were kept. */
  readonly kept: readonly string[];
}

/**
 * What the database shall be when the entities are its target: what they say, and of the rest, about
 * which decorators have no words (functions, triggers, policies, privileges, storage), what is there.
 * Without it, every trigger that a migration made would be dropped.
 */
export function carryOver(said: Catalog, from: Catalog, { keepUnknown, unsynchronized }: CarryOptions): CarriedOver {
  const entities = adopt(said, from);
  const known = new Set(entities.tables.map((table) => table.id));
  const knownViews = new Set(entities.views.map(({ id }) => id));
  const apart = ({ name }: { readonly name: string }): boolean => keepUnknown || unsynchronized.tables.includes(name);
  const keptTables = from.tables.filter((table) => !known.has(table.id) && apart(table));
  const keptViews = from.views.filter((view) => !knownViews.has(view.id) && apart(view));
  const relations = new Set([...known, ...knownViews, ...keptTables.map(({ id }) => id), ...keptViews.map(({ id }) => id)]);
  const keptNames = new Set([...keptTables, ...keptViews].map(qualify));
  const ofKept = ({ schema, table }: { readonly schema: string; readonly table: string }): boolean => keptNames.has(qualify({ schema, name: table }));
  const stays = (part: { readonly schema: string; readonly table: string }): boolean => relations.has(tableId(part, 'table')) || relations.has(tableId(part, 'view')) || relations.has(tableId(part, 'materialized-view')) || relations.has(tableId(part, 'foreign-table'));
  const primary = primaryKeys(entities, from);
  const before = new Map(allObjects(from).map((object) => [object.id, object]));
  const like = <T extends { readonly id: string }>(object: T, keys: readonly (keyof T)[]): T => {
    const other = before.get(object.id) as T | undefined;
    return other === undefined ? object : { ...object, ...Object.fromEntries(keys.map((key) => [key, other[key]])) };
  };
  const serials = serialColumns(entities, from);
  const ownIndexes = new Set(entities.indexes.map(({ id }) => id));
  const usedByKnownOnly = usersOfTypes(from, known, ofKept);
  const merged = {
    ...entities,
    currentUser: from.currentUser,
    schemas: union(from.schemas, entities.schemas),
    extensions: union(from.extensions, entities.extensions),
    tables: sorted([...entities.tables.map((table) => mergeTable(table, before.get(table.id) as Table | undefined, serials)), ...keptTables]),
    constraints: sorted([
      ...entities.constraints.map((constraint) => (primary.constraints.get(constraint.id) ?? like(constraint, ['comment', 'validated', 'enforced', 'noInherit', 'inherited', 'local', 'parent']))),
      ...from.constraints.filter(ofKept),
    ]),
    indexes: sorted([
      ...entities.indexes.map((index) => primary.indexes.get(index.id) ?? like(index, ['comment', 'options', 'tablespace', 'clustered', 'keyStatistics', 'parent'])),
      ...from.indexes.filter((index) => ofKept(index) || (isBeyondEntities(index, unsynchronized.indexes) && stays(index) && !ownIndexes.has(index.id))),
    ]),
    sequences: union(entities.sequences.map((sequence) => serials.sequences.get(sequence.id) ?? like(sequence, ['owner', 'grants', 'comment'])), from.sequences.filter(({ ownedBy }) => ownedBy === null || ofKept({ schema: ownedBy.schema, table: ownedBy.name }))),
    statistics: from.statistics.filter(({ table }) => stays({ schema: table.schema, table: table.name })),
    views: sorted([...entities.views.map((view) => like(view, ['owner', 'grants', 'comment', 'options', 'accessMethod', 'tablespace', 'populated'])), ...keptViews]),
    enums: union(entities.enums.map((type) => like(type, ['owner', 'grants', 'comment'])), from.enums.filter(({ id }) => !usedByKnownOnly(id))),
    domains: from.domains, composites: from.composites, ranges: from.ranges, routines: from.routines, aggregates: from.aggregates, collations: from.collations,
    textSearch: from.textSearch, eventTriggers: from.eventTriggers, publications: from.publications, subscriptions: from.subscriptions,
    triggers: from.triggers.filter(stays), rules: from.rules.filter(stays), policies: from.policies.filter(stays),
    foreignDataWrappers: from.foreignDataWrappers, servers: from.servers, userMappings: from.userMappings, defaultPrivileges: from.defaultPrivileges, unsupported: from.unsupported,
  };
  return {
    catalog: { ...merged, dependencies: mergeDependencies(merged, entities, from, new Map([...primary.renamed, ...serials.renamed])) },
    kept: [...keptTables, ...keptViews].map(({ schema, name }) => `${schema}.${name}`),
  };
}

/** TypeORM is told to leave it alone, or has no words for it and does not see it: one over expressions. */
function isBeyondEntities({ constraint, keys, name }: Index, unsynchronized: readonly string[]): boolean {
  return constraint === null && (unsynchronized.includes(name) || keys.some(({ column }) => column === null));
}

/** What no decorator says about a table, from the table that is there. */
function mergeTable(table: Table, before: Table | undefined, serials: Serials): Table {
  if (before === undefined) return table;
  const { owner, grants, persistence, partitionKey, partitionOf, inherits, ofType, options, accessMethod, tablespace, rowSecurity, forceRowSecurity, replicaIdentity, replicaIdentityIndex } = before;
  const columns = new Map(before.columns.map((column) => [column.name, column]));
  return {
    ...table, owner, grants, persistence, partitionKey, partitionOf, inherits, ofType, options, accessMethod, tablespace, rowSecurity, forceRowSecurity, replicaIdentity, replicaIdentityIndex,
    columns: table.columns.map((column) => mergeColumn(column, columns.get(column.name), serials)),
  };
}

function mergeColumn(column: Column, before: Column | undefined, serials: Serials): Column {
  if (before === undefined) return column;
  const { storage, compression, statistics, options, grants, local, inherited, notNullName, notNullNoInherit, notNullValidated } = before;
  const keepsDefault = serials.columns.has(column.id) || sameDefault(column, before);
  const kept = { ...column, ...(keepsDefault && { default: before.default }), statistics, options, grants, local, inherited, ...(column.type === before.type && { storage, compression }) };
  return column.notNull && before.notNull ? { ...kept, notNullName, notNullNoInherit, notNullValidated } : kept;
}

interface Serials {
  /** From the `id` of the entities' sequence to the one that is there. */
  readonly sequences: ReadonlyMap<string, Sequence>;
  readonly renamed: ReadonlyMap<string, string>;
  /** `id`s of the columns that have a sequence on both sides. */
  readonly columns: ReadonlySet<string>;
}

/** Serial columns on both sides whose sequences have other names, as after the rename of a table: TypeORM asks for no name there. */
function serialColumns(entities: Catalog, from: Catalog): Serials {
  const owner = ({ ownedBy }: Sequence): string => (ownedBy === null ? '' : partId('column', ownedBy, ownedBy.column));
  const there = new Map(from.sequences.map((sequence) => [owner(sequence), sequence]));
  const pairs = entities.sequences.flatMap((own): [Sequence, Sequence][] => {
    const other = own.ownedBy === null ? undefined : there.get(owner(own));
    return other === undefined || other.id === own.id ? [] : [[own, other]];
  });
  return {
    sequences: new Map(pairs.map(([own, other]) => [own.id, other])), renamed: new Map(pairs.map(([own, other]) => [own.id, other.id])),
    columns: new Set(pairs.map(([own]) => owner(own))),
  };
}

/** Primary keys of the same columns by another name: TypeORM asks for no name there. */
function primaryKeys(entities: Catalog, from: Catalog): { constraints: Map<string, Constraint>; indexes: Map<string, Index>; renamed: Map<string, string> } {
  const result = { constraints: new Map<string, Constraint>(), indexes: new Map<string, Index>(), renamed: new Map<string, string>() };
  const keyOf = ({ schema, table, columns }: Constraint): string => [schema, table, ...columns].join('\0');
  const there = new Map(from.constraints.filter(({ type }) => type === 'primary').map((constraint) => [keyOf(constraint), constraint]));
  const [ownIndexes, otherIndexes] = [entities, from].map(({ indexes }) => new Map(indexes.map((index) => [index.constraint, index]))) as [Map<string | null, Index>, Map<string | null, Index>];
  for (const own of entities.constraints.filter(({ type }) => type === 'primary')) {
    const other = there.get(keyOf(own));
    if (other === undefined || other.id === own.id) continue;
    result.constraints.set(own.id, other);
    result.renamed.set(own.id, other.id);
    const [ownIndex, otherIndex] = [ownIndexes.get(own.id), otherIndexes.get(other.id)];
    if (!ownIndex || !otherIndex) continue;
    result.indexes.set(ownIndex.id, otherIndex);
    result.renamed.set(ownIndex.id, otherIndex.id);
  }
  return result;
}

/** Tells of an enum whether only columns of entities have used it: when those have another type, it goes, as TypeORM lets it. */
function usersOfTypes(from: Catalog, known: ReadonlySet<string>, ofKept: (part: { readonly schema: string; readonly table: string }) => boolean): (id: string) => boolean {
  const columns = new Map(from.tables.flatMap((table) => table.columns.map((column) => [column.id, table] as const)));
  const enums = new Set(from.enums.map(({ id }) => id));
  const byType = groupBy(from.dependencies.filter(({ to }) => enums.has(to)), ({ to }) => to);
  return (id) => {
    const users = (byType.get(id) ?? []).map(({ from: user }) => columns.get(user));
    return users.some((table) => table !== undefined && known.has(table.id)) && !users.some((table) => table === undefined || ofKept({ schema: table.schema, table: table.name }));
  };
}

function mergeDependencies(catalog: Omit<Catalog, 'dependencies'>, entities: Catalog, from: Catalog, renamed: ReadonlyMap<string, string>): Dependency[] {
  const ids = new Set(allObjects(catalog).map(({ id }) => id));
  // Defaults count as objects of their own, by their column's name.
  const exists = (id: string): boolean => ids.has(id) || ids.has(id.replace(/^default:/, 'column:'));
  const named = entities.dependencies.map((d) => ({ from: renamed.get(d.from) ?? d.from, to: renamed.get(d.to) ?? d.to }));
  // What the entities say of a column or a default is said by them alone.
  const own = new Set([...allObjects(entities)].map(({ id }) => id));
  const carried = from.dependencies.filter((d) => !own.has(d.from) && !own.has(d.from.replace(/^default:/, 'column:')));
  const unique = new Map([...named, ...carried].filter((d) => exists(d.from) && exists(d.to)).map((d) => [`${d.from}\0${d.to}`, d]));
  return [...unique.values()].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.to < b.to ? -1 : 1));
}

/** Objects of both, the first's where both have one. */
function union<T extends { readonly id: string }>(first: readonly T[], second: readonly T[]): T[] {
  const ids = new Set(first.map(({ id }) => id));
  return sorted([...first, ...second.filter(({ id }) => !ids.has(id))]);
}

function sorted<T extends { readonly id: string }>(objects: readonly T[]): T[] {
  return [...objects].sort((a, b) => (a.id < b.id ? -1 : 1));
}
