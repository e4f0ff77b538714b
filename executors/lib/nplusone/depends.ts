import type ts from 'typescript';
import type { Context } from './context';
import type { Loop } from './loops';

/** True where a node reads something that is bound, declared or assigned anew in each turn of a loop. */
export function dependsOn(context: Context, node: ts.Node, loop: Loop): boolean {
  const { ts, checker } = context;
  const changing = changingSymbols(context, loop);
  let found = false;
  const visit = (inner: ts.Node): void => {
    if (found) return;
    if (inner.kind === ts.SyntaxKind.ThisKeyword) return;
    if (ts.isIdentifier(inner)) {
      const symbol = ts.isShorthandPropertyAssignment(inner.parent) ? checker.getShorthandAssignmentValueSymbol(inner.parent) : checker.getSymbolAtLocation(inner);
      if (symbol && changing.has(symbol)) found = true;
    }
    ts.forEachChild(inner, visit);
  };
  visit(node);
  return found;
}

const cache = new WeakMap<ts.Node, Set<ts.Symbol>>();

function changingSymbols({ ts, checker }: Context, { node, variables, over }: Loop): Set<ts.Symbol> {
  const known = cache.get(node);
  if (known) return known;
  const symbols = new Set<ts.Symbol>();
  const add = (name: ts.Node): void => {
    const symbol = checker.getSymbolAtLocation(name);
    if (symbol) symbols.add(symbol);
  };
  const visit = (inner: ts.Node): void => {
    if (inner === over) return;
    if ((ts.isVariableDeclaration(inner) || ts.isParameter(inner) || ts.isBindingElement(inner)) && ts.isIdentifier(inner.name)) add(inner.name);
    const assigned = ts.isBinaryExpression(inner) && inner.operatorToken.kind >= ts.SyntaxKind.FirstAssignment && inner.operatorToken.kind <= ts.SyntaxKind.LastAssignment ? inner.left
      : ts.isPostfixUnaryExpression(inner) || (ts.isPrefixUnaryExpression(inner) && [ts.SyntaxKind.PlusPlusToken, ts.SyntaxKind.MinusMinusToken].includes(inner.operator)) ? inner.operand : undefined;
    if (assigned && ts.isIdentifier(assigned)) add(assigned);
    ts.forEachChild(inner, visit);
  };
  for (const variable of variables) visit(variable);
  visit(node);
  cache.set(node, symbols);
  return symbols;
}
