import type { Column, Identity, SequenceOptions, Table } from '../../catalog/catalog';
import { partId } from '../../catalog/identity';
import { qualify, quoteIdentifier, quoteLiteral } from '../../catalog/quote';
import type { DiffContext } from '../context';

/** A column as CREATE TABLE and ADD COLUMN write it. */
export function columnDefinition(table: Table, column: Column, context: DiffContext): string {
  return [
    `${quoteIdentifier(column.name)} ${column.type}`,
    column.foreignOptions.length > 0 ? ` OPTIONS (${foreignOptions(column.foreignOptions)})` : '',
    column.compression === null ? '' : ` COMPRESSION ${column.compression}`,
    column.collation === null ? '' : ` COLLATE ${column.collation}`,
    column.generated ? ` GENERATED ALWAYS AS (${column.generated.expression}) ${column.generated.kind.toUpperCase()}` : '',
    column.identity ? ` GENERATED ${column.identity.always ? 'ALWAYS' : 'BY DEFAULT'} AS IDENTITY (${identityOptions(column.identity)})` : '',
    column.default !== null && isDefaultInline(table, column, context) ? ` DEFAULT ${column.default}` : '',
    column.notNull ? notNull(column) : '',
  ].join('');
}

export function notNull(column: Column): string {
  const name = column.notNullName === null ? '' : ` CONSTRAINT ${quoteIdentifier(column.notNullName)}`;
  return `${name} NOT NULL${column.notNullNoInherit ? ' NO INHERIT' : ''}`;
}

/**
 * A default that calls a function of the user's is set later, since the function may need the table;
 * one of a new column of an old table stays inline, since it fills the rows.
 */
export function isDefaultInline(table: Table, column: Column, { from, to, anew }: DiffContext): boolean {
  if (from.objects.has(table.id) && !anew.has(table.id)) return true;
  return !to.needs(partId('default', table, column.name)).some((id) => /^(function|aggregate):/.test(id));
}

function identityOptions(identity: Identity): string {
  return `SEQUENCE NAME ${qualify(identity.sequence)} ${sequenceOptions(identity)}`;
}

/** Options of a sequence but for its type and owner. */
export function sequenceOptions(options: SequenceOptions): string {
  return `START WITH ${options.start} INCREMENT BY ${options.increment} MINVALUE ${options.minimum} MAXVALUE ${options.maximum} CACHE ${options.cache}${options.cycle ? ' CYCLE' : ' NO CYCLE'}`;
}

/** `name=value` as OPTIONS writes it: `name 'value'`. */
export function foreignOptions(options: readonly string[]): string {
  return options.map((option) => `${quoteIdentifier(option.slice(0, option.indexOf('=')))} ${quoteLiteral(option.slice(option.indexOf('=') + 1))}`).join(', ');
}
