import type ts from 'typescript';
import { union } from '../values/make';
import type { ObjectValue, Value } from '../values/value';
import type { Machine } from './machine';

/** `target[key] = value`; within an undecided branch the old value remains possible. */
export function setProperty(m: Machine, target: Value, key: string | undefined, value: Value, at: ts.Node): void {
  switch (target.kind) {
    case 'union':
      for (const member of target.members) m.branch(() => setProperty(m, member, key, value, at));
      return;
    case 'object':
      setOnObject(m, target, key, value);
      return;
    case 'array':
      if (key !== undefined && /^\d+$/.test(key) && Number(key) <= target.items.length) target.items[Number(key)] = value;
      else target.more = target.more === undefined ? value : union([target.more, value]);
      return;
    case 'function':
      if (key !== undefined) target.props.set(key, value);
      return;
    case 'class':
      if (key !== undefined) target.statics.set(key, value);
      return;
    case 'part':
      // order.id = uuid()
      if (key !== undefined && m.branches === 0 && !target.reads.children.has(key)) target.reads.overwritten.set(key, value);
      return;
    case 'external':
      if (key !== undefined && m.branches === 0) m.around.written(target, key, at);
      return;
    case 'host':
      target.host.set?.(key, value, at);
      return;
    default:
  }
}

function setOnObject(m: Machine, target: ObjectValue, key: string | undefined, value: Value): void {
  if (key === undefined) {
    target.layers.push({ spread: { kind: 'unknown' } });
    return;
  }
  const last = target.layers.at(-1);
  const props = last !== undefined && 'props' in last ? last.props : new Map<string, Value>();
  if (last === undefined || !('props' in last)) target.layers.push({ props });
  const old = props.get(key);
  props.set(key, old !== undefined && m.branches > 0 ? union([old, value]) : value);
}
