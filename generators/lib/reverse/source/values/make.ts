import type ts from 'typescript';
import type { ArrayValue, ConstValue, ExternalValue, Host, HostValue, Layer, NativeCall, NativeValue, ObjectValue, TypedValue, UnionValue, UnknownValue, Value } from './value';

export const UNDEFINED: ConstValue = { kind: 'const', value: undefined };
export const UNKNOWN: UnknownValue = { kind: 'unknown' };
/** What a function gives that only throws. */
export const NEVER: UnknownValue = { kind: 'unknown' };
const MOST_MEMBERS = 24;

export const constant = (value: ConstValue['value']): ConstValue => ({ kind: 'const', value });
export const typed = (type: TypedValue['type'], format?: string): TypedValue => ({ kind: 'typed', type, ...(format !== undefined && { format }) });
export const unknown = (node?: ts.Node): UnknownValue => (node === undefined ? UNKNOWN : { kind: 'unknown', node });
export const array = (items: Value[], more?: Value): ArrayValue => ({ kind: 'array', items, ...(more !== undefined && { more }) });
export const native = (name: string, call: NativeCall, props?: Map<string, Value>): NativeValue => ({ kind: 'native', name, call, ...(props && { props }) });
export const hosted = (host: Host): HostValue => ({ kind: 'host', host });
export const externalModule = (module: string): ExternalValue => ({ kind: 'external', op: 'module', module });

export function object(props: Iterable<readonly [string, Value]> = [], rest: Omit<Partial<ObjectValue>, 'kind' | 'layers'> = {}): ObjectValue {
  const layers: Layer[] = [{ props: new Map(props) }];
  return { kind: 'object', layers, ...rest };
}

/** One of several values; flat, without repetition, and of a bounded number. */
export function union(values: readonly Value[]): Value {
  const members: Value[] = [];
  for (const value of values.flatMap((v) => (v.kind === 'union' ? v.members : [v]))) {
    if (!members.some((m) => same(m, value))) members.push(value);
  }
  if (members.length === 0) return UNDEFINED;
  return members.length === 1 ? members[0]! : ({ kind: 'union', members: members.slice(0, MOST_MEMBERS) } satisfies UnionValue);
}

function same(a: Value, b: Value): boolean {
  if (a === b) return true;
  if (a.kind === 'const' && b.kind === 'const') return Object.is(a.value, b.value);
  if (a.kind === 'unknown' && b.kind === 'unknown') return a.node === b.node;
  if (a.kind === 'typed' && b.kind === 'typed') return a.type === b.type && a.format === b.format && a.suffix === b.suffix && a.keysOf === b.keysOf;
  if (a.kind === 'part' && b.kind === 'part') return a.reads === b.reads;
  if (a.kind === 'host' && b.kind === 'host') return a.host === b.host;
  if (a.kind === 'function' && b.kind === 'function') return a.node === b.node && a.scope === b.scope;
  return false;
}

/** The members of a union, or the value alone. */
export function members(value: Value): readonly Value[] {
  return value.kind === 'union' ? value.members : [value];
}
