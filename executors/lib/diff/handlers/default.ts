import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isCreated, type DiffContext, type Handler } from '../context';
import type { ColumnDefault } from '../facts';
import { isDefaultInline } from './column-definition';

export const defaultHandler: Handler<ColumnDefault> = {
  create: (fact, context) => {
    const written = isCreated(fact.column.id, context) && isDefaultInline(fact.table, fact.column, context) && !inheritedOnly(fact, context);
    return written ? [] : set(fact, context);
  },
  drop: (fact, context) => [change('drop', fact, `${alterColumn(fact, context)} DROP DEFAULT`)],
  alter: (from, to, context) => (from.expression === to.expression && !context.retyped.has(to.column.id) ? [] : set(to, context)),
};

function set(fact: ColumnDefault, context: DiffContext): Change[] {
  return [change('alter', fact, `${alterColumn(fact, context)} SET DEFAULT ${fact.expression}`, { after: [fact.column.id] })];
}

/** ONLY: partitions and children have defaults of their own. */
function alterColumn({ table, column }: ColumnDefault, { from, to }: DiffContext): string {
  const only = from.hasChildren(table) || to.hasChildren(table) ? 'ONLY ' : '';
  return `ALTER ${table.kind === 'foreign-table' ? 'FOREIGN TABLE' : 'TABLE'} ${only}${qualify(table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
}

function inheritedOnly({ column, table }: ColumnDefault, context: DiffContext): boolean {
  return column.inherited && !column.local && !(table.partitionOf !== null && isCreated(table.id, context));
}
