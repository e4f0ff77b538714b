import type { CatalogObject, Constraint, Index } from '../catalog/catalog';
import type { DiffContext } from './context';
import type { TableColumn } from './facts';
import { handlerOf } from './handlers';
import { indexOf, indexParts, leaves, waitsForAttachment } from './index-trees';

const TYPE = /^(enum|domain|composite|range):/;
/** Kinds that stand in the way of a column's new type. */
const BLOCKS_RETYPE: ReadonlySet<string> = new Set(['view', 'materialized-view', 'function', 'procedure', 'aggregate', 'trigger', 'policy', 'rule']);
const CANNOT_STAY: ReadonlySet<string> = new Set([...BLOCKS_RETYPE, 'index', 'constraint', 'default', 'statistics']);
const INTEGERS: ReadonlySet<string> = new Set(['smallint', 'integer', 'bigint']);

/**
 * Fills `anew` (goes and comes) and `retyped` (columns that change type in place): what cannot change in
 * place, and from there everything that leans on it.
 */
export function findReplacements(context: DiffContext & { readonly anew: Set<string>; readonly retyped: Set<string> }): void {
  const { from, to, anew, retyped } = context;
  const queue: string[] = [];
  const replace = (id: string) => {
    if (anew.has(id)) return;
    anew.add(id);
    queue.push(id);
  };
  const retype = (column: TableColumn) => {
    if (anew.has(column.id) || retyped.has(column.id)) return;
    if (column.generated !== null || (to.objects.get(column.id) as TableColumn).generated !== null) return replace(column.id);
    retyped.add(column.id);
    queue.push(column.id);
  };
  for (const [id, before] of from.objects) {
    const after = to.objects.get(id);
    if (after === undefined) {
      // What stays as it is would still hold on to it: f(a) where f(x, y default 1) takes the place of f(x).
      for (const dependent of from.neededBy(id)) if (CANNOT_STAY.has(from.objects.get(dependent)?.kind ?? '') && isUnchanged(dependent, context)) replace(dependent);
      continue;
    }
    if (before.kind === 'column' && typeChanged(before as TableColumn, after as TableColumn)) retype(before as TableColumn);
    else if (before.kind !== after.kind || handlerOf(before.kind).mustReplace?.(before, after, context)) replace(id);
  }
  replaceParts(context, replace);
  for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
    const isNew = anew.has(id);
    if (isNew) replacePartsOf(id, context, replace);
    for (const dependent of from.neededBy(id)) {
      const object = from.objects.get(dependent);
      if (object === undefined || !to.objects.has(dependent)) continue;
      if (isNew) disturb(object, id, replace, retype);
      else if (BLOCKS_RETYPE.has(object.kind) || (object.kind === 'column' && dependent !== id)) replace(dependent);
      else if (object.kind === 'constraint' && isForeignOfOtherType(object as Constraint, context)) replace(dependent);
    }
  }
}

/** Parts of indexes of partitioned tables that must change hands: only the end of the parent's index frees them, with their own. */
function replaceParts(context: DiffContext, replace: (id: string) => void): void {
  const { from, to } = context;
  for (const index of from.catalog.indexes) {
    const stays = to.objects.get(index.id) as Index | undefined;
    // It would be taken for the part as its table is attached.
    if (stays !== undefined && waitsForAttachment(stays, context)) replace(stays.constraint ?? stays.id);
    if (index.parent === null || leaves({ schema: index.schema, name: index.table }, context)) continue;
    const parent = from.objects.get(index.parent) as Index | undefined;
    if (stays !== undefined && !to.objects.has(index.parent)) replace(stays.constraint ?? stays.id);
    else if (parent !== undefined && to.objects.has(index.parent) && stays?.parent !== index.parent) replace(parent.constraint ?? parent.id);
  }
}

function replacePartsOf(id: string, context: DiffContext, replace: (id: string) => void): void {
  const { from, to } = context;
  const object = from.objects.get(id);
  const index = object?.kind === 'index' ? (object as Index) : object?.kind === 'constraint' ? indexOf(object as Constraint, from) : undefined;
  for (const part of index === undefined ? [] : indexParts(index, from)) {
    if (!to.objects.has(part.id) || leaves({ schema: part.schema, name: part.table }, context)) continue;
    if (part.constraint !== null && to.objects.has(part.constraint)) replace(part.constraint);
    replace(part.id);
  }
}

/** What leans on an object that comes anew. */
function disturb(object: CatalogObject, id: string, replace: (id: string) => void, retype: (column: TableColumn) => void): void {
  switch (object.kind) {
    case 'table': case 'schema': case 'extension': case 'publication': case 'subscription': case 'default-privilege':
      return;
    case 'foreign-table':
      return id.startsWith('server:') ? replace(object.id) : undefined;
    case 'column':
      return TYPE.test(id) ? retype(object as TableColumn) : replace(object.id);
    case 'domain':
      // Its checks go and come by ALTER DOMAIN, and the columns stay.
      return /^function:/.test(id) ? undefined : replace(object.id);
    default:
      return replace(object.id);
  }
}

function isUnchanged(id: string, context: DiffContext): boolean {
  const before = context.from.objects.get(id);
  const after = context.to.objects.get(id);
  return before !== undefined && after !== undefined && handlerOf(before.kind).alter(before, after, context).every(({ verb }) => verb === 'follow');
}

function typeChanged(from: TableColumn, to: TableColumn): boolean {
  return from.type !== to.type || from.collation !== to.collation;
}

/** PostgreSQL checks a foreign key's operators at each end as it changes; between integers they always exist. */
function isForeignOfOtherType(constraint: Constraint, { from, to, retyped }: DiffContext): boolean {
  if (constraint.type !== 'foreign') return false;
  return from.needs(constraint.id).some((id) => {
    const types = [from, to].map((facts) => (facts.objects.get(id) as TableColumn | undefined)?.type ?? '');
    return retyped.has(id) && !types.every((type) => INTEGERS.has(type));
  });
}
