import type { Constraint, Index, Sequence } from '../catalog/catalog';
import { partId } from '../catalog/identity';
import type { Change } from './change';
import { isCreated, isDropped, type DiffContext } from './context';
import type { Facts } from './facts';
import { swappedId } from './handlers/type-swap';
import { indexOf } from './index-trees';
import { rankOf } from './rank';
import { sortTopologically } from './sort-topologically';

/** Puts changes in an order in which each finds what it needs, by the dependencies of both sides. */
export function orderChanges(changes: readonly Change[], context: DiffContext): Change[] {
  const { from, to, anew } = context;
  const drops = new Map<string, number[]>();
  const creates = new Map<string, number[]>();
  const alters = new Map<string, number[]>();
  const follows = new Map<string, number[]>();
  changes.forEach(({ verb, id }, at) => push({ drop: drops, create: creates, alter: alters, follow: follows }[verb], id, at));
  const edges: [number, number][] = [];
  const before = (first: readonly number[], then: readonly number[]) => {
    for (const a of first) for (const b of then) if (a !== b) edges.push([a, b]);
  };
  const none: readonly number[] = [];
  const dropsOf = (id: string): readonly number[] => drops.get(id) ?? drops.get(swappedId(id)) ?? (isDropped(id, context) ? withWhole(id, from, drops) ?? lifted(id, from, dropsOf) : none);
  const createsOf = (id: string): readonly number[] => {
    if (!isCreated(id, context)) return none;
    const own = creates.get(id) ?? (id.startsWith('default:') ? alters.get(id) : undefined);
    return own ?? withWhole(id, to, creates) ?? lifted(id, to, createsOf);
  };
  const altersOf = (id: string) => alters.get(id) ?? none;
  for (const [id, object] of from.objects) {
    for (const needed of from.needs(id)) {
      const swapped = anew.has(needed) && /^(enum|domain|composite|range):/.test(needed);
      before(dropsOf(id), dropsOf(needed));
      before(dropsOf(id), altersOf(needed));
      // A default that goes and comes (SET DEFAULT is an alter) has let go already.
      if (!drops.has(id)) before(altersOf(id), dropsOf(needed));
      if (swapped && object.kind !== 'column') before(dropsOf(id), createsOf(needed));
    }
  }
  for (const id of to.objects.keys()) {
    for (const needed of to.needs(id)) {
      const owner = id.startsWith('sequence:') && /^(column|table):/.test(needed);
      if (!owner) before(createsOf(needed), createsOf(id));
      before(createsOf(needed), altersOf(id));
      if (!owner) before(altersOf(needed), createsOf(id));
    }
  }
  for (const ids of [creates, alters, follows]) for (const list of ids.values()) for (let at = 1; at < list.length; at++) edges.push([list[at - 1]!, list[at]!]);
  changes.forEach(({ id, after = [], beforeDropOf = [] }, at) => {
    if (creates.get(id)?.includes(at) && !drops.has(swappedId(id))) before(dropsOf(id), [at]);
    if (alters.get(id)?.includes(at) || follows.get(id)?.includes(at)) before(creates.get(id) ?? none, [at]);
    if (follows.get(id)?.includes(at)) before(altersOf(id), [at]);
    for (const other of after) before([...createsOf(other), ...altersOf(other), ...((other.startsWith('attach:') ? follows : other.startsWith('detach:') ? drops : creates).get(other) ?? none)], [at]);
    for (const other of beforeDropOf) before([at], [...dropsOf(other), ...altersOf(other)]);
    if (drops.has(swappedId(id)) && creates.get(id)?.includes(at)) before([at], drops.get(swappedId(id))!);
  });
  const wishes: [number, number][] = [];
  for (const [id, names] of mentions(context)) {
    const own = [...createsOf(id), ...altersOf(id)];
    for (const name of names) for (const a of createsOf(name)) for (const b of own) if (a !== b) wishes.push([a, b]);
  }
  const { order, cycles } = sortTopologically(changes.map(rankOf), edges, wishes);
  for (const at of cycles) {
    context.note({
      code: 'cycle', object: changes[at]!.id, message: `${changes[at]!.sql[0]!.split('\n', 1)[0]!} stands in a circle of dependencies`,
      help: 'Check the order of the statements around it; the proof on a shadow says whether it works',
    });
  }
  return order.map((at) => changes[at]!);
}

/** New relations and routines that a quoted body has the names of: PostgreSQL does not record what it uses. */
function mentions(context: DiffContext): [string, string[]][] {
  const { catalog } = context.to;
  const byName = new Map<string, string[]>();
  for (const object of [...catalog.routines, ...catalog.aggregates, ...catalog.tables, ...catalog.views]) {
    if (isCreated(object.id, context)) byName.set(object.name, [...(byName.get(object.name) ?? []), object.id]);
  }
  if (byName.size === 0) return [];
  return catalog.routines.flatMap(({ id, body }): [string, string[]][] => {
    const words = new Set(body?.match(/[A-Za-z_][\w$]*/g) ?? []);
    return body === null ? [] : [[id, [...words].flatMap((word) => byName.get(word) ?? []).filter((other) => other !== id)]];
  });
}

/** A part of an index or constraint of a partitioned table comes or goes with the whole, where that does by a statement of its own. */
function withWhole(id: string, facts: Facts, own: ReadonlyMap<string, readonly number[]>): readonly number[] | undefined {
  const object = facts.objects.get(id);
  const wholes = object?.kind === 'constraint' ? [(object as Constraint).parent, indexOf(object as Constraint, facts)?.parent] : object?.kind === 'index' ? [(object as Index).parent] : [];
  for (const whole of wholes) {
    const found = whole == null ? undefined : own.get(whole) ?? withWhole(whole, facts, own);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Comes or goes with its parent. */
function lifted(id: string, facts: Facts, find: (id: string) => readonly number[]): readonly number[] {
  const object = facts.objects.get(id);
  const sequence = id.startsWith('sequence:') ? (object as Sequence).ownedBy : null;
  const parent = sequence ? partId('column', sequence, sequence.column) : facts.parent(id);
  return parent === undefined ? [] : find(parent);
}


function push(map: Map<string, number[]>, key: string, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
