import type { Operation, PathPart, PathTemplate } from '../../model';

/**
 * Operations in an order in which the first match is the right one: the document's own, but for
 * concrete paths, which come before the templated ones they overlap with (OpenAPI 3.2 §4.8.2):
 * `/users/me` before `/users/{id}`.
 */
export function orderOperations(operations: readonly Operation[]): Operation[] {
  const byLength = new Map<number, Operation[]>();
  for (const operation of operations) {
    const length = operation.path.segments.length;
    const group = byLength.get(length);
    if (group) group.push(operation);
    else byLength.set(length, [operation]);
  }
  const placed = new Set<Operation>();
  const place = (operation: Operation): void => {
    if (placed.has(operation)) return;
    for (const other of byLength.get(operation.path.segments.length)!) {
      if (!placed.has(other) && isMoreConcrete(other.path, operation.path) && overlap(other.path, operation.path)) place(other);
    }
    placed.add(operation);
  };
  operations.forEach(place);
  return [...placed];
}

/** Compares segment by segment: the first that differs in kind decides, as routers with a tree do. */
function isMoreConcrete(a: PathTemplate, b: PathTemplate): boolean {
  for (let i = 0; i < a.segments.length; i++) {
    const difference = kind(a.segments[i]!) - kind(b.segments[i]!);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

/** 0: literal; 1: literal with variables in it; 2: one variable. */
function kind(parts: readonly PathPart[]): number {
  if (parts.every((part) => part.kind === 'literal')) return 0;
  return parts.some((part) => part.kind === 'literal') ? 1 : 2;
}

function overlap(a: PathTemplate, b: PathTemplate): boolean {
  return a.segments.every((parts, i) => {
    const others = b.segments[i]!;
    return kind(parts) !== 0 || kind(others) !== 0 || literalText(parts) === literalText(others);
  });
}

function literalText(parts: readonly PathPart[]): string {
  return parts.map((part) => (part.kind === 'literal' ? part.text : '')).join('');
}
