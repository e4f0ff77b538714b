import type ts from 'typescript';
import type { Context } from './context';

/** A property of an entity class that TypeORM fills from another table. */
export interface Relation {
  readonly name: string;
  readonly entity: string;
  /** A property typed `Promise`: reading it runs a query. */
  readonly lazy: boolean;
  /** Loaded by every find of the entity. */
  readonly eager: boolean;
}

const DECORATORS = new Set(['OneToMany', 'ManyToOne', 'OneToOne', 'ManyToMany', 'TreeParent', 'TreeChildren']);

/** The relation that a property access reads, told by its declaration's decorator. */
export function relationRead(context: Context, access: ts.PropertyAccessExpression): Relation | undefined {
  // Types are asked for only where the name is that of some relation: most accesses are not.
  return !relationNames(context).has(access.name.text) ? undefined : relationOf(context, context.checker.getSymbolAtLocation(access.name));
}

export function relationOf({ ts, checker }: Context, symbol: ts.Symbol | undefined): Relation | undefined {
  const property = symbol?.valueDeclaration;
  if (!property || !ts.isPropertyDeclaration(property) || !ts.isClassDeclaration(property.parent)) return undefined;
  const decorator = (ts.getDecorators(property) ?? []).map(({ expression }) => expression).find(
    (e): e is ts.CallExpression => ts.isCallExpression(e) && ts.isIdentifier(e.expression) && DECORATORS.has(e.expression.text),
  );
  if (!decorator) return undefined;
  const options = decorator.arguments.find((argument): argument is ts.ObjectLiteralExpression => ts.isObjectLiteralExpression(argument));
  const isTrue = (name: string) => options?.properties.some((p) => ts.isPropertyAssignment(p) && p.name.getText() === name && p.initializer.kind === ts.SyntaxKind.TrueKeyword) ?? false;
  const type = checker.getTypeAtLocation(property);
  const promised = checker.getNonNullableType(type).getSymbol()?.getName() === 'Promise';
  return { name: property.name.getText(), entity: property.parent.name?.text ?? 'entity', lazy: promised || isTrue('lazy'), eager: isTrue('eager') };
}

/** True where a property access reads a value: not the target of an assignment, not the operand of `delete`. */
export function isRead({ ts }: Context, access: ts.Node): boolean {
  const { parent } = access;
  if (ts.isBinaryExpression(parent) && parent.left === access) return parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken;
  return !ts.isDeleteExpression(parent);
}

const names = new WeakMap<ts.Program, Set<string>>();

/** Names of all properties with a relation's decorator. */
function relationNames({ ts, program, files }: Context): ReadonlySet<string> {
  const known = names.get(program);
  if (known) return known;
  const found = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyDeclaration(node) && ts.getDecorators(node)?.some(({ expression }) => ts.isCallExpression(expression) && DECORATORS.has(expression.expression.getText()))) found.add(node.name.getText());
    ts.forEachChild(node, visit);
  };
  for (const file of files) if (/\b(One|Many)To(One|Many)\b|\bTree(Parent|Children)\b/.test(file.text)) visit(file);
  names.set(program, found);
  return found;
}
