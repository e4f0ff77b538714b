import type { Constraint } from '../../catalog/catalog';
import { quoteIdentifier } from '../../catalog/quote';
import { change } from '../change';
import { isCreated, isDropped, same, type DiffContext, type Handler } from '../context';
import { equalSql } from '../equal-sql';
import { attachParts, attachToParent, comesWithParentIndex, findsItsParts, goesWithParentIndex, indexOf, joins, leaves, waitsForAttachment } from '../index-trees';
import { relationOf } from '../targets';
import { attachId, detachId } from './table';

export const constraintHandler: Handler<Constraint> = {
  create(constraint, context) {
    if (comesWithParent(constraint, context)) return [];
    const { to } = context;
    const tree = constraint.type === 'foreign' ? attachments(constraint, context) : [];
    const parts = to.partsOf(constraint.id).filter((part) => part.kind === 'constraint' && part.type !== 'foreign').map(({ id }) => id);
    const foreign = to.table(constraint.schema, constraint.table)?.kind === 'foreign-table';
    const index = indexOf(constraint, to);
    const only = index !== undefined && to.table(constraint.schema, constraint.table)?.partitionKey != null && !findsItsParts(index, context);
    const add = `ALTER ${foreign ? 'FOREIGN ' : ''}TABLE ${only ? 'ONLY ' : ''}${relationOf(constraint)} ADD CONSTRAINT ${quoteIdentifier(constraint.name)} ${constraint.definition}`;
    const waits = index !== undefined && waitsForAttachment(index, context);
    return [change('create', constraint, [add, ...validParts(constraint, context), ...(only ? attachParts(index, context) : []), ...attachToParent(index, undefined, context)], {
      after: waits ? [attachId({ schema: constraint.schema, name: constraint.table })] : [...tree, ...parts],
    })];
  },
  drop(constraint, context) {
    const { from, anew, to } = context;
    const table = { schema: constraint.schema, name: constraint.table };
    if (goesWithParentIndex(indexOf(constraint, from), context)) return [];
    const ofWhole = (constraint.inherited && !constraint.local) || constraint.parent !== null;
    if (ofWhole && leaves(table, context) && !isDropped(from.table(table.schema, table.name)!.id, context)) {
      // It stays with the table that is detached, unless it went with its parent's before.
      return [change('drop', constraint, `ALTER TABLE ${relationOf(constraint)} DROP CONSTRAINT IF EXISTS ${quoteIdentifier(constraint.name)}`, { after: [detachId(table)] })];
    }
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

/** NOT VALID reaches the partitions; those that were made later have the constraint checked. */
function validParts({ type, validated, schema, table, name }: Constraint, { to }: DiffContext): string[] {
  if (type !== 'check' || validated) return [];
  return to.partitionsOf({ schema, name: table }).flatMap((partition) => to.constraintsOf(partition)).filter((part) => part.name === name && part.validated)
    .map((part) => `ALTER TABLE ${relationOf(part)} VALIDATE CONSTRAINT ${quoteIdentifier(name)}`);
}

/** What cannot change in place. */
function definition({ definition: text, type }: Constraint): string {
  const plain = text.replace(/ NOT VALID$/, '');
  return type === 'foreign' ? plain.replace(/( NOT)? DEFERRABLE| INITIALLY (DEFERRED|IMMEDIATE)/g, '') : plain;
}

/** PostgreSQL makes it with the table's parent: inherited checks, the parts of a partitioned table's constraint. */
function comesWithParent(constraint: Constraint, context: DiffContext): boolean {
  if (constraint.type === 'foreign') return constraint.parent !== null;
  if (constraint.type !== 'check') return comesWithParentIndex(constraint, context);
  return constraint.inherited && !constraint.local && !becomesChild(constraint, context);
}

/** Its table is attached, or inherits what it did not: the parent's checks must be there before. */
function becomesChild({ schema, table }: Constraint, context: DiffContext): boolean {
  const [before, after] = [context.from.table(schema, table), context.to.table(schema, table)];
  return joins({ schema, name: table }, context) || (before !== undefined && !isCreated(before.id, context) && !same(before.inherits, after?.inherits));
}

/** A foreign key of a partitioned table comes after its partitions. */
function attachments(constraint: Constraint, { to }: DiffContext): string[] {
  const ends = [{ schema: constraint.schema, name: constraint.table }, ...(constraint.references ? [constraint.references] : [])];
  return [...new Set(ends.flatMap((end) => to.partitionsOf(end)).map((table) => attachId(table)))];
}
