import ts from 'typescript';
import { constant, members, typed, union, UNKNOWN, unknown } from '../values/make';
import { truthiness } from '../values/inspect';
import type { Scope } from '../values/scope';
import type { Value } from '../values/value';
import { evaluate } from './expressions';
import { getProperty } from './get-property';
import type { Machine } from './machine';
import { assign } from './patterns';

const K = ts.SyntaxKind;
const COMPOUND = new Map<ts.SyntaxKind, ts.SyntaxKind>([
  [K.PlusEqualsToken, K.PlusToken], [K.MinusEqualsToken, K.MinusToken], [K.AsteriskEqualsToken, K.AsteriskToken],
  [K.BarBarEqualsToken, K.BarBarToken], [K.QuestionQuestionEqualsToken, K.QuestionQuestionToken], [K.AmpersandAmpersandEqualsToken, K.AmpersandAmpersandToken],
]);

export function evaluateBinary(m: Machine, node: ts.BinaryExpression, scope: Scope): Value {
  const operator = node.operatorToken.kind;
  if (operator === K.EqualsToken) {
    const value = evaluate(m, node.right, scope, nameOf(node.left));
    assign(m, node.left, value, scope);
    return value;
  }
  const left = evaluate(m, node.left, scope);
  const compound = COMPOUND.get(operator);
  if (compound !== undefined) {
    const value = combine(m, compound, left, node.right, scope);
    assign(m, node.left, value, scope);
    return value;
  }
  return combine(m, operator, left, node.right, scope);
}

function nameOf(target: ts.Expression): string | undefined {
  return ts.isIdentifier(target) ? target.text : ts.isPropertyAccessExpression(target) && target.name.text !== 'exports' ? target.name.text : undefined;
}

function combine(m: Machine, operator: ts.SyntaxKind, left: Value, rightNode: ts.Expression, scope: Scope): Value {
  switch (operator) {
    case K.BarBarToken: case K.QuestionQuestionToken: return either(m, operator, left, rightNode, scope);
    case K.AmpersandAmpersandToken: {
      const truth = truthiness(left);
      if (truth === false) return left;
      const right = truth === true ? evaluate(m, rightNode, scope) : m.branch(() => evaluate(m, rightNode, scope));
      return truth === true || right.kind !== 'const' ? right : union([right, UNKNOWN]);
    }
    case K.CommaToken: return evaluate(m, rightNode, scope);
    default: return calculate(m, operator, left, evaluate(m, rightNode, scope), rightNode);
  }
}

function either(m: Machine, operator: ts.SyntaxKind, left: Value, rightNode: ts.Expression, scope: Scope): Value {
  const decided = operator === K.BarBarToken ? truthiness(left) : left.kind === 'const' ? left.value != null : undefined;
  if (decided === true) return left;
  if (decided === false) return evaluate(m, rightNode, scope);
  const right = m.branch(() => evaluate(m, rightNode, scope));
  if (left.kind === 'part' && right.kind === 'const') {
    if (typeof right.value === 'number') left.reads.hints.add(Number.isInteger(right.value) ? 'integer' : 'number');
    return left;
  }
  return union([left, right]);
}

function calculate(m: Machine, operator: ts.SyntaxKind, left: Value, right: Value, at: ts.Node): Value {
  switch (operator) {
    case K.PlusToken:
      if (left.kind === 'const' && right.kind === 'const') return constant((left.value as string) + (right.value as string));
      return [left, right].some((v) => members(v).some((one) => (one.kind === 'const' && typeof one.value === 'string') || (one.kind === 'typed' && one.type === 'string'))) ? concatenate(left, right) : unknown(at);
    case K.EqualsEqualsEqualsToken: case K.EqualsEqualsToken: return compare(left, right, true);
    case K.ExclamationEqualsEqualsToken: case K.ExclamationEqualsToken: return compare(left, right, false);
    case K.MinusToken: case K.AsteriskToken: case K.SlashToken: case K.PercentToken:
      for (const side of [left, right]) if (side.kind === 'part') side.reads.hints.add('number');
      return arithmetic(operator, left, right) ?? typed('number');
    case K.LessThanToken: case K.GreaterThanToken: case K.LessThanEqualsToken: case K.GreaterThanEqualsToken: {
      if (left.kind === 'const' && right.kind === 'const' && typeof left.value === 'number' && typeof right.value === 'number') return constant(order(operator, left.value, right.value));
      return typed('boolean');
    }
    case K.InKeyword:
      if (right.kind === 'part' && left.kind === 'const') getProperty(m, right, String(left.value), at);
      return typed('boolean');
    case K.InstanceOfKeyword: return typed('boolean');
    default: return unknown(at);
  }
}

/** Text joined with text; of something unknown, at least how it ends is known: `${process.env.PREFIX}/users`. */
export function concatenate(left: Value, right: Value): Value {
  if (left.kind === 'const' && right.kind === 'const') return constant(`${String(left.value)}${String(right.value)}`);
  if (left.kind === 'union' && right.kind !== 'union') return union(left.members.map((one) => concatenate(one, right)));
  if (right.kind === 'union' && left.kind === 'const') return union(right.members.map((one) => concatenate(left, one)));
  // `/${process.env.PREFIX}/users`
  const empty = left.kind === 'const' && (left.value === '' || left.value === '/');
  if (empty) return { kind: 'typed', type: 'string', suffix: right.kind === 'typed' ? (right.suffix ?? '') : '' };
  const before = left.kind === 'typed' ? left.suffix : left.kind === 'unknown' ? '' : undefined;
  return before !== undefined && right.kind === 'const' ? { kind: 'typed', type: 'string', suffix: before + String(right.value) } : typed('string');
}

function arithmetic(operator: ts.SyntaxKind, left: Value, right: Value): Value | undefined {
  if (left.kind !== 'const' || right.kind !== 'const' || typeof left.value !== 'number' || typeof right.value !== 'number') return undefined;
  if (operator === K.MinusToken) return constant(left.value - right.value);
  if (operator === K.AsteriskToken) return constant(left.value * right.value);
  return constant(operator === K.SlashToken ? left.value / right.value : left.value % right.value);
}

function order(operator: ts.SyntaxKind, a: number, b: number): boolean {
  if (operator === K.LessThanToken) return a < b;
  if (operator === K.GreaterThanToken) return a > b;
  return operator === K.LessThanEqualsToken ? a <= b : a >= b;
}

function compare(left: Value, right: Value, equal: boolean): Value {
  for (const [side, other] of [[left, right], [right, left]] as const) {
    if (side.kind === 'typed' && side.keysOf !== undefined && other.kind === 'const' && typeof other.value === 'string') side.keysOf.reads.child(other.value);
    if (side.kind === 'part' && other.kind === 'const' && (other.value === 'true' || other.value === 'false' || typeof other.value === 'boolean')) side.reads.hints.add('boolean');
  }
  if (left.kind === 'const' && right.kind === 'const') return constant((left.value === right.value) === equal);
  const defined = (v: Value): boolean => ['function', 'class', 'object', 'array', 'host', 'native'].includes(v.kind);
  if (left.kind === 'const' && left.value == null && defined(right)) return constant(!equal);
  if (right.kind === 'const' && right.value == null && defined(left)) return constant(!equal);
  return typed('boolean');
}

export function evaluateUnary(m: Machine, node: ts.PrefixUnaryExpression | ts.PostfixUnaryExpression, scope: Scope): Value {
  const value = evaluate(m, node.operand, scope);
  switch (node.operator) {
    case K.ExclamationToken: {
      const truth = truthiness(value);
      return truth === undefined ? typed('boolean') : constant(!truth);
    }
    case K.PlusPlusToken: case K.MinusMinusToken: {
      const step = node.operator === K.PlusPlusToken ? 1 : -1;
      const next = value.kind === 'const' && typeof value.value === 'number' ? constant(value.value + step) : typed('number');
      assign(m, node.operand, next, scope);
      return ts.isPostfixUnaryExpression(node) ? value : next;
    }
    case K.MinusToken: case K.PlusToken:
      if (value.kind === 'part') value.reads.hints.add('number');
      if (value.kind === 'const' && value.value !== undefined) return constant(node.operator === K.MinusToken ? -Number(value.value) : Number(value.value));
      return value.kind === 'part' ? { kind: 'typed', type: 'number', from: value } : typed('number');
    default: return typed('number');
  }
}

export function evaluateTypeof(value: Value): Value {
  switch (value.kind) {
    case 'const': return constant(value.value === null ? 'object' : typeof value.value);
    case 'function': case 'class': case 'native': return constant('function');
    case 'object': case 'array': case 'regex': return constant('object');
    case 'typed': return constant(value.type);
    default: return typed('string');
  }
}

