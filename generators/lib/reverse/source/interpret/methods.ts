import type ts from 'typescript';
import { array, typed, unknown, UNDEFINED } from '../values/make';
import type { ExternalValue, Value } from '../values/value';
import { arrayMethod } from './array-methods';
import { callBack, callValue } from './call';
import { getProperty } from './get-property';
import type { Machine } from './machine';
import { partMethod } from './part-methods';
import { stringMethod } from './string-methods';

/** A method of a value that has built-in ones; undefined where `receiver[name]` is to be looked up and called. */
export function callMethod(m: Machine, receiver: Value, name: string | undefined, args: readonly Value[], at: ts.Node, self?: Value): Value | undefined {
  switch (receiver.kind) {
    case 'host': {
      const result = receiver.host.callMethod?.(name, args, at);
      if (result !== undefined) return result;
      const property = receiver.host.get?.(name, at);
      if (property !== undefined) return callValue(m, property, args, at, self ?? receiver);
      return promiseMethod(m, receiver, name, args, at) ?? unbound(m, args, at);
    }
    case 'function': case 'class': case 'native': return functionMethod(m, receiver, name, args, at);
    case 'array': return arrayMethod(m, receiver, name, args, at) ?? promiseMethod(m, receiver, name, args, at);
    case 'part': return promiseMethod(m, receiver, name, args, at) ?? partMethod(m, receiver, name, args, at);
    case 'const': return stringMethod(receiver, name, args) ?? promiseMethod(m, receiver, name, args, at);
    case 'typed': return promiseMethod(m, receiver, name, args, at) ?? typedMethod(receiver, name);
    case 'regex': return name === 'test' ? typed('boolean') : unknown(at);
    case 'object':
      if (name === 'hasOwnProperty') return typed('boolean');
      if (isAbsent(getProperty(m, receiver, name, at))) return promiseMethod(m, receiver, name, args, at);
      return undefined;
    case 'unknown': return promiseMethod(m, unknown(at), name, args, at);
    case 'external': return receiver.op === 'call' || receiver.op === 'new' ? promiseMethod(m, atParameter(receiver, args[0]), name, args, at) : undefined;
    default: return undefined;
  }
}

function isAbsent(value: Value): boolean {
  return value.kind === 'unknown' || (value.kind === 'const' && value.value === undefined);
}

function unbound(m: Machine, args: readonly Value[], at: ts.Node): Value {
  callBack(m, args, at);
  return unknown(at);
}

/** What a package promises, as the parameter that takes it, whose static type says more than the call: `.then((tags: string[]) => …)`. */
function atParameter(receiver: ExternalValue, callback: Value | undefined): ExternalValue {
  const [parameter] = callback?.kind === 'function' ? callback.node.parameters : [];
  return parameter === undefined ? receiver : { ...receiver, node: parameter.name };
}

/** Promises are what they resolve to. */
function promiseMethod(m: Machine, receiver: Value, name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
  const [callback, onError] = args;
  if (name === 'then') {
    if (onError !== undefined) m.branch(() => callValue(m, onError, [unknown(at)], at));
    return callback === undefined ? receiver : callValue(m, callback, [receiver], at);
  }
  if (name === 'catch' || name === 'finally') {
    if (callback !== undefined) m.branch(() => callValue(m, callback, name === 'catch' ? [unknown(at)] : [], at));
    return receiver;
  }
  return undefined;
}

function functionMethod(m: Machine, receiver: Value, name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
  if (name === 'call') return callValue(m, receiver, args.slice(1), at, args[0]);
  if (name === 'apply') return callValue(m, receiver, args[1]?.kind === 'array' ? args[1].items : [], at, args[0]);
  if (name !== 'bind') return undefined;
  if (receiver.kind !== 'function') return receiver;
  const [self = UNDEFINED, ...first] = args;
  if (first.length === 0) return { ...receiver, self };
  return { kind: 'native', name: receiver.name ?? 'bound', call: (rest) => callValue(m, receiver, [...first, ...rest], at, self) };
}

function typedMethod(receiver: Value, name: string | undefined): Value | undefined {
  if (receiver.kind !== 'typed') return undefined;
  if (name === 'split') return array([], typed('string'));
  if (name === 'includes' || name === 'startsWith' || name === 'endsWith') return typed('boolean');
  return name === 'toString' || name === 'toISOString' || receiver.type === 'string' ? typed('string') : receiver;
}
