import { deepEqual } from './deep-equal';
import { child, isObject, type Node } from './nodes';

/** A place where two documents are written otherwise. */
export interface Difference {
  readonly pointer: string;
  readonly old: unknown;
  readonly now: unknown;
}

/** Lists whose order says nothing. */
const SETS: ReadonlySet<string> = new Set(['required', 'enum', 'security', 'type']);
/** What our own writer adds. */
const OURS: ReadonlySet<string> = new Set(['x-generated', 'x-inferred']);

/** Every place where two documents differ, whatever it means: none at all is equality. */
export function differences(old: unknown, now: unknown): Difference[] {
  const found: Difference[] = [];
  walk({ value: old, pointer: '' }, { value: now, pointer: '' }, '', found);
  return found;
}

function walk(old: Node, now: Node, key: string, found: Difference[]): void {
  if (Object.is(old.value, now.value)) return;
  if (isObject(old.value) && isObject(now.value)) {
    for (const name of new Set([...Object.keys(old.value), ...Object.keys(now.value)])) if (!OURS.has(name)) walk(child(old, name), child(now, name), name, found);
    return;
  }
  if (Array.isArray(old.value) && Array.isArray(now.value)) {
    if (key === 'parameters') return walkParameters(old, now, found);
    if (SETS.has(key) ? sameMembers(old.value, now.value) : deepEqual(old.value, now.value)) return;
    if (old.value.length === now.value.length && !SETS.has(key)) return old.value.forEach((_, index) => walk(child(old, index), child(now, index), '', found));
  }
  if (key === 'type' && sameMembers([old.value].flat(), [now.value].flat())) return;
  found.push({ pointer: now.pointer, old: old.value, now: now.value });
}

function sameMembers(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((one) => b.some((other) => deepEqual(one, other))) && b.every((one) => a.some((other) => deepEqual(one, other)));
}

/** Parameters are known by place and name, or by reference; their order says nothing. */
function walkParameters(old: Node, now: Node, found: Difference[]): void {
  const keyed = (node: Node): Map<string, Node> => new Map((node.value as unknown[]).map((_, index) => child(node, index)).map((one) => [parameterKey(one.value), one]));
  const [before, after] = [keyed(old), keyed(now)];
  for (const [key, node] of before) {
    const other = after.get(key);
    if (other) walk(node, other, '', found);
    else found.push({ pointer: now.pointer, old: node.value, now: undefined });
  }
  for (const [key, node] of after) if (!before.has(key)) found.push({ pointer: node.pointer, old: undefined, now: node.value });
}

function parameterKey(value: unknown): string {
  if (!isObject(value)) return JSON.stringify(value);
  return typeof value['$ref'] === 'string' ? value['$ref'] : `${String(value['in'])} ${String(value['name'])}`;
}
