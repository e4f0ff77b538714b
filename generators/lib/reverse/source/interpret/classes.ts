import ts from 'typescript';
import { Scope } from '../values/scope';
import type { ClassValue, Value } from '../values/value';
import { evaluate } from './expressions';
import { hasStatic, keyOf } from './get-property';
import type { Machine } from './machine';

/** A class with its static fields; instances are made by `construct`. */
export function makeClass(m: Machine, node: ts.ClassLikeDeclaration, scope: Scope): ClassValue {
  const heritage = node.heritageClauses?.find((clause) => clause.token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  const base = heritage === undefined ? undefined : evaluate(m, heritage.expression, scope);
  const inner = new Scope(scope);
  const cls: ClassValue = { kind: 'class', node, scope: inner, statics: new Map<string, Value>(), ...(base !== undefined && { base }) };
  if (node.name !== undefined) inner.declare(node.name.text, cls);
  const statics = new Scope(inner, inner.file, cls);
  for (const member of node.members) {
    if (!ts.isPropertyDeclaration(member) || !hasStatic(member) || member.initializer === undefined) continue;
    const key = keyOf(m, member.name, statics);
    if (key !== undefined) cls.statics.set(key, evaluate(m, member.initializer, statics, key));
  }
  return cls;
}
