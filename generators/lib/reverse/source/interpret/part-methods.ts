import type ts from 'typescript';
import { array, typed, unknown } from '../values/make';
import type { Value } from '../values/value';
import type { RequestPart } from '../values/request-part';
import { callBack, callValue } from './call';
import { getProperty } from './get-property';
import type { Machine } from './machine';

const OF_STRINGS = new Set(['trim', 'toLowerCase', 'toUpperCase', 'split', 'substring', 'substr', 'replace', 'replaceAll', 'match', 'startsWith', 'endsWith', 'charAt', 'padStart', 'padEnd', 'localeCompare', 'trimStart', 'trimEnd', 'normalize']);
const OF_ARRAYS = new Set(['map', 'forEach', 'filter', 'reduce', 'some', 'every', 'find', 'findIndex', 'flatMap', 'push', 'sort', 'join', 'reverse', 'pop', 'shift']);
const OF_EITHER = new Set(['includes', 'indexOf', 'slice', 'concat', 'at', 'toString', 'valueOf', 'lastIndexOf', 'toJSON', 'toObject']);
const OF_NUMBERS = new Set(['toFixed', 'toPrecision']);

/** A method of a piece of a request: what is called says what it is. */
export function partMethod(m: Machine, part: RequestPart, name: string | undefined, args: readonly Value[], at: ts.Node): Value | undefined {
  if (name === undefined) return unknown(at);
  const { reads } = part;
  if (name === 'hasOwnProperty') {
    if (args[0]?.kind === 'const') getProperty(m, part, String(args[0].value), at);
    return typed('boolean');
  }
  if (OF_STRINGS.has(name)) {
    reads.hints.add('string');
    if (name === 'split') return array([], { kind: 'typed', type: 'string', from: part });
    return { kind: 'typed', type: /With$/.test(name) ? 'boolean' : 'string', from: part };
  }
  if (OF_NUMBERS.has(name)) {
    reads.hints.add('number');
    return typed('string');
  }
  if (OF_ARRAYS.has(name)) {
    const element: Value = { kind: 'part', in: part.in, reads: reads.element() };
    const [callback] = args;
    const given = callback === undefined ? undefined : name === 'reduce' ? [args[1] ?? unknown(at), element] : [element, typed('number'), part];
    const result = callback === undefined || given === undefined ? unknown(at) : m.branch(() => callValue(m, callback, given, at));
    if (name === 'map') return array([], result);
    return name === 'find' || name === 'pop' || name === 'shift' ? element : name === 'filter' || name === 'sort' || name === 'reverse' ? part : unknown(at);
  }
  if (OF_EITHER.has(name)) return part;
  callBack(m, args, at);
  return unknown(at);
}
