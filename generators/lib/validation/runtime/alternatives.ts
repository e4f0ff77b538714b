import { fault } from './faults';
import type { Fault } from './types';

/** A branch of `anyOf` or `oneOf`; `depth` bounds recursion. */
export type Branch = (value: any, faults: Fault[] | null, depth: number) => boolean;

/**
 * Reports why no branch accepts a value: the faults of the branch that comes closest, and a summary
 * when several come equally close or none is meant for this type of value.
 */
export function noMatch(faults: Fault[] | null, path: string, value: unknown, branches: readonly Branch[], keyword: 'anyOf' | 'oneOf', depth: number): boolean {
  if (faults === null) return true;
  let best: Fault[] = [];
  let bestScore = Infinity;
  let ties = 0;
  for (const branch of branches) {
    const own: Fault[] = [];
    branch(value, own, depth);
    const score = distance(own);
    if (score < bestScore) {
      best = own;
      bestScore = score;
      ties = 1;
    } else if (score === bestScore) {
      ties++;
    }
  }
  let stop = false;
  if (ties === 1 && bestScore < OTHER_TYPE) {
    for (const { instancePath, keyword: kw, message, params } of best) {
      stop = fault(faults, path + instancePath, kw, message, params);
    }
    return stop;
  }
  return fault(faults, path, keyword, SUMMARY[keyword], keyword === 'oneOf' ? { passingSchemas: null } : {});
}

/** Reports that more than one branch of `oneOf` accepts the value. */
export function manyMatch(faults: Fault[] | null, path: string, passingSchemas: readonly number[]): boolean {
  if (faults === null) return true;
  return fault(faults, path, 'oneOf', SUMMARY.oneOf, { passingSchemas });
}

const SUMMARY = {
  anyOf: 'must match a schema in anyOf',
  oneOf: 'must match exactly one schema in oneOf',
};

const OTHER_TYPE = 1e6;

/** Few faults are close; a wrong constant (a tag) is far; another type altogether is no candidate. */
function distance(faults: readonly Fault[]): number {
  let sum = 0;
  for (const { instancePath, keyword } of faults) {
    if (keyword === 'type' && instancePath === '') return OTHER_TYPE;
    sum += keyword === 'const' || keyword === 'enum' ? 100 : 1;
  }
  return sum;
}

/** Reports a discriminator's value that leads to no schema. */
export function wrongTag(faults: Fault[] | null, path: string, tag: string, allowedValues: readonly string[]): boolean {
  if (faults === null) return true;
  const list = allowedValues.map((value) => JSON.stringify(value)).join(', ');
  return fault(faults, path, 'discriminator', `must be one of ${list}`, { tag, allowedValues });
}
