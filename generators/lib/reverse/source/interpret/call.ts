import ts from 'typescript';
import { array, NEVER, UNDEFINED, union, unknown, UNKNOWN } from '../values/make';
import { setAfter, wrappedFunctions } from '../values/inspect';
import { Scope } from '../values/scope';
import type { ClassValue, FunctionValue, ObjectValue, Value } from '../values/value';
import { hasStatic, keyOf } from './get-property';
import { evaluate } from './expressions';
import type { Frame, Machine } from './machine';
import { bindPattern, withDefault } from './patterns';
import { executeBlock } from './statements';

const DEEPEST = 60;
const MOST_OF_ONE = 2;

/** Calls a value. What cannot be looked into gives something unknown, after its callbacks have been called. */
export function callValue(m: Machine, callee: Value, args: readonly Value[], at: ts.Node, self?: Value): Value {
  if (!m.step()) return UNKNOWN;
  switch (callee.kind) {
    case 'function': return callFunction(m, callee, args, at, self);
    case 'native': return callee.call(args, at, self);
    case 'union': return union(callee.members.map((member) => m.branch(() => callValue(m, member, args, at, self))));
    case 'host': return callee.host.call?.(args, at) ?? unknown(at);
    case 'class': return construct(m, callee, args, at);
    case 'external': {
      const call = { kind: 'external', op: 'call', module: callee.module, target: callee, args, node: at } as const;
      const known = m.around.external(call, at, self);
      if (known !== undefined) return known;
      callBack(m, args, at);
      return call;
    }
    default:
      callBack(m, args, at);
      return unknown(at);
  }
}

/** Whoever takes a callback may call it, with anything. */
export function callBack(m: Machine, args: readonly Value[], at: ts.Node): void {
  for (const arg of args) {
    m.around.handedOn(arg, at);
    if (arg.kind === 'function') m.branch(() => callFunction(m, arg, anything(arg), at));
    if (arg.kind === 'external') for (const fn of wrappedFunctions(arg)) m.branch(() => callFunction(m, fn, anything(fn), at));
  }
}

const anything = (fn: FunctionValue): Value[] => fn.node.parameters.map((parameter) => unknown(parameter.name));

function callFunction(m: Machine, fn: FunctionValue, args: readonly Value[], at: ts.Node, self?: Value): Value {
  const { node } = fn;
  if (node.body === undefined || m.frames.length > DEEPEST || m.callsOf(node) >= MOST_OF_ONE || m.isKnown(node.getSourceFile().fileName)) return unknown(at);
  const own = ts.isArrowFunction(node) ? fn.self : (fn.self ?? self);
  const scope = new Scope(fn.scope, fn.scope.file, own ?? UNKNOWN);
  bindParameters(m, node.parameters, args, scope);
  const frame: Frame = { returns: [], node };
  m.called.add(node);
  m.frames.push(frame);
  try {
    if (!ts.isBlock(node.body)) return evaluate(m, node.body, scope);
    const end = executeBlock(m, node.body.statements, scope);
    if (frame.returns.length === 0) return end !== 'leave' ? UNDEFINED : frame.throws ? NEVER : UNKNOWN;
    return union(frame.returns);
  } finally {
    m.frames.pop();
  }
}

function bindParameters(m: Machine, parameters: readonly ts.ParameterDeclaration[], args: readonly Value[], scope: Scope): void {
  if (!scope.has('arguments')) scope.declare('arguments', array([...args]));
  parameters.filter((p) => !(ts.isIdentifier(p.name) && p.name.text === 'this')).forEach((parameter, index) => {
    const given = parameter.dotDotDotToken !== undefined ? array(args.slice(index)) : (args[index] ?? UNDEFINED);
    if (parameter.type !== undefined) claimType(m, given, parameter.type);
    bindPattern(m, parameter.name, withDefault(m, given, parameter.initializer, scope), scope);
  });
}

/** `createUser({...req.body.user, demo: false})` says of `req.body.user` what the parameter's type says. */
function claimType(m: Machine, given: Value, type: ts.TypeNode): void {
  if (given.kind === 'part') m.around.typeClaim(given, type);
  if (given.kind === 'object') given.layers.forEach((layer, index) => { if ('spread' in layer && layer.spread.kind === 'part') m.around.typeClaim(layer.spread, type, setAfter(given.layers, index)); });
}

/** An instance of a class: fields, then the constructor of what it extends, then its own. */
export function construct(m: Machine, cls: ClassValue, args: readonly Value[], at: ts.Node): Value {
  const instance: ObjectValue = { kind: 'object', layers: [{ props: new Map() }], cls };
  if (m.frames.length > DEEPEST) return instance;
  initialize(m, cls, instance, args, at);
  return instance;
}

export function initialize(m: Machine, cls: ClassValue, instance: ObjectValue, args: readonly Value[], at: ts.Node): void {
  if (m.callsOf(cls.node) >= MOST_OF_ONE) return;
  const constructor = cls.node.members.find((member): member is ts.ConstructorDeclaration => ts.isConstructorDeclaration(member) && member.body !== undefined);
  m.frames.push({ returns: [], node: cls.node });
  try {
    if (constructor === undefined) superCall(m, cls, instance, args, at);
    initializeFields(m, cls, instance);
    if (constructor === undefined) return;
    const scope = new Scope(cls.scope, cls.scope.file, instance);
    bindParameters(m, constructor.parameters, args, scope);
    constructor.parameters.forEach((parameter, index) => {
      if (ts.getModifiers(parameter)?.length && ts.isIdentifier(parameter.name)) propsOf(instance).set(parameter.name.text, scope.get(parameter.name.text) ?? args[index] ?? UNKNOWN);
    });
    scope.declare('*super*', { kind: 'native', name: 'super', call: (given) => { superCall(m, cls, instance, given, at); return UNDEFINED; } });
    executeBlock(m, constructor.body!.statements, scope);
  } finally {
    m.frames.pop();
  }
}

function superCall(m: Machine, cls: ClassValue, instance: ObjectValue, args: readonly Value[], at: ts.Node): void {
  const { base } = cls;
  if (base?.kind === 'class') initialize(m, base, instance, args, at);
  else if (base?.kind === 'external') {
    const made = m.around.external({ kind: 'external', op: 'new', module: base.module, target: base, args, node: at }, at, undefined);
    if (made !== undefined) instance.base = made;
  } else if (base?.kind === 'native') {
    const made = base.call(args, at);
    if (made.kind === 'object') instance.layers.unshift(...made.layers);
  }
}

function initializeFields(m: Machine, cls: ClassValue, instance: ObjectValue): void {
  const scope = new Scope(cls.scope, cls.scope.file, instance);
  for (const member of cls.node.members) {
    if (!ts.isPropertyDeclaration(member) || hasStatic(member) || member.initializer === undefined) continue;
    const key = keyOf(m, member.name, scope);
    if (key !== undefined) propsOf(instance).set(key, evaluate(m, member.initializer, scope, key));
  }
}

export function propsOf(value: ObjectValue): Map<string, Value> {
  const last = value.layers.at(-1);
  if (last !== undefined && 'props' in last) return last.props;
  const props = new Map<string, Value>();
  value.layers.push({ props });
  return props;
}
