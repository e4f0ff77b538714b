import type { Constraint } from '../../catalog/catalog';
import { quoteIdentifier } from '../../catalog/quote';
import { change } from '../change';
import { isCreated, type DiffContext, type Handler } from '../context';
import { equalSql } from '../equal-sql';
import { relationOf } from '../targets';
import { attachId } from './table';

export const constraintHandler: Handler<Constraint> = {
  create(constraint, context) {
    if (comesWithParent(constraint, context)) return [];
    const { to } = context;
    const tree = constraint.type === 'foreign' ? attachments(constraint, context) : [];
    const parts = to.partsOf(constraint.id).filter((part) => part.kind === 'constraint' && part.type !== 'foreign').map(({ id }) => id);
    const foreign = to.table(constraint.schema, constraint.table)?.kind === 'foreign-table';
    return [change('create', constraint, `ALTER ${foreign ? 'FOREIGN ' : ''}TABLE ${relationOf(constraint)} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`, {
      after: [...tree, ...parts],
    })];
  },
  drop(constraint, { from, anew, to }) {
    if (constraint.inherited && !constraint.local) return [];
    const { parent } = constraint;
    if (parent !== null && (!to.objects.has(parent) || anew.has(parent)) && from.objects.has(parent)) return [];
    return [change('drop', constraint, `ALTER TABLE ${relationOf(constraint)} DROP CONSTRAINT ${quoteIdentifier(constraint.name)}`)];
  },
  mustReplace: (from, to) => !equalSql(definition(from), definition(to)) || (from.validated && !to.validated),
  alter(from, to) {
    if (from.definition === to.definition || to.parent !== null || (to.inherited && !to.local)) return [];
    const constraint = `CONSTRAINT ${quoteIdentifier(to.name)}`;
    const alter = `ALTER TABLE ${relationOf(to)}`;
    const sql = [
      ...(to.type === 'foreign' && (from.deferrable !== to.deferrable || from.initiallyDeferred !== to.initiallyDeferred)
        ? [`${alter} ALTER ${constraint} ${to.deferrable ? `DEFERRABLE INITIALLY ${to.initiallyDeferred ? 'DEFERRED' : 'IMMEDIATE'}` : 'NOT DEFERRABLE'}`] : []),
      ...(to.validated && !from.validated ? [`${alter} VALIDATE ${constraint}`] : []),
    ];
    return sql.length === 0 ? [] : [change('alter', to, sql)];
  },
};

/** What cannot change in place. */
function definition({ definition: text, type }: Constraint): string {
  const plain = text.replace(/ NOT VALID$/, '');
  return type === 'foreign' ? plain.replace(/( NOT)? DEFERRABLE| INITIALLY (DEFERRED|IMMEDIATE)/g, '') : plain;
}

/** PostgreSQL makes it with the table's parent: inherited checks, the parts of a partitioned table's constraint. */
function comesWithParent(constraint: Constraint, context: DiffContext): boolean {
  const table = context.to.table(constraint.schema, constraint.table);
  const alone = table?.partitionOf != null && isCreated(table.id, context);
  if (constraint.type === 'foreign') return constraint.parent !== null;
  if (constraint.inherited && !constraint.local) return !(alone && constraint.type === 'check');
  return false;
}

/** A foreign key of a partitioned table comes after its partitions. */
function attachments(constraint: Constraint, { to }: DiffContext): string[] {
  const ends = [{ schema: constraint.schema, name: constraint.table }, ...(constraint.references ? [constraint.references] : [])];
  return [...new Set(ends.flatMap((end) => to.partitionsOf(end)).map((table) => attachId(table)))];
}
