import type { CatalogObject } from '../../catalog/object';

/** An object of the first catalog, and what the second has in its place. */
export type Couple<T> = readonly [old: T, fresh: T];

/** Couples each object that goes with one that comes and has the same form but for the name; each is taken once. */
export function pairUp<T extends CatalogObject>(from: readonly T[], to: readonly T[], form: (object: T) => unknown): Couple<T>[] {
  const [before, after] = [ids(from), ids(to)];
  const waiting = new Map<string, T[]>();
  for (const fresh of to.filter(({ id }) => !before.has(id))) {
    const key = JSON.stringify(form(fresh));
    waiting.set(key, [...(waiting.get(key) ?? []), fresh]);
  }
  return from.filter(({ id }) => !after.has(id)).flatMap((old): Couple<T>[] => {
    const fresh = waiting.get(JSON.stringify(form(old)))?.shift();
    return fresh === undefined ? [] : [[old, fresh]];
  });
}

function ids(objects: readonly CatalogObject[]): Set<string> {
  return new Set(objects.map(({ id }) => id));
}
