import type ts from 'typescript';
import type { Context } from './context';

/** A method with more implementations than this is not followed: any of them may be meant. */
const FEW = 3;

const cache = new WeakMap<ts.TypeChecker, Map<ts.Symbol, ts.ClassDeclaration[]>>();

/**
 * The functions that a call may run: the declaration itself, or, for a method of an interface or an
 * abstract class (injected services), that of the project's classes that implement it.
 */
export function implementationsOf(context: Context, declaration: ts.SignatureDeclaration): readonly ts.SignatureDeclaration[] {
  const { ts, checker } = context;
  if ((declaration as ts.FunctionLikeDeclaration).body) return [declaration];
  const owner = declaration.parent;
  const name = declaration.name?.getText();
  if (name === undefined || !(ts.isInterfaceDeclaration(owner) || ts.isClassDeclaration(owner))) return [];
  const symbol = owner.name && checker.getSymbolAtLocation(owner.name);
  const classes = (symbol && classesBySuper(context).get(symbol)) ?? [];
  const found = classes.flatMap(({ members }) => members.filter((member): member is ts.MethodDeclaration => ts.isMethodDeclaration(member) && member.body !== undefined && member.name.getText() === name));
  return found.length <= FEW ? found : [];
}

/** Classes of the project by each interface and class they name as their super type. */
function classesBySuper(context: Context): Map<ts.Symbol, ts.ClassDeclaration[]> {
  const known = cache.get(context.checker);
  if (known) return known;
  const classes = new Map<ts.Symbol, ts.ClassDeclaration[]>();
  const { ts, checker } = context;
  const add = (declaration: ts.ClassDeclaration): void => {
    for (const { expression } of (declaration.heritageClauses ?? []).flatMap(({ types }) => [...types])) {
      let symbol = checker.getSymbolAtLocation(expression);
      if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = checker.getAliasedSymbol(symbol);
      if (symbol) classes.set(symbol, [...(classes.get(symbol) ?? []), declaration]);
    }
  };
  for (const file of context.files) for (const statement of file.statements) if (ts.isClassDeclaration(statement)) add(statement);
  cache.set(context.checker, classes);
  return classes;
}
