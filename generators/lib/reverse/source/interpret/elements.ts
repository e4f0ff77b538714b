import type ts from 'typescript';
import { UNDEFINED, union, unknown } from '../values/make';
import type { Value } from '../values/value';
import { getProperty } from './get-property';
import type { Machine } from './machine';

/** The element at `index` of something that is iterated. */
export function elementOf(m: Machine, value: Value, index: number, at: ts.Node): Value {
  if (value.kind === 'array') return value.items[index] ?? value.more ?? UNDEFINED;
  if (value.kind === 'part') return getProperty(m, value, String(index), at);
  return unknown(at);
}

/** What a loop over `value` goes through: elements that are known one by one, or one that stands for all. */
export function elementsOf(value: Value, at: ts.Node): { items: Value[]; certain: boolean } {
  switch (value.kind) {
    case 'array': return { items: [...value.items, ...(value.more ? [value.more] : [])], certain: value.more === undefined };
    case 'part': return { items: [{ ...value, reads: value.reads.element() }], certain: false };
    case 'union': {
      const all = value.members.map((member) => elementsOf(member, at));
      return { items: [union(all.flatMap((e) => e.items))], certain: false };
    }
    default: return { items: [unknown(at)], certain: false };
  }
}
