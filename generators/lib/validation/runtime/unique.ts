import { duplicate } from './equal';
import { fault } from './faults';
import type { Fault } from './types';

/** Reports two equal items; false when there are none or they have been reported. */
export function notUnique(faults: Fault[] | null, path: string, items: readonly unknown[]): boolean {
  const found = duplicate(items);
  if (found === null) return false;
  if (faults === null) return true;
  return fault(faults, path, 'uniqueItems', `must NOT have duplicate items (items ## ${found.j} and ${found.i} are identical)`, found);
}
