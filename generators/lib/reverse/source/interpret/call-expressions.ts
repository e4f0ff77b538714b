import ts from 'typescript';
import { array, constant, members, object, UNDEFINED, union, unknown, UNKNOWN } from '../values/make';
import type { Scope } from '../values/scope';
import type { Value } from '../values/value';
import { callBack, callValue, construct, propsOf } from './call';
import { evaluate } from './expressions';
import { getProperty } from './get-property';
import { callMethod } from './methods';
import type { Machine } from './machine';
import { requireModule } from './module-record';

export function evaluateCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const callee = unwrap(node.expression);
  if (callee.kind === ts.SyntaxKind.ImportKeyword) return importCall(m, node, scope);
  if (callee.kind === ts.SyntaxKind.SuperKeyword) return callValue(m, scope.get('*super*') ?? UNKNOWN, evaluateArguments(m, node.arguments, scope), node);
  if (ts.isPropertyAccessExpression(callee)) return methodCall(m, node, callee.expression, callee.name.text, callee, scope);
  if (ts.isElementAccessExpression(callee)) {
    const key = evaluate(m, callee.argumentExpression, scope);
    return methodCall(m, node, callee.expression, key.kind === 'const' ? String(key.value) : undefined, callee, scope);
  }
  const target = evaluate(m, callee, scope);
  const args = evaluateArguments(m, node.arguments, scope);
  return known(callValue(m, target, args, node), node);
}

/** A value that is still unknown is at least of the type the call has. */
function known(value: Value, node: ts.Node): Value {
  return value.kind === 'unknown' ? unknown(node) : value;
}

function unwrap(node: ts.Expression): ts.Expression {
  return ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node) ? unwrap(node.expression) : node;
}

function methodCall(m: Machine, node: ts.CallExpression, on: ts.Expression, name: string | undefined, at: ts.Node, scope: Scope): Value {
  const self = on.kind === ts.SyntaxKind.SuperKeyword;
  const receiver = self ? superOf(scope) : evaluate(m, on, scope);
  const args = evaluateArguments(m, node.arguments, scope);
  const results = members(receiver).map((member) => {
    const one = (): Value => callMethod(m, member, name, args, node, self ? scope.self : undefined) ?? callValue(m, getProperty(m, member, name, at), args, node, self ? scope.self : member);
    return receiver.kind === 'union' ? m.branch(one) : one();
  });
  return known(union(results), node);
}

function superOf(scope: Scope): Value {
  const { self } = scope;
  if (self?.kind !== 'object') return UNKNOWN;
  const base = self.cls?.base;
  return self.base ?? (base?.kind === 'class' ? { kind: 'object', layers: self.layers, cls: base } : UNKNOWN);
}

export function evaluateArguments(m: Machine, nodes: readonly ts.Expression[], scope: Scope): Value[] {
  return nodes.flatMap((node) => {
    const value = evaluate(m, node, scope);
    if (!ts.isSpreadElement(node)) return [value];
    return value.kind === 'array' ? [...value.items, ...(value.more ? [value.more] : [])] : [unknown(node)];
  });
}

function importCall(m: Machine, node: ts.CallExpression, scope: Scope): Value {
  const specifier = node.arguments[0] === undefined ? UNDEFINED : evaluate(m, node.arguments[0], scope);
  if (specifier.kind !== 'const' || typeof specifier.value !== 'string') return unknown(node);
  const loaded = requireModule(m, specifier.value.replace(/^file:\/\//, ''), scope.file);
  const isNamespace = loaded.kind === 'object' && getProperty(m, loaded, 'default', node).kind !== 'const';
  return isNamespace || loaded.kind === 'external' ? loaded : object([['default', loaded], ...(loaded.kind === 'object' ? propsOf(loaded) : [])]);
}

export function evaluateNew(m: Machine, node: ts.NewExpression, scope: Scope): Value {
  const callee = evaluate(m, node.expression, scope);
  const args = evaluateArguments(m, node.arguments ?? [], scope);
  return known(union(members(callee).map((member) => constructValue(m, member, args, node))), node);
}

export function constructValue(m: Machine, callee: Value, args: readonly Value[], node: ts.Node): Value {
  switch (callee.kind) {
    case 'class': return construct(m, callee, args, node);
    case 'native': return callee.call(args, node);
    case 'function': {
      const prototype = callee.props.get('prototype');
      const self: Value = { kind: 'object', layers: [{ props: new Map() }], ...(prototype && { base: prototype }) };
      const result = callValue(m, callee, args, node, self);
      return result.kind === 'host' || result.kind === 'function' ? result : self;
    }
    case 'external': {
      const made = { kind: 'external', op: 'new', module: callee.module, target: callee, args, node } as const;
      const result = m.around.external(made, node, undefined);
      if (result !== undefined) return result;
      callBack(m, args, node);
      return made;
    }
    default:
      callBack(m, args, node);
      return unknown(node);
  }
}

export function evaluateTagged(m: Machine, node: ts.TaggedTemplateExpression, scope: Scope): Value {
  const args = ts.isTemplateExpression(node.template) ? node.template.templateSpans.map((span) => evaluate(m, span.expression, scope)) : [];
  const strings = ts.isTemplateExpression(node.template) ? [node.template.head.text, ...node.template.templateSpans.map((s) => s.literal.text)] : [node.template.text];
  return callValue(m, evaluate(m, node.tag, scope), [array(strings.map(constant)), ...args], node);
}
