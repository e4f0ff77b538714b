import { qualify, quoteIdentifier } from '../../catalog/quote';
import { change, type Change } from '../change';
import { isCreated, type DiffContext, type Handler } from '../context';
import type { ColumnDefault } from '../facts';
import { isDefaultInline } from './column-definition';

export const defaultHandler: Handler<ColumnDefault> = {
  create: (fact, context) => {
    const written = isCreated(fact.column.id, context) && isDefaultInline(fact.table, fact.column, context) && !inheritedOnly(fact, context);
    return written ? [] : set(fact);
  },
  drop: (fact) => [change('drop', fact, `${alterColumn(fact)} DROP DEFAULT`)],
  alter: (from, to, context) => (from.expression === to.expression && !context.retyped.has(to.column.id) ? [] : set(to)),
};

function set(fact: ColumnDefault): Change[] {
  return [change('alter', fact, `${alterColumn(fact)} SET DEFAULT ${fact.expression}`, { after: [fact.column.id] })];
}

/** ONLY: partitions and children have defaults of their own. */
function alterColumn({ table, column }: ColumnDefault): string {
  return `ALTER ${table.kind === 'foreign-table' ? 'FOREIGN TABLE' : 'TABLE'} ONLY ${qualify(table)} ALTER COLUMN ${quoteIdentifier(column.name)}`;
}

function inheritedOnly({ column, table }: ColumnDefault, context: DiffContext): boolean {
  return column.inherited && !column.local && !(table.partitionOf !== null && isCreated(table.id, context));
}
