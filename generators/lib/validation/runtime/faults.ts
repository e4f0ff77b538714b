import type { Fault } from './types';

/**
 * Every reporter here answers "stop?": true means the caller returns false at once, because only
 * the verdict is wanted (`faults` is null) or enough has been reported.
 */
type Faults = Fault[] | null;

/** A hostile array of a million bad items must not become a million faults. */
const MAX_FAULTS = 100;

/** Reports any violation. */
export function fault(faults: Faults, instancePath: string, keyword: string, message: string, params: Record<string, unknown>): boolean {
  if (faults === null || faults.length >= MAX_FAULTS) return true;
  faults.push({ instancePath, keyword, message, params });
  return false;
}

/** Puts `path` before the faults a callee has pushed since there were `from` of them. */
export function at(faults: Faults, from: number, path: string): boolean {
  if (faults === null) return true;
  for (let i = from; i < faults.length; i++) {
    const fault = faults[i]!;
    fault.instancePath = path + fault.instancePath;
  }
  return faults.length >= MAX_FAULTS;
}

/** A property name as a step of a JSON pointer. */
export function step(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}

/** @param type a type, or several joined by commas */
export function wrongType(faults: Faults, path: string, type: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'type', `must be ${type}`, { type: type.includes(',') ? type.split(',') : type });
}

export function missing(faults: Faults, path: string, name: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'required', `must have required property '${name}'`, { missingProperty: name });
}

export function extra(faults: Faults, path: string, name: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'additionalProperties', 'must NOT have additional properties', { additionalProperty: name });
}

export function notFormat(faults: Faults, path: string, format: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'format', `must match format "${format}"`, { format });
}

export function notPattern(faults: Faults, path: string, pattern: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'pattern', `must match pattern "${pattern}"`, { pattern });
}

/** @param noun `characters`, `items` or `properties` */
export function tooFew(faults: Faults, path: string, keyword: string, limit: number, noun: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, keyword, `must NOT have fewer than ${limit} ${noun}`, { limit });
}

export function tooMany(faults: Faults, path: string, keyword: string, limit: number, noun: string): boolean {
  if (faults === null) return true;
  return fault(faults, path, keyword, `must NOT have more than ${limit} ${noun}`, { limit });
}

/** @param comparison what must hold: `>=`, `<`, … */
export function outOfRange(faults: Faults, path: string, keyword: string, comparison: string, limit: number): boolean {
  if (faults === null) return true;
  return fault(faults, path, keyword, `must be ${comparison} ${limit}`, { comparison, limit });
}

export function notAllowed(faults: Faults, path: string, allowedValues: readonly unknown[]): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'enum', 'must be equal to one of the allowed values', { allowedValues });
}

export function notConstant(faults: Faults, path: string, allowedValue: unknown): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'const', 'must be equal to constant', { allowedValue });
}
