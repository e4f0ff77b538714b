import { qualify, quoteIdentifier } from '../catalog/quote';
import { indexName } from './shared/index-name';
import type { Advice } from './shared/advice';
import { servesLookup } from './shared/index-facts';
import { objectOf } from './shared/subject';

/** A foreign key whose own columns no index leads with: each DELETE or UPDATE of the referred row, and each join, reads the whole table. */
export const advice: Advice = {
  id: 'foreign-key-without-index',
  severity: 'warning',
  help: 'Create an index that begins with the columns of the foreign key.',
  *check(subject) {
    for (const table of subject.tables) {
      const indexes = subject.indexesOf(table);
      const advised = new Set<string>();
      for (const { type, name, columns, references, parent } of subject.constraintsOf(table)) {
        if (type !== 'foreign' || parent !== null || indexes.some((index) => servesLookup(index, columns)) || advised.has(columns.join('\0'))) continue;
        advised.add(columns.join('\0'));
        const list = columns.map(quoteIdentifier).join(', ');
        // PostgreSQL builds no index of a partitioned table CONCURRENTLY.
        const concurrently = table.partitionKey === null ? ' CONCURRENTLY' : '';
        yield {
          message: `No index serves the foreign key "${name}" (${columns.join(', ')}): deleting from "${references?.name ?? '?'}" and joining by it read all of "${table.name}"`,
          object: objectOf(table, columns.length === 1 ? columns[0] : undefined),
          fix: `CREATE INDEX${concurrently} ${quoteIdentifier(indexName(subject.catalog, table, columns))} ON ${qualify(table)} (${list});`,
        };
      }
    }
  },
};
