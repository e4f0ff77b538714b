import ts from 'typescript';
import { constant, typed, UNDEFINED, union, unknown, UNKNOWN } from '../values/make';
import type { ClassValue, ExternalValue, FunctionValue, Layer, ObjectValue, Value } from '../values/value';
import { callValue } from './call';
import { evaluate } from './expressions';
import type { Machine } from './machine';

/** `value[key]`; `key` is undefined where it is not known. */
export function getProperty(m: Machine, value: Value, key: string | undefined, at: ts.Node | undefined): Value {
  switch (value.kind) {
    case 'union':
      return union(value.members.map((member) => getProperty(m, member, key, at)).filter((v, _, all) => all.length === 1 || !(v.kind === 'const' && v.value === undefined)));
    case 'part':
      if (key === undefined) return unknown(at);
      if (key === 'length') return typed('number');
      if (/^\d+$/.test(key)) return { ...value, reads: value.reads.element() };
      return value.reads.overwritten.get(key) ?? { ...value, reads: value.reads.child(value.in === 'header' ? key.toLowerCase() : key, at) };
    case 'object': return objectProperty(m, value, key, at) ?? (value.base === undefined ? missing(value, at) : getProperty(m, value.base, key, at));
    case 'array':
      if (key === 'length') return value.more === undefined ? constant(value.items.length) : typed('number');
      if (key === undefined) return union([...value.items, ...(value.more ? [value.more] : [])]);
      return value.items[Number(key)] ?? value.more ?? UNDEFINED;
    case 'function': return key === undefined ? UNKNOWN : functionProperty(value, key);
    case 'class': return key === undefined ? UNKNOWN : staticProperty(m, value, key, at);
    case 'external': return key === undefined ? unknown(at) : externalProperty(m, value, key, at);
    case 'native': return (key !== undefined ? value.props?.get(key) : undefined) ?? unknown(at);
    case 'host': return value.host.get?.(key, at!) ?? unknown(at);
    case 'const':
      if (typeof value.value === 'string') {
        if (key === 'length') return constant(value.value.length);
        if (key !== undefined && /^\d+$/.test(key)) return constant(value.value[Number(key)]);
      }
      return value.value == null ? UNDEFINED : unknown(at);
    case 'typed': return key === 'length' ? typed('number') : unknown(at);
    default: return unknown(at);
  }
}

/** Objects with a spread of something unknown, and instances, may have more than is seen. */
function missing(value: ObjectValue, at: ts.Node | undefined): Value {
  return value.cls !== undefined || value.layers.some((layer) => 'spread' in layer) ? unknown(at) : UNDEFINED;
}

export function objectProperty(m: Machine, value: ObjectValue, key: string | undefined, at: ts.Node | undefined): Value | undefined {
  if (key === undefined) return union([...allProps(value.layers), unknown(at)]);
  const found: Value[] = [];
  for (const layer of [...value.layers].reverse()) {
    if ('props' in layer) {
      const own = layer.props.get(key);
      if (own === undefined) continue;
      return union([own, ...found]);
    }
    const spread = getProperty(m, layer.spread, key, at);
    const absent = spread.kind === 'const' && spread.value === undefined;
    if (layer.spread.kind === 'object' && !absent) return union([spread, ...found]);
    if (!absent) found.push(spread);
  }
  const member = value.cls === undefined ? undefined : classMember(m, value.cls, key, value);
  if (member !== undefined) return member;
  return found.length > 0 ? union(found) : undefined;
}

function allProps(layers: readonly Layer[]): Value[] {
  return layers.flatMap((layer) => ('props' in layer ? [...layer.props.values()] : layer.spread.kind === 'object' ? allProps(layer.spread.layers) : []));
}

/** A method or getter of a class or of what it extends. */
export function classMember(m: Machine, cls: ClassValue, key: string, self: Value): Value | undefined {
  for (const member of cls.node.members) {
    if (member.name === undefined || propertyName(member.name) !== key || hasStatic(member)) continue;
    if (ts.isMethodDeclaration(member) && member.body !== undefined) return { kind: 'function', node: member, scope: cls.scope, self, name: key, props: new Map() };
    if (ts.isGetAccessorDeclaration(member)) return callValue(m, { kind: 'function', node: member, scope: cls.scope, self, name: key, props: new Map() }, [], member, self);
  }
  return cls.base?.kind === 'class' ? classMember(m, cls.base, key, self) : undefined;
}

export function hasStatic(member: ts.ClassElement): boolean {
  return ts.canHaveModifiers(member) && (ts.getModifiers(member)?.some((mod) => mod.kind === ts.SyntaxKind.StaticKeyword) ?? false);
}

/** The text of a name that is not computed. */
export function propertyName(name: ts.PropertyName | ts.BindingName): string | undefined {
  if (ts.isIdentifier(name) || ts.isStringLiteralLike(name) || ts.isNumericLiteral(name) || ts.isPrivateIdentifier(name)) return name.text;
  return undefined;
}

function functionProperty(value: FunctionValue, key: string): Value {
  const own = value.props.get(key);
  if (own !== undefined) return own;
  if (key === 'name') return constant(value.name ?? '');
  if (key === 'length') return constant(value.node.parameters.length);
  return UNDEFINED;
}

function staticProperty(m: Machine, cls: ClassValue, key: string, at: ts.Node | undefined): Value {
  const own = cls.statics.get(key);
  if (own !== undefined) return own;
  for (const member of cls.node.members) {
    if (ts.isMethodDeclaration(member) && hasStatic(member) && propertyName(member.name) === key) return { kind: 'function', node: member, scope: cls.scope, self: cls, name: key, props: new Map() };
    if (ts.isGetAccessorDeclaration(member) && hasStatic(member) && propertyName(member.name) === key) return callValue(m, { kind: 'function', node: member, scope: cls.scope, self: cls, props: new Map() }, [], member, cls);
  }
  if (key === 'name') return constant(cls.node.name?.text ?? '');
  if (cls.base !== undefined) return getProperty(m, cls.base, key, at);
  return UNDEFINED;
}

function externalProperty(m: Machine, target: ExternalValue, key: string, at: ts.Node | undefined): Value {
  const known = at === undefined ? m.around.externalProperty(target, key, undefined as never) : m.around.externalProperty(target, key, at);
  if (known !== undefined) return known;
  if (key === 'default' && target.op === 'module') return target;
  return { kind: 'external', op: 'get', module: target.module, target, key, ...(at && { node: at }) };
}

/** A key as a property name, undefined where it is not known. */
export function keyOf(m: Machine, name: ts.PropertyName, scope: Parameters<typeof evaluate>[2]): string | undefined {
  if (!ts.isComputedPropertyName(name)) return propertyName(name);
  const value = evaluate(m, name.expression, scope);
  return value.kind === 'const' ? String(value.value) : undefined;
}

