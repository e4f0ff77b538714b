import { members } from '../values/make';
import type { Value } from '../values/value';

/** Arguments as a flat list: frameworks take handlers in arrays of any depth. */
export function flatten(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (value.kind === 'array' ? flatten([...value.items, ...(value.more ? [value.more] : [])]) : [value]));
}

/** Paths of an argument: one, or several in an array. Undefined when it is no path at all. */
export function pathArguments(value: Value | undefined): Value[] | undefined {
  if (value === undefined) return undefined;
  if (value.kind === 'array') {
    const each = value.items.map(pathArguments);
    return each.length > 0 && each.every((paths) => paths !== undefined) ? each.flatMap((paths) => paths ?? []) : undefined;
  }
  return isPath(value) ? [value] : undefined;
}

function isPath(value: Value): boolean {
  if (value.kind === 'union') return value.members.some(isPath) && !members(value).some((m) => m.kind === 'function');
  return (value.kind === 'const' && typeof value.value === 'string') || value.kind === 'regex' || (value.kind === 'typed' && value.type === 'string');
}
