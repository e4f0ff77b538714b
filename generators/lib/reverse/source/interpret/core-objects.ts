import ts from 'typescript';
import { array, constant, native, object, typed, UNDEFINED, union, UNKNOWN, unknown } from '../values/make';
import type { Layer, NativeCall, Value } from '../values/value';
import { callValue, propsOf } from './call';
import { elementsOf } from './elements';
import { getProperty } from './get-property';
import type { Machine } from './machine';
import { keysOf } from './statements';

const withStatics = (name: string, call: NativeCall, statics: Record<string, NativeCall>): Value =>
  native(name, call, new Map(Object.entries(statics).map(([key, fn]) => [key, native(key, fn)])));

const ERRORS = ['Error', 'TypeError', 'RangeError', 'SyntaxError', 'EvalError', 'ReferenceError'];

/** The objects of the language itself, as far as they matter to routes and requests. */
export function coreObjects(m: Machine): Map<string, Value> {
  const first = (args: readonly Value[]): Value => args[0] ?? UNDEFINED;
  const number: NativeCall = ([value = UNDEFINED]) => {
    if (value.kind === 'const') return constant(Number(value.value));
    if (value.kind !== 'part') return typed('number');
    value.reads.hints.add('number');
    return { kind: 'typed', type: 'number', from: value };
  };
  const integer: NativeCall = (args, at) => {
    const [value] = args;
    if (value?.kind === 'part') value.reads.hints.add('integer');
    return value?.kind === 'part' ? { kind: 'typed', type: 'number', from: value } : number(args, at);
  };
  const text: NativeCall = ([value = UNDEFINED]) => (value.kind === 'const' ? constant(String(value.value)) : typed('string'));
  const promise = withStatics('Promise', ([run], at) => resolved(m, run, at), {
    all: ([list = UNDEFINED]) => list, allSettled: ([list = UNDEFINED]) => list, resolve: first, race: (_, at) => unknown(at), any: (_, at) => unknown(at),
    reject: ([value = UNDEFINED], at) => { m.around.thrown(value, at); return unknown(at); },
  });
  const globals: [string, Value][] = [
    ['Number', withStatics('Number', number, { parseInt: integer, parseFloat: number, isNaN: () => typed('boolean'), isInteger: () => typed('boolean') })],
    ['parseInt', native('parseInt', integer)],
    ['parseFloat', native('parseFloat', number)],
    ['isNaN', native('isNaN', ([value]) => { if (value?.kind === 'part') value.reads.hints.add('number'); return typed('boolean'); })],
    ['String', withStatics('String', text, { raw: () => typed('string') })],
    ['Boolean', native('Boolean', () => typed('boolean'))],
    ['BigInt', native('BigInt', number)],
    ['encodeURIComponent', native('encodeURIComponent', text)],
    ['decodeURIComponent', native('decodeURIComponent', first)],
    ['Date', withStatics('Date', () => typed('string', 'date-time'), { now: () => typed('number'), parse: () => typed('number') })],
    ['Object', objectConstructor(m)],
    ['Array', withStatics('Array', (args) => array([...args]), {
      isArray: ([value]) => (value?.kind === 'array' ? constant(true) : typed('boolean')),
      from: ([list = UNDEFINED, map], at) => { const from = list.kind === 'array' ? list : array([], elementsOf(list, at).items[0]); return map === undefined ? from : array(from.items.map((i) => callValue(m, map, [i], at)), from.more); },
      of: (args) => array([...args]),
    })],
    ['Set', native('Set', ([list]) => (list?.kind === 'array' ? array([...list.items], list.more) : array([], UNKNOWN)))],
    ['Promise', promise],
    ['JSON', object([['parse', native('parse', first)], ['stringify', native('stringify', () => typed('string'))]])],
    ['structuredClone', native('structuredClone', first)],
    ['RegExp', native('RegExp', ([source, flags]) => (source?.kind === 'const' ? { kind: 'regex', source: String(source.value), flags: flags?.kind === 'const' ? String(flags.value) : '' } : source ?? UNKNOWN))],
    ['console', object(['log', 'info', 'warn', 'error', 'debug'].map((name) => [name, native(name, () => UNDEFINED)] as const))],
    ...ERRORS.map((name): [string, Value] => [name, native(name, ([message = UNDEFINED]) => object([['message', message], ['name', constant(name)]]))]),
  ];
  return new Map(globals);
}

/** `new Promise((resolve) => …)` is what it resolves with. */
function resolved(m: Machine, run: Value | undefined, at: ts.Node): Value {
  const given: Value[] = [];
  const resolve = native('resolve', ([value = UNDEFINED]) => { given.push(value); return UNDEFINED; });
  const reject = native('reject', ([value = UNDEFINED], where) => { m.around.thrown(value, where); return UNDEFINED; });
  if (run !== undefined) callValue(m, run, [resolve, reject], at);
  return given.length === 0 ? unknown(at) : union(given);
}

function objectConstructor(m: Machine): Value {
  return withStatics('Object', ([value = object()]) => value, {
    keys: ([value = UNDEFINED]) => { const { items, certain } = keysOf(value); return certain ? array(items) : array(value.kind === 'object' ? items : [], items[0] ?? typed('string')); },
    values: ([value = UNDEFINED], at) => (value.kind === 'object' ? array(keysOf(value).items.map((key) => getProperty(m, value, key.kind === 'const' ? String(key.value) : undefined, at)), keysOf(value).certain ? undefined : unknown(at)) : array([], unknown(at))),
    entries: ([value = UNDEFINED], at) => {
      if (value.kind !== 'object') return array([], array([keysOf(value).items[0] ?? typed('string'), unknown(at)]));
      return array(keysOf(value).items.map((key) => array([key, getProperty(m, value, key.kind === 'const' ? String(key.value) : undefined, at)])));
    },
    assign: ([target = object(), ...sources], at) => assignAll(m, target, sources, at),
    freeze: ([value = UNDEFINED]) => value,
    seal: ([value = UNDEFINED]) => value,
    create: ([base = UNDEFINED]) => ({ kind: 'object', layers: [{ props: new Map() }], ...(base.kind === 'object' && { base }) }),
    fromEntries: (_args, at) => unknown(at),
    defineProperty: ([target = UNDEFINED, key, descriptor], at) => {
      if (target.kind === 'object' && key?.kind === 'const' && descriptor?.kind === 'object') propsOf(target).set(String(key.value), getProperty(m, descriptor, 'value', at));
      return target;
    },
    getOwnPropertyNames: ([value = UNDEFINED]) => array(keysOf(value).items),
    getPrototypeOf: ([value = UNDEFINED]) => value,
    setPrototypeOf: ([value = UNDEFINED]) => value,
  });
}

export function assignAll(m: Machine, target: Value, sources: readonly Value[], at: ts.Node): Value {
  for (const source of sources) if (source.kind === 'part') m.around.copied(source, target, ts.isCallExpression(at) ? (at.arguments[0] ?? at) : at);
  const layers: Layer[] = sources.map((spread) => ({ spread }));
  if (target.kind === 'object') {
    target.layers.push(...layers, { props: new Map() });
    return target;
  }
  if (target.kind === 'function' || target.kind === 'class') {
    const into = target.kind === 'function' ? target.props : target.statics;
    for (const source of sources) if (source.kind === 'object') for (const layer of source.layers) if ('props' in layer) for (const [key, value] of layer.props) into.set(key, value);
    return target;
  }
  return target.kind === 'unknown' || target.kind === 'external' ? { kind: 'object', layers: [{ spread: target }, ...layers, { props: new Map() }] } : (target ?? unknown(at));
}
