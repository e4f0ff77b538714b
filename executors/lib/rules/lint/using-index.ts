import type { Constraint, Node, RangeVar } from 'libpg-query';
import { quoteIdentifier } from '../../catalog/quote';
import { constraintFact } from './fact-of';
import { tableSql } from './sql-text';
import { alterations } from './tables';
import { strings } from './tree';

/** A unique index built CONCURRENTLY, then the key USING it; `undefined` where the statement, or the key, does more. */
export function usingIndex(node: Node, table: RangeVar, constraint: Constraint): string | undefined {
  const { deferrable, including, options, keys, contype } = constraint;
  if (alterations(node).length !== 1 || deferrable || including || options || constraint.nulls_not_distinct) return undefined;
  const name = quoteIdentifier(constraintFact(table.relname ?? '', constraint)?.[0] ?? '');
  const columns = strings(keys).map(quoteIdentifier).join(', ');
  return [
    `CREATE UNIQUE INDEX CONCURRENTLY ${name} ON ${tableSql(table)} (${columns});`,
    `ALTER TABLE ${tableSql(table)} ADD CONSTRAINT ${name} ${contype === 'CONSTR_PRIMARY' ? 'PRIMARY KEY' : 'UNIQUE'} USING INDEX ${name};`,
  ].join('\n');
}
