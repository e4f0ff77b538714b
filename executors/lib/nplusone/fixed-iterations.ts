import type ts from 'typescript';
import type { Context } from './context';

/** True for what has the same few elements in every run: literals, constants, enums, tuples. */
export function isConstant(context: Context, expression: ts.Expression): boolean {
  const { ts, checker } = context;
  const plain = ts.skipPartiallyEmittedExpressions(unwrap(context, expression)) as ts.Expression;
  if (ts.isArrayLiteralExpression(plain)) return plain.elements.every((element) => !ts.isSpreadElement(element) || isConstant(context, element.expression));
  if (ts.isObjectLiteralExpression(plain)) return plain.properties.every((property) => !ts.isSpreadAssignment(property));
  if (checker.isTupleType(checker.getTypeAtLocation(plain))) return true;
  if (ts.isCallExpression(plain) && ts.isPropertyAccessExpression(plain.expression)) {
    const { expression: receiver, name } = plain.expression;
    const [argument] = plain.arguments;
    if (receiver.getText() === 'Object' && argument) return isEnum(context, argument) || isConstant(context, argument);
    // What is derived from a fixed set stays one.
    return ['filter', 'map', 'slice', 'entries', 'values', 'keys', 'reverse', 'sort', 'toSorted'].includes(name.text) && isConstant(context, receiver);
  }
  return declaredConstant(context, plain);
}

/** `const x = […]`, `static readonly x = […]`. */
function declaredConstant(context: Context, expression: ts.Expression): boolean {
  const { ts, checker } = context;
  if (!ts.isIdentifier(expression) && !ts.isPropertyAccessExpression(expression)) return false;
  let symbol = checker.getSymbolAtLocation(expression);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  const declaration = symbol?.valueDeclaration;
  if (!declaration || !(ts.isVariableDeclaration(declaration) || ts.isPropertyDeclaration(declaration)) || !declaration.initializer) return false;
  const fixed = ts.isVariableDeclaration(declaration)
    ? Boolean(ts.getCombinedNodeFlags(declaration) & ts.NodeFlags.Const)
    : Boolean(ts.getCombinedModifierFlags(declaration) & ts.ModifierFlags.Readonly);
  const initial = unwrap(context, declaration.initializer);
  // `const found = []` is filled later.
  if (ts.isArrayLiteralExpression(initial) && initial.elements.length === 0) return false;
  return fixed && (ts.isArrayLiteralExpression(initial) || ts.isObjectLiteralExpression(initial) || ts.isCallExpression(initial)) && isConstant(context, initial);
}

function isEnum({ ts, checker }: Context, expression: ts.Expression): boolean {
  let symbol = checker.getSymbolAtLocation(expression);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
  return Boolean(symbol && symbol.flags & ts.SymbolFlags.Enum);
}

/** True where each element is itself a list: one statement for each batch of keys. */
export function isBatched({ checker }: Context, expression: ts.Expression): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(expression));
  if (!checker.isArrayType(type)) return false;
  const element = checker.getTypeArguments(type as ts.TypeReference)[0];
  return element !== undefined && checker.isArrayType(element);
}

function unwrap({ ts }: Context, expression: ts.Expression): ts.Expression {
  let plain = expression;
  while (ts.isParenthesizedExpression(plain) || ts.isAsExpression(plain) || ts.isSatisfiesExpression(plain) || ts.isNonNullExpression(plain)) plain = plain.expression;
  return plain;
}
