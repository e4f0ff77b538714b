import { fault } from './faults';
import type { Fault } from './types';

/** How many function calls deep recursive schemas follow a value; the stack holds more. */
const MAX_DEPTH = 400;

/**
 * How many such calls one value may cost. A megabyte of JSON takes fewer; but where two branches
 * of a union both lead to the same child, trying them doubles the work on every level.
 */
const MAX_STEPS = 1_000_000;

let steps = 0;

/** Asked by every function that takes part in a recursion, with how deep it is; 0 begins a new count. */
export function exceeds(depth: number): boolean {
  if (depth === 0) steps = 0;
  return depth > MAX_DEPTH || ++steps > MAX_STEPS;
}

/** Refuses a value rather than exhausting the stack or the processor. */
export function tooDeep(faults: Fault[] | null): boolean {
  fault(faults, '', 'maxDepth', 'must NOT be nested so deeply', { limit: MAX_DEPTH });
  return false;
}
