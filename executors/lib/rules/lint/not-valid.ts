import type { Node, RangeVar } from 'libpg-query';
import { quoteIdentifier } from '../../catalog/quote';
import type { SqlStatement } from '../../postgres/split-statements';
import { tableSql } from './sql-text';
import { alterations } from './tables';

/** ADD CONSTRAINT … NOT VALID, then VALIDATE; `undefined` where the statement does more than add this constraint. */
export function addNotValid(node: Node, { text }: SqlStatement, table: RangeVar, name: string): string | undefined {
  if (alterations(node).length !== 1) return undefined;
  return `${text} NOT VALID;\nALTER TABLE ${tableSql(table)} VALIDATE CONSTRAINT ${quoteIdentifier(name)};`;
}
