import type { Fault, Validate } from '../../validation/runtime/types';
import { malformedBody } from './failure';

/**
 * Validates a value: true when it and what was found before are without fault. A body nested so
 * deep that a recursive schema's validator runs out of stack is the client's mistake (400).
 */
export function runValidator(validate: Validate | null, value: unknown, faults: Fault[]): boolean {
  if (validate === null) return faults.length === 0;
  try {
    return validate(value, faults) && faults.length === 0;
  } catch (error) {
    if (isStackOverflow(error)) throw malformedBody('The body is nested too deeply');
    throw error;
  }
}

export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes('call stack');
}
