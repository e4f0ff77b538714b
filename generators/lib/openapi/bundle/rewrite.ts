import type { Problem } from '../problems';
import { isObject } from '../refs/pointer';
import { SHAPES, type Field, type Kind } from '../shapes';
import { remove, what, write } from '../walk/nodes';
import type { Allocation } from './allocate-components';
import type { Reference } from '../walk/reference';
import { loop, type Target } from './find-target';

/** A reference and the node it stands for. */
export interface Resolved {
  readonly reference: Reference;
  readonly target: Target;
}

/** Puts the bundle's own pointer, or the target itself, in the place of a reference. */
export function rewrite({ reference, target }: Resolved, allocation: Allocation, problems: Problem[]): void {
  const { holder, field, slot, parent, source, tokens, text } = reference;
  if (allocation.section(reference) !== undefined) {
    holder[field] = allocation.ref(reference, target);
    return;
  }
  const kind = slot.type as Kind;
  const isPathItem = kind === 'pathItem' || kind === 'pathItem2';
  if (isPathItem && text.startsWith('#') && allocation.isEntry(target)) {
    holder[field] = allocation.ref(reference, target);
    return;
  }
  if (!isPathItem) {
    const name = slot.leaf ? `a ${slot.type}` : `a ${SHAPES[kind].name}`;
    problems.push({
      code: 'BACKEND_REF_MISPLACED',
      severity: 'info',
      message: `the specification has no reference in the place of ${name}; it is followed all the same`,
      source,
      tokens,
    });
  }
  if (!parent) return;
  const siblings = Object.entries(holder).filter(([key]) => key !== '$ref');
  const value = siblings.length > 0 && isObject(target.value) ? { ...target.value, ...Object.fromEntries(siblings) } : target.value;
  if (!fits(value, slot)) {
    problems.push({ code: 'BACKEND_OPENAPI_TYPE', message: `"${text}" leads to ${what(value)}, which cannot stand here; it is ignored`, help: 'Correct the reference', source, tokens });
    remove(parent.node as Record<string, unknown>, parent.key);
    return;
  }
  if (reaches(value, parent.node)) {
    problems.push({ ...loop(text), source, tokens });
    remove(parent.node as Record<string, unknown>, parent.key);
    return;
  }
  write(parent.node as Record<string, unknown>, parent.key, value);
  allocation.inlined(value, target);
}

/** True for a value of the type that is needed at a place. */
function fits(value: unknown, { leaf, type, container }: Field): boolean {
  if (container === 'list') return Array.isArray(value);
  if (leaf && container === 'one') return type === 'any' || typeof value === type;
  return isObject(value);
}

/** True when putting the value into the node would make it contain itself: an operation that is its own path item. */
function reaches(value: unknown, node: object): boolean {
  const seen = new Set<unknown>();
  const stack: unknown[] = [value];
  while (stack.length > 0) {
    const at = stack.pop();
    if (typeof at !== 'object' || at === null || seen.has(at)) continue;
    if (at === node) return true;
    seen.add(at);
    for (const child of Object.values(at)) stack.push(child);
  }
  return false;
}
