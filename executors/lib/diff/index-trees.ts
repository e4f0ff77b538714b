import type { Constraint, Index, QualifiedName, Table } from '../catalog/catalog';
import { objectId } from '../catalog/identity';
import { qualify } from '../catalog/quote';
import { isCreated, isDropped, same, type DiffContext } from './context';
import type { Facts } from './facts';

/**
 * Indexes of partitioned tables. PostgreSQL joins a partition's index to its parent's of the same form when
 * either is made or the table is attached, takes the first it finds, and parts them only by dropping the
 * parent's, which takes the parts along.
 */

/** The table becomes a partition in this plan: at the end, with what its parent's indexes need. */
export function joins(table: QualifiedName, context: DiffContext): boolean {
  const after = context.to.table(table.schema, table.name);
  if (after?.partitionOf == null) return false;
  const before = context.from.table(table.schema, table.name);
  return isCreated(after.id, context) || !same(before?.partitionOf, after.partitionOf) || isCreated(objectId('table', after.partitionOf), context);
}

/** The table is detached in this plan, and so are its indexes, or goes with all that it has. */
export function leaves(table: QualifiedName, context: DiffContext): boolean {
  const before = context.from.table(table.schema, table.name);
  if (before?.partitionOf == null) return false;
  const after = context.to.table(table.schema, table.name);
  return isDropped(before.id, context) || !same(before.partitionOf, after?.partitionOf) || isDropped(objectId('table', before.partitionOf), context);
}

/** The index behind a constraint. */
export function indexOf(constraint: Constraint, { objects }: Facts): Index | undefined {
  return constraint.index === null ? undefined : (objects.get(objectId('index', { schema: constraint.schema, name: constraint.index })) as Index | undefined);
}

/** Goes with the index of the partitioned table that it is a part of. */
export function goesWithParentIndex(index: Index | undefined, context: DiffContext): boolean {
  return index !== undefined && index.parent !== null && isDropped(index.parent, context) && !leaves({ schema: index.schema, name: index.table }, context);
}

/** A constraint among the parts of a plain index, at any depth, goes by CASCADE only. */
export function hasConstraintBelow(index: Index, facts: Facts): boolean {
  return indexParts(index, facts).some((part) => part.constraint !== null || hasConstraintBelow(part, facts));
}

export function indexParts(index: Index, facts: Facts): Index[] {
  return facts.partsOf(index.id).filter((part): part is Index => part.kind === 'index');
}

/** PostgreSQL finds, or makes under the very name, the parts that the target has: nothing need be said of them. */
export function findsItsParts(index: Index, context: DiffContext): boolean {
  const { to } = context;
  if (!index.valid) return false;
  return to.partitionsOf({ schema: index.schema, name: index.table }).every((table) => table.kind === 'foreign-table' || joins(table, context) || findsItsPart(index, table, context));
}

function findsItsPart(index: Index, table: Table, context: DiffContext): boolean {
  const part = indexParts(index, context.to).find((one) => one.schema === table.schema && one.table === table.name);
  return part !== undefined && rivals(index, part, table, context).length === 0 && (index.constraint === null || part.constraint === null || !isCreated(part.constraint, context) || hasDefaultName(part, context));
}

/** Indexes of the partition that PostgreSQL might take instead of the part. */
function rivals(index: Index, part: Index, table: Table, { from, to, anew }: DiffContext): Index[] {
  const taken = (one: Index): boolean => (from.objects.get(one.id) as Index | undefined)?.parent != null && !anew.has(one.id);
  return to.indexesOf(table).filter((one) => one.id !== part.id && isLike(one, index) && !taken(one));
}

/** PostgreSQL compares no order of keys, and asks of a constraint's part only that it is one too (CompareIndexInfo, AttachPartitionEnsureIndexes). */
function isLike(one: Index, parent: Index): boolean {
  const form = ({ method, unique, keys, include, predicate }: Index): unknown => [method, unique, keys.map(({ column, expression }) => [column, expression]), include, predicate];
  return same(form(one), form(parent)) && (parent.constraint === null || one.constraint !== null);
}

/** The name that PostgreSQL picks for a part which it makes itself. */
function hasDefaultName({ constraint, name, table, keys }: Index, { to }: DiffContext): boolean {
  const type = (to.objects.get(constraint ?? '') as Constraint | undefined)?.type;
  if (type === 'primary') return name === `${table}_pkey`;
  return type === 'unique' && name === `${table}_${keys.map(({ column }) => column).join('_')}_key`;
}

/** A constraint of a partition that PostgreSQL makes with that of the partitioned table, or as the table is attached. */
export function comesWithParentIndex(constraint: Constraint, context: DiffContext): boolean {
  const part = indexOf(constraint, context.to);
  const parent = part?.parent == null ? undefined : (context.to.objects.get(part.parent) as Index | undefined);
  if (part === undefined || parent === undefined || parent.constraint === null) return false;
  const table = context.to.table(constraint.schema, constraint.table)!;
  if (joins(table, context)) return hasDefaultName(part, context) && rivals(parent, part, table, context).length === 0;
  return isCreated(parent.constraint, context) && findsItsParts(parent, context);
}

/** What joins the parts to an index that is made ON ONLY. */
export function attachParts(index: Index, context: DiffContext): string[] {
  return indexParts(index, context.to).filter((part) => !joins({ schema: part.schema, name: part.table }, context)).map((part) => attachPart(index, part));
}

/** What joins a part to an index that was there before, where no statement does so by itself. */
export function attachToParent(part: Index | undefined, before: Index | undefined, context: DiffContext): string[] {
  const parent = part?.parent == null || before?.parent === part.parent ? undefined : (context.to.objects.get(part.parent) as Index | undefined);
  if (part === undefined || parent === undefined || isCreated(parent.id, context) || joins({ schema: part.schema, name: part.table }, context)) return [];
  return [attachPart(parent, part)];
}

function attachPart(index: Index, part: Index): string {
  return `ALTER INDEX ${qualify(index)} ATTACH PARTITION ${qualify(part)}`;
}

/** It waits until its table is attached: PostgreSQL would join it to an index of the same form that has another part. */
export function waitsForAttachment(index: Index, context: DiffContext): boolean {
  const table = context.to.table(index.schema, index.table);
  if (index.parent !== null || table?.partitionOf == null || !joins(table, context)) return false;
  return context.to.indexesOf(table.partitionOf).some((parent) => isLike(index, parent));
}
