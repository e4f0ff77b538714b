import type { Catalog, CatalogObject, Constraint, Routine } from '../catalog/catalog';
import { objectId } from '../catalog/identity';
import type { Change, Plan, PlanNote, PlannedStatement } from './change';
import { isDropped, type DiffContext } from './context';
import { buildFacts } from './facts';
import { findReplacements } from './find-replacements';
import { findPossibleRenames } from './find-possible-renames';
import { followUps } from './follow-ups';
import { handlerOf } from './handlers';
import { orderChanges } from './order';
import { adoptRoles, withoutMaintain } from './same-roles';

/**
 * The statements that lead from one catalog to another, in an order in which they run. Nothing is
 * guessed: an object that is not there by its name is dropped or made, and what may be a rename is a note.
 */
export function diffCatalogs(source: Catalog, target: Catalog): Plan {
  const from = withoutMaintain(source, target);
  const to = adoptRoles(target, from);
  const notes: PlanNote[] = [];
  const context = { from: buildFacts(from), to: buildFacts(to), anew: new Set<string>(), retyped: new Set<string>(), note: (note: PlanNote) => void notes.push(note) };
  findReplacements(context);
  const changes = orderChanges(collectChanges(context), context);
  const statements = changes.flatMap(toStatements);
  return {
    statements: checksBodies(changes, context) ? [session('SET check_function_bodies = off'), ...statements, session('RESET check_function_bodies')] : statements,
    notes: [...notes, ...unsupported(from, to), ...findPossibleRenames(context)],
  };
}

function collectChanges(context: DiffContext): Change[] {
  const { from, to, anew } = context;
  const changes: Change[] = [];
  const circular = circularTables(context);
  for (const [id, object] of from.objects) {
    if (!isDropped(id, context)) continue;
    const parent = goesWith(object, context);
    if (parent === undefined) changes.push(...handlerOf(object.kind).drop(object, context));
    else if (leansOnParent(id, parent, context) || (object.kind === 'constraint' && (object as Constraint).type === 'foreign' && circular.has(parent))) changes.push(...handlerOf(object.kind).drop(object, context));
  }
  for (const [id, object] of to.objects) {
    const before = from.objects.get(id);
    const handler = handlerOf(object.kind);
    if (before === undefined || anew.has(id)) changes.push(...handler.create(object, context), ...followUps(object, undefined, context));
    else changes.push(...handler.alter(before, object, context), ...followUps(object, before, context));
  }
  return changes;
}

/** The object that takes this one along when it is dropped. */
function goesWith(object: CatalogObject, context: DiffContext): string | undefined {
  for (let parent = context.from.parent(object.id); parent !== undefined; parent = context.from.parent(parent)) {
    if (isDropped(parent, context)) return parent;
  }
  return undefined;
}

/** A part of a table that uses something which itself uses the table (policy → view → table) goes before both. */
function leansOnParent(id: string, parent: string, { from, ...context }: DiffContext): boolean {
  const seen = new Set<string>();
  const reaches = (other: string): boolean => {
    if (other === parent) return true;
    if (seen.has(other) || !isDropped(other, { from, ...context }) || (from.parent(other) ?? other) === parent) return false;
    seen.add(other);
    return from.needs(other).some((needed) => reaches(needed) || from.parent(needed) === parent);
  };
  return PARTS.test(id) && from.needs(id).some((needed) => /^(view|materialized-view|function|procedure|aggregate):/.test(needed) && reaches(needed));
}

const PARTS = /^(policy|trigger|rule|default|constraint|index):/;

/** Dropped tables that refer to each other in a circle: none can go before its foreign keys do. */
function circularTables(context: DiffContext): Set<string> {
  const { from } = context;
  const left = new Map<string, Set<string>>();
  for (const constraint of from.catalog.constraints) {
    if (constraint.references === null) continue;
    const own = objectId('table', { schema: constraint.schema, name: constraint.table });
    const other = objectId('table', constraint.references);
    if (own !== other && isDropped(own, context) && isDropped(other, context)) (left.get(own) ?? left.set(own, new Set()).get(own)!).add(other);
  }
  // A table that refers to none that is left can go; what remains stands in circles or refers to them.
  for (let shrunk = true; shrunk;) {
    shrunk = false;
    for (const [table, others] of left) {
      for (const other of others) if (!left.has(other)) others.delete(other);
      if (others.size === 0) shrunk = left.delete(table);
    }
  }
  return new Set(left.keys());
}

function toStatements({ verb, kind, id, sql, loses, alone }: Change): PlannedStatement[] {
  return sql.map((text) => ({
    sql: text, verb, kind, object: id, destructive: loses !== undefined, loses: loses ?? null, outsideTransaction: alone ?? false,
  }));
}

/** A quoted SQL body is checked against tables that may come later. */
function checksBodies(changes: readonly Change[], { to }: DiffContext): boolean {
  return changes.some(({ verb, id }) => {
    const routine = verb === 'create' || verb === 'alter' ? (to.objects.get(id) as Routine | undefined) : undefined;
    return routine?.language === 'sql' && !routine.sqlBody;
  });
}

function session(sql: string): PlannedStatement {
  return { sql, verb: 'session', kind: 'session', object: '', destructive: false, loses: null, outsideTransaction: false };
}

function unsupported(from: Catalog, to: Catalog): PlanNote[] {
  const changed = [...from.unsupported.filter((name) => !to.unsupported.includes(name)), ...to.unsupported.filter((name) => !from.unsupported.includes(name))];
  return changed.map((name) => ({
    code: 'unsupported-object', object: name, message: `${name} is on one side only, and no statement is written for its kind`, help: 'Write it into the migration by hand',
  }));
}

