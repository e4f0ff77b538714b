import ts from 'typescript';
import { constant, union, unknown } from '../values/make';
import type { Scope } from '../values/scope';
import type { Value } from '../values/value';
import { elementOf } from './elements';
import { evaluate } from './expressions';
import { getProperty, keyOf } from './get-property';
import type { Machine } from './machine';
import { setProperty } from './set-property';

/** Declares the names of a pattern with the parts of `value` they take. */
export function bindPattern(m: Machine, name: ts.BindingName, value: Value, scope: Scope): void {
  if (ts.isIdentifier(name)) {
    scope.declare(name.text, value.kind === 'unknown' && value.node === undefined ? unknown(name) : value, m.branches);
    return;
  }
  name.elements.forEach((element, index) => {
    if (ts.isOmittedExpression(element)) return;
    const part = element.dotDotDotToken !== undefined
      ? restOf(name, value, index)
      : ts.isArrayBindingPattern(name) ? elementOf(m, value, index, element) : getProperty(m, value, bindingKey(m, element, scope), element);
    bindPattern(m, element.name, withDefault(m, part, element.initializer, scope), scope);
  });
}

function bindingKey(m: Machine, element: ts.BindingElement, scope: Scope): string | undefined {
  if (element.propertyName !== undefined) return keyOf(m, element.propertyName, scope);
  return ts.isIdentifier(element.name) ? element.name.text : undefined;
}

function restOf(name: ts.BindingPattern, value: Value, index: number): Value {
  if (value.kind === 'array') return { ...value, items: value.items.slice(index) };
  if (value.kind !== 'object' || !ts.isObjectBindingPattern(name)) return value;
  const taken = new Set(name.elements.flatMap((e) => (e.propertyName !== undefined ? [e.propertyName.getText()] : ts.isIdentifier(e.name) ? [e.name.text] : [])));
  const layers = value.layers.map((layer) => ('props' in layer ? { props: new Map([...layer.props].filter(([key]) => !taken.has(key))) } : layer));
  return { ...value, layers };
}

/** A value that may be missing, with what stands in for it then. */
export function withDefault(m: Machine, value: Value, initializer: ts.Expression | undefined, scope: Scope): Value {
  if (initializer === undefined) return value;
  if (value.kind === 'const' && value.value === undefined) return evaluate(m, initializer, scope);
  if (value.kind === 'part') {
    const stand = evaluate(m, initializer, scope);
    if (stand.kind === 'const' && typeof stand.value === 'number') value.reads.hints.add(Number.isInteger(stand.value) ? 'integer' : 'number');
    if (stand.kind === 'const' && typeof stand.value === 'boolean') value.reads.hints.add('boolean');
    if (stand.kind === 'array') value.reads.hints.add('array');
    return value;
  }
  if (value.kind === 'unknown' || value.kind === 'union') return union([value, evaluate(m, initializer, scope)]);
  return value;
}

/** Assigns to a name, a property or a pattern. */
export function assign(m: Machine, target: ts.Expression, value: Value, scope: Scope): void {
  if (ts.isParenthesizedExpression(target) || ts.isAsExpression(target) || ts.isNonNullExpression(target)) return assign(m, target.expression, value, scope);
  if (ts.isIdentifier(target)) return assignName(m, target.text, value, scope);
  if (ts.isPropertyAccessExpression(target)) return setProperty(m, evaluate(m, target.expression, scope), target.name.text, value, target);
  if (ts.isElementAccessExpression(target)) {
    const key = evaluate(m, target.argumentExpression, scope);
    const record = evaluate(m, target.expression, scope);
    // for (const key in req.body) user[key] = req.body[key]
    if (key.kind === 'typed' && key.keysOf !== undefined) m.around.copied(key.keysOf, record, target.expression);
    return setProperty(m, record, key.kind === 'const' ? String(key.value) : undefined, value, target);
  }
  if (ts.isArrayLiteralExpression(target)) target.elements.forEach((element, index) => assign(m, element, elementOf(m, value, index, element), scope));
  if (ts.isObjectLiteralExpression(target)) {
    for (const property of target.properties) {
      if (ts.isShorthandPropertyAssignment(property)) assignName(m, property.name.text, getProperty(m, value, property.name.text, property), scope);
      if (ts.isPropertyAssignment(property)) assign(m, property.initializer, getProperty(m, value, keyOf(m, property.name, scope), property), scope);
    }
  }
  if (ts.isBinaryExpression(target)) assign(m, target.left, withDefault(m, value, target.right, scope), scope);
}

function assignName(m: Machine, name: string, value: Value, scope: Scope): void {
  const owner = scope.owner(name);
  if (owner === undefined) return;
  const old = owner.scope.get(name) ?? constant(undefined);
  const keepsOld = m.branches > owner.depth && !(old.kind === 'const' && old.value === undefined);
  owner.scope.assign(name, keepsOld ? union([old, value]) : value);
}

