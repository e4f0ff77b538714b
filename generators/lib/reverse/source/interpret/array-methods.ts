import type ts from 'typescript';
import { array, constant, typed, UNDEFINED, union, unknown } from '../values/make';
import { truthiness } from '../values/inspect';
import type { ArrayValue, Value } from '../values/value';
import { callValue } from './call';
import { getProperty } from './get-property';
import type { Machine } from './machine';

type Method = (m: Machine, self: ArrayValue, args: readonly Value[], at: ts.Node) => Value;

const each = (m: Machine, self: ArrayValue, callback: Value | undefined, at: ts.Node): { items: Value[]; more?: Value } => {
  if (callback === undefined) return { items: [] };
  const items = self.items.map((item, index) => callValue(m, callback, [item, constant(index), self], at));
  return self.more === undefined ? { items } : { items, more: m.branch(() => callValue(m, callback, [self.more!, typed('number'), self], at)) };
};

const all = (self: ArrayValue): Value[] => [...self.items, ...(self.more ? [self.more] : [])];

const METHODS: Record<string, Method> = {
  map: (m, self, [callback], at) => { const { items, more } = each(m, self, callback, at); return array(items, more); },
  forEach: (m, self, [callback], at) => { each(m, self, callback, at); return UNDEFINED; },
  filter: (m, self, [callback], at) => {
    const kept = each(m, self, callback, at).items.map((verdict, index) => ({ verdict: truthiness(verdict), item: self.items[index]! }));
    return array(kept.filter((k) => k.verdict !== false).map((k) => k.item), self.more);
  },
  flatMap: (m, self, [callback], at) => { const { items, more } = each(m, self, callback, at); return array(items.flatMap((i) => (i.kind === 'array' ? i.items : [i])), more); },
  flat: (_m, self) => array(self.items.flatMap((item) => (item.kind === 'array' ? item.items : [item])), self.more),
  some: (m, self, [callback], at) => { const { items, more } = each(m, self, callback, at); return verdict(items, more, true); },
  every: (m, self, [callback], at) => { const { items, more } = each(m, self, callback, at); return verdict(items, more, false); },
  find: (m, self, [callback], at) => { each(m, self, callback, at); return union([...all(self), unknown(at)]); },
  findIndex: (m, self, [callback], at) => { each(m, self, callback, at); return typed('number'); },
  reduce: (m, self, [callback, initial], at) => {
    const [first, ...rest] = initial === undefined ? self.items : [initial, ...self.items];
    let result = first ?? unknown(at);
    for (const item of rest) result = callValue(m, callback ?? unknown(at), [result, item, typed('number'), self], at);
    return self.more === undefined ? result : m.branch(() => callValue(m, callback ?? unknown(at), [result, self.more!, typed('number'), self], at));
  },
  push: (m, self, args) => {
    if (m.branches > 0 && self.items.length > 500) self.more = union([...args]);
    else self.items.push(...args);
    return typed('number');
  },
  unshift: (_m, self, args) => { self.items.unshift(...args); return typed('number'); },
  pop: (_m, self, _args, at) => self.items.at(-1) ?? self.more ?? unknown(at),
  shift: (_m, self, _args, at) => self.items[0] ?? self.more ?? unknown(at),
  at: (m, self, [index], at) => getProperty(m, self, index?.kind === 'const' ? String(Number(index.value) < 0 ? self.items.length + Number(index.value) : index.value) : undefined, at),
  concat: (_m, self, args) => array([...self.items, ...args.flatMap((a) => (a.kind === 'array' ? a.items : [a]))], args.map((a) => (a.kind === 'array' ? a.more : undefined)).find(Boolean) ?? self.more),
  slice: (_m, self, [from, to]) => array(self.items.slice(from?.kind === 'const' ? Number(from.value) : 0, to?.kind === 'const' ? Number(to.value) : undefined), self.more),
  reverse: (_m, self) => array([...self.items].reverse(), self.more),
  sort: (_m, self) => self,
  values: (_m, self) => self,
  keys: (_m, self) => array(self.items.map((_, index) => constant(index))),
  entries: (_m, self) => array(self.items.map((item, index) => array([constant(index), item])), self.more && array([typed('number'), self.more])),
  join: (_m, self, [separator]) => {
    const parts = self.items.map((item) => (item.kind === 'const' ? String(item.value) : undefined));
    return self.more !== undefined || parts.includes(undefined) ? typed('string') : constant(parts.join(separator?.kind === 'const' ? String(separator.value) : ','));
  },
  includes: (m, self, [wanted], at) => {
    if (wanted?.kind === 'typed' && wanted.keysOf !== undefined) for (const item of self.items) if (item.kind === 'const') getProperty(m, wanted.keysOf, String(item.value), at);
    if (wanted?.kind !== 'const' || self.more !== undefined || self.items.some((i) => i.kind !== 'const')) return typed('boolean');
    return constant(self.items.some((item) => item.kind === 'const' && item.value === wanted.value));
  },
  indexOf: (m, self, args, at) => {
    const found = METHODS['includes']!(m, self, args, at);
    return found.kind === 'const' && found.value === false ? constant(-1) : typed('number');
  },
};

function verdict(items: Value[], more: Value | undefined, wanted: boolean): Value {
  const truths = items.map(truthiness);
  if (truths.includes(wanted)) return constant(wanted);
  return more === undefined && truths.every((t) => t === !wanted) ? constant(!wanted) : typed('boolean');
}

export function arrayMethod(m: Machine, self: ArrayValue, name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
  const method = name === undefined || !Object.hasOwn(METHODS, name) ? undefined : METHODS[name];
  return method?.(m, self, args, at);
}
