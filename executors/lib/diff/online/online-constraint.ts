import type { Constraint, Index } from '../../catalog/catalog';
import { objectId } from '../../catalog/identity';
import { quoteIdentifier } from '../../catalog/quote';
import type { PlannedStatement } from '../change';
import { relationOf } from '../targets';
import { instead, isLive, type OnlineContext } from './to-online';

/** ADD CONSTRAINT on a live table; `undefined` for everything else. */
export function onlineConstraint(statement: PlannedStatement, context: OnlineContext): PlannedStatement[] | undefined {
  if (statement.kind !== 'constraint') return undefined;
  const constraint = context.to.objects.get(statement.object) as Constraint;
  if (statement.verb === 'alter') return / VALIDATE CONSTRAINT /.test(statement.sql) ? [instead(statement, statement.sql, 'later')] : undefined;
  if (statement.verb === 'create' && !/ ADD CONSTRAINT /.test(statement.sql)) return undefined;
  const partitioned = context.to.table(constraint?.schema, constraint?.table)?.partitionKey != null;
  if (statement.verb !== 'create' || !isLive(constraint.schema, constraint.table, context)) return undefined;
  const alter = `ALTER TABLE ${relationOf(constraint)}`;
  const name = quoteIdentifier(constraint.name);
  if (constraint.type === 'check' || constraint.type === 'foreign') {
    // NOT VALID on a partitioned table's foreign key came with PostgreSQL 18.
    if (!constraint.validated || !constraint.enforced || (partitioned && constraint.type === 'foreign')) return undefined;
    return [instead(statement, `${statement.sql} NOT VALID`), instead(statement, `${alter} VALIDATE CONSTRAINT ${name}`, 'later')];
  }
  const index = context.to.objects.get(objectId('index', { schema: constraint.schema, name: constraint.index ?? '' })) as Index | undefined;
  if (constraint.type === 'exclusion' || partitioned || index === undefined || !isPlain(index)) return undefined;
  const word = constraint.type === 'primary' ? 'PRIMARY KEY' : 'UNIQUE';
  const deferrable = constraint.deferrable ? ` DEFERRABLE${constraint.initiallyDeferred ? ' INITIALLY DEFERRED' : ''}` : '';
  return [
    instead(statement, index.definition.replace('INDEX ', 'INDEX CONCURRENTLY '), 'concurrent'),
    instead(statement, `${alter} ADD CONSTRAINT ${name} ${word} USING INDEX ${quoteIdentifier(index.name)}${deferrable}`),
  ];
}

/** USING INDEX takes no other order, operator class, or WITHOUT OVERLAPS. */
function isPlain({ method, keys }: Index): boolean {
  return method === 'btree' && keys.every(({ descending, nullsFirst, operatorClass }) => !descending && !nullsFirst && operatorClass === null);
}
