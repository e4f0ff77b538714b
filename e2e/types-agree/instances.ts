import { buildValue, NONE } from '../../generators/lib/examples/build-value';
import { Search } from '../../generators/lib/examples/search';
import type { Direction } from '../../generators/lib/examples/search';
import type { BundledDocument, SchemaLocation } from '../../generators/lib/model';
import type { Fault, Validate } from '../../generators/lib/validation/runtime/types';
import { mutate } from './mutate';
import { random } from './random';

export interface Instance {
  readonly value: unknown;
  readonly accepted: boolean;
  readonly faults: readonly Fault[];
}

const VALID = 3;
const MUTANTS = 5;

/** Valid values, and values with one or two changes, of a schema; each once. */
export function instancesOf(location: SchemaLocation, direction: Direction, document: BundledDocument, validate: Validate, seed: number): Instance[] {
  const next = random(seed);
  const values: unknown[] = [];
  for (let salt = 0; salt < VALID; salt++) values.push(...validValue(location, direction, document, validate, salt));
  const valid = values.length;
  for (let n = 0; n < MUTANTS && valid > 0; n++) {
    const changed = mutate(values[n % valid], next);
    values.push(next() < 0.2 ? mutate(changed, next) : changed);
  }
  const distinct = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...distinct.values()].map((value) => {
    const faults: Fault[] = [];
    return { value, accepted: validate(structuredClone(value), faults), faults };
  });
}

function validValue(location: SchemaLocation, direction: Direction, document: BundledDocument, validate: Validate, salt: number): unknown[] {
  const search = new Search(document, direction);
  for (let attempt = 0; attempt < 20; attempt++) {
    search.restart();
    const value = buildValue([location], { path: '', depth: 0, salt, hint: 'text' }, search);
    if (value === NONE) return [];
    const faults: Fault[] = [];
    if (validate(structuredClone(value), faults)) return [value];
    if (!search.learn(faults)) return [];
  }
  return [];
}
