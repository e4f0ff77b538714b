import { isRecord } from '../spec/build-step';

/** A place in a body: names and indexes from the outside in. */
export type BodyPath = readonly (string | number)[];

const MOST = 30;
const DEPTH = 4;

/** Every member of a value, the outer ones first, the first item of lists alone. */
export function pathsIn(value: unknown): BodyPath[] {
  const paths: BodyPath[] = [];
  let level: { path: BodyPath; value: unknown }[] = [{ path: [], value }];
  for (let depth = 0; depth < DEPTH && level.length > 0; depth++) {
    level = level.flatMap(({ path, value: inner }) => {
      const members: [string | number, unknown][] = Array.isArray(inner) ? inner.slice(0, 1).map((item) => [0, item]) : isRecord(inner) ? Object.entries(inner) : [];
      return members.map(([name, member]) => ({ path: [...path, name], value: member }));
    });
    paths.push(...level.map(({ path }) => path));
  }
  return paths.slice(0, MOST);
}

export function valueAt(root: unknown, path: BodyPath): unknown {
  return path.reduce<unknown>((value, name) => (value as Record<string, unknown> | undefined)?.[name as string], root);
}

/** A copy with another value at a place; `undefined` takes it out. */
export function replaceAt(root: unknown, path: BodyPath, value: unknown): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(root)) return root.map((item, at) => (at === name ? replaceAt(item, rest, value) : item));
  const entries = Object.entries(root as object).flatMap(([key, member]) => {
    if (key !== name) return [[key, member] as const];
    const changed = replaceAt(member, rest, value);
    return changed === undefined ? [] : [[key, changed] as const];
  });
  return Object.fromEntries(entries);
}

/** `customer.address.city`. */
export function pathText(path: BodyPath): string {
  return path.join('.') || 'body';
}
