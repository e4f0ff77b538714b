import type { Catalog, Constraint, Table } from '../../catalog/catalog';
import { qualify, quoteIdentifier } from '../../catalog/quote';
import { servesLookup } from './index-facts';
import { indexName } from './index-name';
import { subjectOf, type Subject } from './subject';

/** An index that a foreign key lacks. */
export interface MissingIndex {
  readonly table: Table;
  readonly constraint: Constraint;
  readonly schema: string;
  readonly name: string;
  /** False on a partitioned table, where PostgreSQL builds no index CONCURRENTLY. */
  readonly concurrently: boolean;
  /** Without a semicolon. */
  readonly sql: string;
}

/** One index for each list of columns that foreign keys need and no index serves. */
export function missingIndexes(subject: Subject): MissingIndex[] {
  const names = new Set<string>();
  return subject.tables.flatMap((table) => {
    const indexes = subject.indexesOf(table);
    const advised = new Set<string>();
    return subject.constraintsOf(table).flatMap((constraint): MissingIndex[] => {
      const { type, columns, parent } = constraint;
      const key = columns.join('\0');
      if (type !== 'foreign' || parent !== null || advised.has(key) || indexes.some((index) => servesLookup(index, columns))) return [];
      advised.add(key);
      const name = indexName(subject.catalog, table, columns, names);
      names.add(`${table.schema}\0${name}`);
      const concurrently = table.partitionKey === null;
      return [{
        table, constraint, schema: table.schema, name, concurrently,
        sql: `CREATE INDEX${concurrently ? ' CONCURRENTLY' : ''} ${quoteIdentifier(name)} ON ${qualify(table)} (${columns.map(quoteIdentifier).join(', ')})`,
      }];
    });
  });
}

/** The indexes that the foreign keys of a catalog lack. */
export function suggestIndexes(catalog: Catalog): MissingIndex[] {
  return missingIndexes(subjectOf(catalog));
}
