import type { Catalog, Column, Constraint, Index, Sequence, Table } from '../../catalog/catalog';
import { groupBy } from '../../catalog/group-by';

/** A catalog as checks read it: by table. */
export interface Subject {
  readonly catalog: Catalog;
  /** Ordinary and partitioned tables; a partition is spoken for by its parent. */
  readonly tables: readonly Table[];
  constraintsOf(table: Table): readonly Constraint[];
  indexesOf(table: Table): readonly Index[];
  /** The sequence that fills a column: of an identity, or owned by it. */
  sequenceOf(table: Table, column: Column): { readonly dataType: string; readonly sequence: Sequence | undefined } | undefined;
  primaryKeyOf(table: Table): Constraint | undefined;
  tableOf(schema: string, name: string): Table | undefined;
}

export function subjectOf(catalog: Catalog): Subject {
  const key = (schema: string, table: string) => `${schema}\0${table}`;
  const constraints = groupBy(catalog.constraints, ({ schema, table }) => key(schema, table));
  const indexes = groupBy(catalog.indexes, ({ schema, table }) => key(schema, table));
  const owned = new Map(catalog.sequences.flatMap((sequence) => (sequence.ownedBy ? [[`${key(sequence.ownedBy.schema, sequence.ownedBy.name)}\0${sequence.ownedBy.column}`, sequence] as const] : [])));
  const named = new Map(catalog.sequences.map((sequence) => [key(sequence.schema, sequence.name), sequence] as const));
  const tables = new Map(catalog.tables.map((table) => [key(table.schema, table.name), table] as const));
  const constraintsOf = (table: Table) => constraints.get(key(table.schema, table.name)) ?? [];
  return {
    catalog,
    tables: catalog.tables.filter(({ kind, partitionOf, persistence }) => kind === 'table' && partitionOf === null && persistence !== 'temporary'),
    constraintsOf,
    indexesOf: (table) => indexes.get(key(table.schema, table.name)) ?? [],
    sequenceOf(table, column) {
      if (column.identity) return { dataType: column.identity.dataType, sequence: named.get(key(column.identity.sequence.schema, column.identity.sequence.name)) };
      const sequence = owned.get(`${key(table.schema, table.name)}\0${column.name}`);
      return sequence && { dataType: sequence.dataType, sequence };
    },
    primaryKeyOf: (table) => constraintsOf(table).find(({ type }) => type === 'primary'),
    tableOf: (schema, name) => tables.get(key(schema, name)),
  };
}

/** `public.users` or `public.users.email`, for `Finding.object`. */
export function objectOf({ schema, name }: { readonly schema: string; readonly name: string }, column?: string): string {
  return [schema, name, ...(column === undefined ? [] : [column])].join('.');
}

/** Columns of all tables that a test holds for. */
export function* columnsWhere({ tables }: Subject, test: (column: Column, table: Table) => boolean): Generator<{ table: Table; column: Column }> {
  for (const table of tables) for (const column of table.columns) if (column.local && test(column, table)) yield { table, column };
}
