import type { Column, Identity, QualifiedName, SequenceOptions } from '../../catalog/catalog';
import { objectId, partId } from '../../catalog/identity';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isCreated, isDropped, same, type DiffContext, type Handler } from '../context';
import type { TableColumn } from '../facts';
import { columnDefinition, notNull } from './column-definition';
import { changeOptions } from './options';
import { alterForeignOptions } from './table';
import { castExpression } from './cast';

export const columnHandler: Handler<TableColumn> = {
  create(column, context) {
    const { table } = column;
    const details = attributes(column, undefined);
    if (isCreated(table.id, context)) return details;
    // ADD COLUMN on the parent reaches its children.
    if (column.inherited && !column.local && parentsOf(column).some((parent) => context.to.objects.has(parent))) return details;
    if (column.notNull && column.default === null && column.identity === null && column.generated === null) {
      context.note({
        code: 'needs-backfill', object: column.id, message: `${qualify(table)}.${column.name} is new, NOT NULL and has no default: adding it fails where the table has rows`,
        help: 'Give it a default, or add it as nullable, fill it, and set NOT NULL in a later migration',
      });
    }
    return [change('create', column, `ALTER ${tableWord(column)} ${qualify(table)} ADD COLUMN ${columnDefinition(table, column, context)}`), ...details];
  },
  drop(column, context) {
    if (column.inherited && !column.local && parentsOf(column).some((parent) => !context.to.objects.has(parent) && !isKeptByChild(parent, column.name, context))) return [];
    const only = isKeptByChild(column.id, column.name, context) ? 'ONLY ' : '';
    return [change('drop', column, `ALTER ${tableWord(column)} ${only}${qualify(column.table)} DROP COLUMN ${quoteIdentifier(column.name)}`, column.generated ? {} : {
      loses: `the values of ${qualify(column.table)}.${quoteIdentifier(column.name)}`,
    })];
  },
  // A stored expression can go but not come, and before PostgreSQL 17 not change.
  mustReplace: (from, to, context) => to.generated !== null && (from.generated === null || from.generated.kind !== to.generated.kind
    || (!same(from.generated, to.generated) && context.from.catalog.serverVersion < 170000) || from.type !== to.type || from.collation !== to.collation),
  alter(from, to, context) {
    // Of a partition nobody can tell.
    if (from.local && !to.local && to.table.partitionOf === null) {
      context.note({
        code: 'unsupported-change', object: to.id, message: `${qualify(to.table)}.${to.name} comes from the parent table now, but stays declared on the table too`,
        help: 'Nothing need be done: only dropping it, with its values, would take the declaration away',
      });
    }
    const type = changeType(from, to, context);
    const rest = attributes(to, from);
    // Bounds of an identity that the narrower type cannot hold go first.
    return isNarrower(from.identity, to.identity) ? [...rest, ...type] : [...type, ...rest];
  },
};

function tableWord({ table }: TableColumn): string {
  return table.kind === 'foreign-table' ? 'FOREIGN TABLE' : 'TABLE';
}

/** The same column of the tables it is inherited from. */
function parentsOf({ table, name }: TableColumn): string[] {
  return [...table.inherits, ...(table.partitionOf ? [table.partitionOf] : [])].map((parent) => partId('column', parent, name));
}

/** A child table that had it from here has it as its own afterwards: ONLY leaves it there, with its values. */
function isKeptByChild(id: string, name: string, { from, to }: DiffContext): boolean {
  return from.catalog.tables.some((table) => {
    const column = table.columns.find((other) => other.name === name && other.inherited);
    return column !== undefined && parentsOf({ ...column, table }).includes(id) && to.objects.has(column.id);
  });
}

/** In place, with the rows kept; the default goes before and comes after, since its own cast could fail or leave traces. */
function changeType(from: TableColumn, to: TableColumn, context: DiffContext): Change[] {
  if (!context.retyped.has(to.id) || inheritedChange(to, context)) return [];
  const column = `ALTER ${tableWord(to)} ${qualify(to.table)} ALTER COLUMN ${quoteIdentifier(to.name)}`;
  const collate = to.collation === null ? '' : ` COLLATE ${to.collation}`;
  const cast = to.table.kind === 'foreign-table' ? null : castExpression(from, to, context);
  // One that goes for good is dropped already.
  const keepsDefault = from.default !== null && !isDropped(partId('default', to.table, to.name), context);
  return [change('alter', to, [
    ...(keepsDefault ? [`${column} DROP DEFAULT`] : []),
    `${column} TYPE ${to.type}${collate}${cast === null ? '' : ` USING ${cast}`}`,
  ])];
}

function inheritedChange(column: TableColumn, context: DiffContext): boolean {
  return column.inherited && parentsOf(column).some((parent) => context.retyped.has(parent));
}

const ATTRIBUTES = ['notNull', 'notNullName', 'notNullNoInherit', 'identity', 'generated', 'storage', 'compression', 'statistics', 'options', 'foreignOptions'] as const;

/** Everything but name, type and default. */
function attributes(to: TableColumn, from: TableColumn | undefined): Change[] {
  const fresh = from === undefined;
  if (!fresh && ATTRIBUTES.every((name) => same(from[name], to[name]))) return [];
  const column = `ALTER ${tableWord(to)} ${qualify(to.table)} ALTER COLUMN ${quoteIdentifier(to.name)}`;
  const sql = [
    ...(fresh ? [] : [...changeGenerated(from, to, column), ...(to.identity === null ? changeIdentity(from, to, column) : []), ...changeNotNull(from, to, column)]),
    ...(fresh || to.identity === null ? [] : changeIdentity(from, to, column)),
    ...((fresh ? null : from.storage) === to.storage ? [] : [`${column} SET STORAGE ${(to.storage ?? 'default').toUpperCase()}`]),
    ...(fresh || from.compression === to.compression ? [] : [`${column} SET COMPRESSION ${to.compression ?? 'default'}`]),
    ...((fresh ? -1 : from.statistics) === to.statistics ? [] : [`${column} SET STATISTICS ${to.statistics}`]),
    ...changeOptions(column, fresh ? [] : from.options, to.options),
    ...(fresh || same(from.foreignOptions, to.foreignOptions) ? [] : [`${column} ${alterForeignOptions(from.foreignOptions, to.foreignOptions)}`]),
  ];
  if (sql.length === 0) return [];
  return [change('alter', to, sql, fresh ? { after: [to.table.id] } : { after: renumbered(to) })];
}

/** An identity column takes the place of a sequence by the same name only once that is gone. */
function renumbered(to: TableColumn): string[] {
  return to.identity === null ? [] : [objectId('sequence', to.identity.sequence)];
}

function changeGenerated(from: Column, to: Column, column: string): string[] {
  if (same(from.generated, to.generated)) return [];
  return to.generated === null ? [`${column} DROP EXPRESSION`] : [`${column} SET EXPRESSION AS (${to.generated.expression})`];
}

function changeNotNull(from: TableColumn, to: TableColumn, column: string): string[] {
  const facts = (c: Column) => [c.notNull, c.notNullName, c.notNullNoInherit];
  if (same(facts(from), facts(to))) return [];
  if (to.notNullName === null && from.notNullName === null && !to.notNullNoInherit && !from.notNullNoInherit) return [`${column} ${to.notNull ? 'SET' : 'DROP'} NOT NULL`];
  const alter = `ALTER TABLE ${qualify(to.table)}`;
  if (from.notNull && to.notNull && from.notNullNoInherit === to.notNullNoInherit) return [`${alter} RENAME CONSTRAINT ${quoteIdentifier(nameOfNotNull(from))} TO ${quoteIdentifier(nameOfNotNull(to))}`];
  const add = `${alter} ADD${notNull(to).replace(' NOT NULL', ` NOT NULL ${quoteIdentifier(to.name)}`)}`;
  return [...(from.notNull ? [`${column} DROP NOT NULL`] : []), ...(to.notNull ? [add] : [])];
}

/** Without a name of its own it has the one that PostgreSQL picks; read-tables.ts tells them apart by the same rule. */
function nameOfNotNull({ table, name, notNullName }: TableColumn): string {
  return notNullName ?? `${[...`${table.name}_${name}`].slice(0, 54).join('')}_not_null`;
}

function changeIdentity(from: TableColumn, to: TableColumn, column: string): string[] {
  if (same(from.identity, to.identity)) return [];
  if (to.identity === null) return [`${column} DROP IDENTITY`];
  const { always, sequence } = to.identity;
  const kind = always ? 'ALWAYS' : 'BY DEFAULT';
  if (from.identity === null) return addIdentity(to, column, kind);
  const changed = changedOptions(from.identity, to.identity);
  return [
    ...(from.identity.always === always ? [] : [`${column} SET GENERATED ${kind}`]),
    ...intoBounds(from.identity.sequence, from.identity, to.identity),
    ...(changed.length > 0 ? [`${column} ${changed.map((option) => `SET ${option}`).join(' ')}`] : []),
    ...(same(from.identity.sequence, sequence) ? [] : [`ALTER SEQUENCE ${qualify(from.identity.sequence)} RENAME TO ${quoteIdentifier(sequence.name)}`]),
  ];
}

/** The numbers go on after the largest that the rows have. */
function addIdentity({ table, name, identity }: TableColumn, column: string, kind: string): string[] {
  const { sequence, ...rest } = identity!;
  const options = `SEQUENCE NAME ${qualify(sequence)} START WITH ${rest.start} INCREMENT BY ${rest.increment} MINVALUE ${rest.minimum} MAXVALUE ${rest.maximum} CACHE ${rest.cache}${rest.cycle ? ' CYCLE' : ''}`;
  const next = rest.increment.startsWith('-') ? 'min' : 'max';
  return [
    `${column} ADD GENERATED ${kind} AS IDENTITY (${options})`,
    `SELECT pg_catalog.setval(${quoteLiteral(qualify(sequence))}, ${next}(${quoteIdentifier(name)})) FROM ${qualify(table)} HAVING ${next}(${quoteIdentifier(name)}) IS NOT NULL`,
  ];
}

function isNarrower(from: Identity | null, to: Identity | null): boolean {
  return from !== null && to !== null && (BigInt(to.maximum) < BigInt(from.maximum) || BigInt(to.minimum) > BigInt(from.minimum));
}

/** Before bounds close in, the sequence steps inside the new ones; where it stands is not known here. */
export function intoBounds(sequence: QualifiedName, from: SequenceOptions, to: SequenceOptions): string[] {
  if (BigInt(to.maximum) >= BigInt(from.maximum) && BigInt(to.minimum) <= BigInt(from.minimum)) return [];
  const name = qualify(sequence);
  const wider = [
    ...(BigInt(to.minimum) < BigInt(from.minimum) ? [`MINVALUE ${to.minimum}`] : []), ...(BigInt(to.maximum) > BigInt(from.maximum) ? [`MAXVALUE ${to.maximum}`] : []),
  ];
  return [
    ...(wider.length > 0 ? [`ALTER SEQUENCE ${name} ${wider.join(' ')}`] : []),
    `SELECT pg_catalog.setval(${quoteLiteral(name)}, least(greatest(last_value, ${to.minimum}), ${to.maximum}), is_called AND last_value BETWEEN ${to.minimum} AND ${to.maximum}) FROM ${name}`,
  ];
}

export function changedOptions(from: SequenceOptions, to: SequenceOptions): string[] {
  return [
    ...(from.increment === to.increment ? [] : [`INCREMENT BY ${to.increment}`]), ...(from.minimum === to.minimum ? [] : [`MINVALUE ${to.minimum}`]),
    ...(from.maximum === to.maximum ? [] : [`MAXVALUE ${to.maximum}`]), ...(from.start === to.start ? [] : [`START WITH ${to.start}`]),
    ...(from.cache === to.cache ? [] : [`CACHE ${to.cache}`]), ...(from.cycle === to.cycle ? [] : [to.cycle ? 'CYCLE' : 'NO CYCLE']),
  ];
}
