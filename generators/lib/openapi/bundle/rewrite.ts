import type { Problem } from '../problems';
import { isObject } from '../refs/pointer';
import { SHAPES, type Kind } from '../shapes';
import { write } from '../walk/walker';
import type { Allocation } from './allocate-components';
import type { Resolved } from './bundle';

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
  write(parent.node as Record<string, unknown>, parent.key, value);
  allocation.inlined(value, target);
}
