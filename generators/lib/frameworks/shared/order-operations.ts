import type { Operation } from '../../model';
import { TemplateTree } from './template-tree';
import type { Shape } from './template-tree';

/**
 * Operations in an order in which the first match is the right one: the document's own, but for
 * concrete paths, which come before the templated ones they overlap with (OpenAPI 3.2 §4.8.2):
 * `/users/me` before `/users/{id}`; and of one path, those that ask for more of the query:
 * `/users?beta=true` before `/users`; and HEAD before the GET of the same path.
 */
export function orderOperations(operations: readonly Operation[]): Operation[] {
  const tree = new TemplateTree();
  const shapes = operations.map((operation) => tree.add(operation.path));
  const groups = new Map<Shape, Group>();
  shapes.forEach((shape, i) => {
    const group = groups.get(shape) ?? { members: [], byConditions: [], settled: false };
    group.members.push(i);
    groups.set(shape, group);
  });
  for (const group of groups.values()) {
    group.byConditions = group.members.filter((i) => conditions(operations[i]!) > 0).sort((a, b) => conditions(operations[b]!) - conditions(operations[a]!) || a - b);
  }

  const placed = new Set<number>();
  const place = (i: number): void => {
    if (placed.has(i)) return;
    const group = groups.get(shapes[i]!)!;
    if (!group.settled) {
      const before = tree.moreConcrete(shapes[i]!).flatMap((shape) => groups.get(shape)!.members);
      before.sort((a, b) => a - b).forEach(place);
      group.settled = true;
    }
    while (group.byConditions.length > 0 && conditions(operations[group.byConditions[0]!]!) > conditions(operations[i]!)) {
      placed.add(group.byConditions.shift()!);
    }
    placed.add(i);
  };
  operations.forEach((_, i) => place(i));
  return headsFirst([...placed].map((i) => operations[i]!));
}

/** Routers answer HEAD by a GET route, whichever comes first: an operation of its own has to be the earlier one. */
function headsFirst(operations: readonly Operation[]): Operation[] {
  const heads = new Map<string, Operation[]>();
  for (const operation of operations) if (operation.method === 'head') heads.set(look(operation), [...(heads.get(look(operation)) ?? []), operation]);
  if (heads.size === 0) return [...operations];
  const settled = new Set<Operation>();
  for (const operation of operations) {
    if (operation.method === 'get') heads.get(look(operation))?.forEach((head) => settled.add(head));
    settled.add(operation);
  }
  return [...settled];
}

function look({ path }: Operation): string {
  return path.segments.map((parts) => parts.map((part) => (part.kind === 'variable' ? '{}' : part.text)).join('')).join('/');
}

/** Operations whose paths match the same requests, as positions in the document. */
interface Group {
  readonly members: number[];
  /** Those with conditions on the query that may have to be put forward, most first. */
  byConditions: number[];
  /** What is more concrete has been placed. */
  settled: boolean;
}

function conditions({ path }: Operation): number {
  return path.query?.length ?? 0;
}
