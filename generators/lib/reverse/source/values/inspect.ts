import { members } from './make';
import type { ArrayValue, ExternalValue, FunctionValue, Host, Layer, ObjectValue, Value } from './value';

/** A constant that a value has for certain, or that is the only one it is known to have (`process.env.X || 'api'`). */
export interface Known<T> { readonly value: T; readonly certain: boolean }

export function knownString(value: Value | undefined): Known<string> | undefined {
  const strings = value === undefined ? [] : members(value).filter((m) => m.kind === 'const' && typeof m.value === 'string');
  const [first] = strings;
  if (value === undefined || strings.length !== 1 || first?.kind !== 'const') return undefined;
  const others = members(value).filter((m) => m !== first && !(m.kind === 'const' && m.value === undefined));
  if (others.some((m) => m.kind !== 'unknown' && m.kind !== 'typed')) return undefined;
  return { value: String(first.value), certain: others.length === 0 };
}

export function knownNumber(value: Value | undefined): number | undefined {
  return value?.kind === 'const' && typeof value.value === 'number' ? value.value : undefined;
}

export function objectOf(value: Value | undefined): ObjectValue | undefined {
  return value === undefined ? undefined : members(value).find((m): m is ObjectValue => m.kind === 'object');
}

export function arrayOf(value: Value | undefined): ArrayValue | undefined {
  return value === undefined ? undefined : members(value).find((m): m is ArrayValue => m.kind === 'array');
}

export function functionsOf(value: Value | undefined): FunctionValue[] {
  return value === undefined ? [] : members(value).filter((m): m is FunctionValue => m.kind === 'function');
}

export function externalOf(value: Value | undefined): ExternalValue | undefined {
  return value === undefined ? undefined : members(value).find((m): m is ExternalValue => m.kind === 'external');
}

export function hostsOf<T extends Host>(value: Value | undefined, type: abstract new (...args: never[]) => T): T[] {
  return value === undefined ? [] : members(value).flatMap((m) => (m.kind === 'host' && m.host instanceof type ? [m.host] : []));
}

/** True, false, or undefined where the value may be either. */
export function truthiness(value: Value): boolean | undefined {
  switch (value.kind) {
    case 'const': return Boolean(value.value);
    case 'regex': case 'object': case 'array': case 'function': case 'class': case 'native': case 'host': return true;
    case 'union': {
      const all = value.members.map(truthiness);
      return all.every((t) => t === all[0]) ? all[0] : undefined;
    }
    default: return undefined;
  }
}

/** Names of an external chain from its module on: `z.object({}).strict()` is `['object', 'strict']`; `default` is no name. */
export function externalPath(value: ExternalValue): string[] {
  const path: string[] = [];
  for (let at: ExternalValue | undefined = value; at !== undefined; at = at.target) if (at.op === 'get' && !(at.key === 'default' && at.target?.op === 'module')) path.unshift(at.key!);
  return path;
}

/** Every function that stands somewhere in the arguments of an external chain: `asyncHandler(fn)` → fn. */
export function wrappedFunctions(value: ExternalValue): FunctionValue[] {
  const own = (value.args ?? []).flatMap((arg) => members(arg).flatMap((m): FunctionValue[] => {
    if (m.kind === 'function') return [m];
    if (m.kind === 'external') return wrappedFunctions(m);
    return m.kind === 'array' ? m.items.flatMap((item) => functionsOf(item)) : [];
  }));
  return [...(value.target === undefined ? [] : wrappedFunctions(value.target)), ...own];
}

/** The properties that `{...sent, at: now}` has after a spread, whatever is spread. */
export function setAfter(layers: readonly Layer[], index: number): Set<string> {
  return new Set(layers.slice(index + 1).flatMap((layer) => ('props' in layer ? [...layer.props.keys()] : [])));
}
