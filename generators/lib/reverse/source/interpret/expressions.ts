import ts from 'typescript';
import { array, constant, UNDEFINED, union, unknown, UNKNOWN } from '../values/make';
import { truthiness } from '../values/inspect';
import { Scope } from '../values/scope';
import type { Layer, Value } from '../values/value';
import { concatenate, evaluateBinary, evaluateTypeof, evaluateUnary } from './operators';
import { evaluateCall, evaluateNew, evaluateTagged } from './call-expressions';
import { makeClass } from './classes';
import { keyOf, getProperty } from './get-property';
import type { Machine } from './machine';

/** What an expression may be; `name` is what it is bound to, for functions without a name of their own. */
export function evaluate(m: Machine, node: ts.Expression, scope: Scope, name?: string): Value {
  if (!m.step()) return UNKNOWN;
  if (ts.isIdentifier(node)) return node.text === 'undefined' ? UNDEFINED : (scope.get(node.text) ?? unknown(node));
  if (ts.isStringLiteralLike(node)) return constant(node.text);
  if (ts.isNumericLiteral(node)) return constant(Number(node.text));
  if (ts.isPropertyAccessExpression(node)) return evaluateProperty(m, node, node.name.text, scope);
  if (ts.isElementAccessExpression(node)) {
    const key = evaluate(m, node.argumentExpression, scope);
    const target = evaluate(m, node.expression, scope);
    if (key.kind === 'union') return union(key.members.map((k) => getProperty(m, target, k.kind === 'const' ? String(k.value) : undefined, node)));
    return getProperty(m, target, key.kind === 'const' ? String(key.value) : undefined, node);
  }
  if (ts.isCallExpression(node)) return evaluateCall(m, node, scope);
  if (ts.isNewExpression(node)) return evaluateNew(m, node, scope);
  if (ts.isArrowFunction(node) || ts.isFunctionExpression(node)) return makeFunction(m, node, scope, name);
  if (ts.isObjectLiteralExpression(node)) return evaluateObject(m, node, scope);
  if (ts.isArrayLiteralExpression(node)) return evaluateArray(m, node, scope);
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isSatisfiesExpression(node)) return evaluate(m, node.expression, scope, name);
  if (ts.isAsExpression(node) || ts.isTypeAssertionExpression(node)) return evaluateAs(m, node, scope);
  if (ts.isAwaitExpression(node)) {
    const value = evaluate(m, node.expression, scope);
    if (value.kind === 'host') value.host.settle?.();
    return value;
  }
  if (ts.isYieldExpression(node)) return node.expression === undefined ? UNKNOWN : evaluate(m, node.expression, scope);
  if (ts.isTemplateExpression(node)) return evaluateTemplate(m, node, scope);
  if (ts.isBinaryExpression(node)) return evaluateBinary(m, node, scope);
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) return evaluateUnary(m, node, scope);
  if (ts.isConditionalExpression(node)) return evaluateConditional(m, node, scope);
  if (ts.isTaggedTemplateExpression(node)) return evaluateTagged(m, node, scope);
  if (ts.isTypeOfExpression(node)) return evaluateTypeof(evaluate(m, node.expression, scope));
  if (ts.isClassExpression(node)) return makeClass(m, node, scope);
  if (ts.isRegularExpressionLiteral(node)) {
    const end = node.text.lastIndexOf('/');
    return { kind: 'regex', source: node.text.slice(1, end), flags: node.text.slice(end + 1) };
  }
  if (ts.isVoidExpression(node) || ts.isDeleteExpression(node)) {
    if (ts.isVoidExpression(node)) evaluate(m, node.expression, scope);
    return UNDEFINED;
  }
  if (ts.isSpreadElement(node)) return evaluate(m, node.expression, scope);
  if (ts.isMetaProperty(node)) return scope.get('*meta*') ?? UNKNOWN;
  switch (node.kind) {
    case ts.SyntaxKind.TrueKeyword: return constant(true);
    case ts.SyntaxKind.FalseKeyword: return constant(false);
    case ts.SyntaxKind.NullKeyword: return constant(null);
    case ts.SyntaxKind.ThisKeyword: return scope.self ?? unknown(node);
    default: return unknown(node);
  }
}

function evaluateProperty(m: Machine, node: ts.PropertyAccessExpression, key: string, scope: Scope): Value {
  if (node.expression.kind === ts.SyntaxKind.SuperKeyword) return scope.self === undefined ? unknown(node) : getProperty(m, scope.self, key, node);
  const target = evaluate(m, node.expression, scope);
  const value = getProperty(m, target, key, node);
  return value.kind === 'unknown' ? unknown(node) : value;
}

export function makeFunction(_m: Machine, node: ts.ArrowFunction | ts.FunctionExpression, scope: Scope, name?: string): Value {
  const inner = ts.isFunctionExpression(node) && node.name !== undefined ? new Scope(scope) : scope;
  const own = node.name?.text ?? name;
  const value: Value = { kind: 'function', node, scope: inner, ...(ts.isArrowFunction(node) && scope.self && { self: scope.self }), ...(own !== undefined && { name: own }), props: new Map() };
  if (ts.isFunctionExpression(node) && node.name !== undefined) inner.declare(node.name.text, value);
  return value;
}

function evaluateObject(m: Machine, node: ts.ObjectLiteralExpression, scope: Scope): Value {
  let props = new Map<string, Value>();
  const layers: Layer[] = [{ props }];
  const self: Value = { kind: 'object', layers, node };
  for (const property of node.properties) {
    if (ts.isSpreadAssignment(property)) {
      layers.push({ spread: evaluate(m, property.expression, scope) }, { props: (props = new Map()) });
      continue;
    }
    const key = ts.isShorthandPropertyAssignment(property) ? property.name.text : keyOf(m, property.name, scope);
    if (key === undefined) {
      layers.push({ spread: UNKNOWN }, { props: (props = new Map()) });
      continue;
    }
    if (ts.isShorthandPropertyAssignment(property)) props.set(key, scope.get(key) ?? unknown(property.name));
    else if (ts.isPropertyAssignment(property)) props.set(key, evaluate(m, property.initializer, scope, key));
    else if (ts.isMethodDeclaration(property)) props.set(key, { kind: 'function', node: property, scope, self, name: key, props: new Map() });
    else if (ts.isGetAccessorDeclaration(property)) props.set(key, unknown(property));
  }
  return self;
}

function evaluateArray(m: Machine, node: ts.ArrayLiteralExpression, scope: Scope): Value {
  const items: Value[] = [];
  let more: Value | undefined;
  for (const element of node.elements) {
    if (!ts.isSpreadElement(element)) {
      items.push(evaluate(m, element, scope));
      continue;
    }
    const spread = evaluate(m, element.expression, scope);
    if (spread.kind === 'array') {
      items.push(...spread.items);
      if (spread.more !== undefined) more = spread.more;
    } else more = spread.kind === 'part' ? { ...spread, reads: spread.reads.element() } : UNKNOWN;
  }
  return array(items, more);
}

function evaluateAs(m: Machine, node: ts.AsExpression | ts.TypeAssertion, scope: Scope): Value {
  const value = evaluate(m, node.expression, scope);
  if (value.kind === 'part') m.around.typeClaim(value, node.type);
  return value.kind === 'unknown' ? unknown(node) : value;
}

function evaluateTemplate(m: Machine, node: ts.TemplateExpression, scope: Scope): Value {
  const first: Value = constant(node.head.text);
  return node.templateSpans.reduce<Value>((text, span) => concatenate(concatenate(text, evaluate(m, span.expression, scope)), constant(span.literal.text)), first);
}

function evaluateConditional(m: Machine, node: ts.ConditionalExpression, scope: Scope): Value {
  const truth = truthiness(evaluate(m, node.condition, scope));
  if (truth === true) return evaluate(m, node.whenTrue, scope);
  if (truth === false) return evaluate(m, node.whenFalse, scope);
  return m.branch(() => union([evaluate(m, node.whenTrue, scope), evaluate(m, node.whenFalse, scope)]));
}
