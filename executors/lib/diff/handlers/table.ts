import type { QualifiedName, Table } from '../../catalog/catalog';
import { objectId } from '../../catalog/identity';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isCreated, isDropped, same, type DiffContext, type Handler } from '../context';
import { waitsForAttachment } from '../index-trees';
import { drop, target } from '../targets';
import { columnDefinition, foreignOptions } from './column-definition';
import { changeOptions, writeOptions } from './options';

export const tableHandler: Handler<Table> = {
  create(table, context) {
    return [change('create', table, createTable(table, context)), ...attach(table, context), ...afterCreation(table, undefined)];
  },
  drop: (table, context) => [change('drop', table, [...detachReferenced(table, context), drop(table)], table.kind === 'table' ? { loses: `the rows of ${qualify(table)}` } : {})],
  mustReplace: (from, to) => from.partitionKey !== to.partitionKey || from.server !== to.server || (from.persistence === 'temporary') !== (to.persistence === 'temporary'),
  alter(from, to, context) {
    const alter = `ALTER ${target(to)}`;
    const sql = [
      ...(from.persistence === to.persistence ? [] : [`${alter} SET ${to.persistence === 'unlogged' ? 'UNLOGGED' : 'LOGGED'}`]),
      ...(from.ofType === to.ofType ? [] : [to.ofType === null ? `${alter} NOT OF` : `${alter} OF ${to.ofType}`]),
      ...changeOptions(alter, from.options, to.options),
      ...(same(from.foreignOptions, to.foreignOptions) ? [] : [`${alter} ${alterForeignOptions(from.foreignOptions, to.foreignOptions)}`]),
      ...(from.accessMethod === to.accessMethod ? [] : [`${alter} SET ACCESS METHOD ${quoteIdentifier(to.accessMethod ?? 'heap')}`]),
      ...(from.tablespace === to.tablespace ? [] : [`${alter} SET TABLESPACE ${quoteIdentifier(to.tablespace ?? 'pg_default')}`]),
    ];
    return [...(sql.length > 0 ? [change('alter', to, sql)] : []), ...changeParents(from, to, context), ...afterCreation(to, from)];
  },
};

function createTable(table: Table, context: DiffContext): string {
  // A partition is made alone and attached at the end: its indexes then keep their names.
  const columns = table.columns.filter(({ local, inherited }) => local || !inherited || table.partitionOf !== null);
  const words = [table.persistence === 'unlogged' ? 'UNLOGGED ' : table.persistence === 'temporary' ? 'TEMPORARY ' : '', table.kind === 'foreign-table' ? 'FOREIGN ' : ''].join('');
  const body = columns.map((column) => `\n  ${columnDefinition(table, column, context)}`).join(',');
  return [
    `CREATE ${words}TABLE ${qualify(table)} (${body}${body === '' ? '' : '\n'})`,
    table.inherits.length > 0 ? ` INHERITS (${table.inherits.map(qualify).join(', ')})` : '',
    table.partitionKey === null ? '' : ` PARTITION BY ${table.partitionKey}`,
    table.accessMethod === null ? '' : ` USING ${quoteIdentifier(table.accessMethod)}`,
    table.server === null ? '' : ` SERVER ${quoteIdentifier(table.server)}`,
    table.foreignOptions.length > 0 ? ` OPTIONS (${foreignOptions(table.foreignOptions)})` : '',
    table.options.length > 0 ? ` WITH (${writeOptions(table.options)})` : '',
    table.tablespace === null ? '' : ` TABLESPACE ${quoteIdentifier(table.tablespace)}`,
  ].join('');
}

/** `OPTIONS (SET a '1', ADD b '2', DROP c)` */
export function alterForeignOptions(from: readonly string[], to: readonly string[]): string {
  const parse = (options: readonly string[]) => new Map(options.map((option) => [option.slice(0, option.indexOf('=')), option]));
  const before = parse(from);
  const after = parse(to);
  return `OPTIONS (${[
    ...[...before.keys()].filter((name) => !after.has(name)).map((name) => `DROP ${quoteIdentifier(name)}`),
    ...[...after].filter(([name, option]) => before.get(name) !== option).map(([name, option]) => `${before.has(name) ? 'SET' : 'ADD'} ${foreignOptions([option])}`),
  ].join(', ')})`;
}

/** Last of all: with every index and constraint there, PostgreSQL joins those of the partition to its parent's. */
function attach(table: Table, context: DiffContext): Change[] {
  if (!table.partitionOf) return [];
  const { partitionOf: parent } = table;
  const { to } = context;
  const indexes = [table, parent].flatMap((end) => to.indexesOf(end)).filter((index) => !waitsForAttachment(index, context));
  const constraints = [table, parent].flatMap((end) => to.constraintsOf(end)).filter((constraint) => constraint.type === 'check' || indexes.some((index) => index.constraint === constraint.id));
  const after = [...constraints, ...indexes].map(({ id }) => id);
  return [change('follow', { kind: table.kind, id: attachId(table) }, `ALTER TABLE ${qualify(parent)} ATTACH PARTITION ${qualify(table)} ${parent.bound}`, {
    after: [table.id, objectId('table', parent), ...after],
  })];
}

function detach(table: QualifiedName, parent: QualifiedName): string {
  return `ALTER TABLE ${qualify(parent)} DETACH PARTITION ${qualify(table)}`;
}

/** A foreign key to the parent refers to each partition, which can go only once it is none. */
function detachReferenced(table: Table, context: DiffContext): string[] {
  const { partitionOf: parent } = table;
  if (parent === null || isDropped(objectId('table', parent), context)) return [];
  const refers = context.from.catalog.constraints.some(({ references, id }) => references !== null && same([references.schema, references.name], [parent.schema, parent.name]) && !isDropped(id, context));
  return refers ? [detach(table, parent)] : [];
}

/** Stands for the moment when a table becomes a partition. */
export function attachId(table: QualifiedName): string {
  return `attach:${qualify(table)}`;
}

/** Stands for the moment when a table is no partition any more. */
export function detachId(table: QualifiedName): string {
  return `detach:${qualify(table)}`;
}

function changeParents(from: Table, to: Table, context: DiffContext): Change[] {
  const changes: Change[] = [];
  if (!same(from.partitionOf, to.partitionOf) || (to.partitionOf !== null && isCreated(objectId('table', to.partitionOf), context))) {
    // First: the parent's end would be its own.
    if (from.partitionOf) changes.push(change('drop', { kind: to.kind, id: detachId(to) }, detach(from, from.partitionOf), { beforeDropOf: [objectId('table', from.partitionOf)] }));
    changes.push(...attach(to, context));
  }
  const gone = from.inherits.filter((parent) => !to.inherits.some((other) => same(parent, other)));
  const come = to.inherits.filter((parent) => !from.inherits.some((other) => same(parent, other)));
  if (gone.length > 0) changes.push(change('alter', to, gone.map((parent) => `ALTER TABLE ${qualify(to)} NO INHERIT ${qualify(parent)}`)));
  if (come.length > 0) {
    changes.push(change('follow', to, come.map((parent) => `ALTER TABLE ${qualify(to)} INHERIT ${qualify(parent)}`), { after: to.columns.map(({ id }) => id) }));
  }
  return changes;
}

/** What CREATE TABLE cannot say. */
function afterCreation(table: Table, before: Table | undefined): Change[] {
  const alter = `ALTER TABLE ${qualify(table)}`;
  const changes: Change[] = [];
  if (table.rowSecurity !== (before?.rowSecurity ?? false)) changes.push(change('follow', table, `${alter} ${table.rowSecurity ? 'ENABLE' : 'DISABLE'} ROW LEVEL SECURITY`));
  if (table.forceRowSecurity !== (before?.forceRowSecurity ?? false)) changes.push(change('follow', table, `${alter} ${table.forceRowSecurity ? '' : 'NO '}FORCE ROW LEVEL SECURITY`));
  const identity = ({ replicaIdentity, replicaIdentityIndex }: Table) => [replicaIdentity, replicaIdentityIndex];
  if (before === undefined ? table.replicaIdentity !== 'default' : !same(identity(table), identity(before))) changes.push(replicaIdentity(table, alter));
  return changes;
}

function replicaIdentity(table: Table, alter: string): Change {
  const index = table.replicaIdentityIndex;
  if (table.replicaIdentity === 'index' && index !== null) {
    return change('follow', table, `${alter} REPLICA IDENTITY USING INDEX ${quoteIdentifier(index)}`, { after: [objectId('index', { schema: table.schema, name: index })] });
  }
  return change('follow', table, `${alter} REPLICA IDENTITY ${table.replicaIdentity.toUpperCase()}`);
}
