import type ts from 'typescript';
import type { Context, Hint } from './context';
import { place } from './context';
import { isRead, relationOf } from './relations';
import { queryCall } from './typeorm-calls';

const FINDS = /^find(By|One|OneBy|OneOrFail|OneByOrFail|AndCount|AndCountBy|ById|ByIds)?$/;

/** Relations that are read from the result of a find that did not ask for them: undefined at run time. */
export function unloadedRelations(context: Context, file: ts.SourceFile): Hint[] {
  const { ts } = context;
  const hints: Hint[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node)) hints.push(...readsAfter(context, node));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return hints;
}

function readsAfter(context: Context, call: ts.CallExpression): Hint[] {
  const { ts, checker } = context;
  const query = queryCall(context, call);
  if (!query || !FINDS.test(query.method) || !ts.isAwaitExpression(call.parent)) return [];
  const loaded = loadedRelations(context, call, query.method);
  const declaration = call.parent.parent;
  if (!loaded || !ts.isVariableDeclaration(declaration)) return [];
  const bound = ts.isIdentifier(declaration.name) ? declaration.name
    // `const [users, total] = await repository.findAndCount()`
    : ts.isArrayBindingPattern(declaration.name) && query.method.startsWith('findAndCount') ? (declaration.name.elements[0] as ts.BindingElement | undefined)?.name : undefined;
  const variable = bound && ts.isIdentifier(bound) ? checker.getSymbolAtLocation(bound) : undefined;
  const scope = enclosingBody(context, declaration);
  if (!variable || !scope) return [];
  const rows = new Set([variable]);
  return relationReads(context, scope, rows, declaration.getEnd())
    .filter(({ name }) => !loaded.has(name))
    .map(({ name, entity, node }) => ({
      rule: 'relation-not-loaded', position: context.positionOf(node), loop: context.positionOf(call),
      message: `${entity}.${name} is read, but ${query.title} at ${place(context.positionOf(call))} does not load it: it is undefined`,
      help: `Add \`relations: { ${name}: true }\` to the find${/By/.test(query.method) ? `, as \`${query.method.replace(/By/, '')}({ where: …, relations: … })\`` : ''}.`,
    }));
}

/** Names of relations that a find asks for; undefined where the text does not say. */
function loadedRelations({ ts }: Context, call: ts.CallExpression, method: string): Set<string> | undefined {
  if (/By(OrFail)?$/.test(method) || method === 'findOneById' || method === 'findByIds') return new Set();
  const options = call.arguments.find((argument) => ts.isObjectLiteralExpression(argument)) ?? call.arguments.at(-1);
  if (call.arguments.length === 0) return new Set();
  if (!options || !ts.isObjectLiteralExpression(options)) return undefined;
  const names = new Set<string>();
  for (const property of options.properties) {
    if (!ts.isPropertyAssignment(property)) return undefined;
    const name = property.name.getText();
    if (name === 'join' || name === 'loadRelationIds') return undefined;
    if (name !== 'relations') continue;
    const value = property.initializer;
    if (ts.isObjectLiteralExpression(value)) {
      for (const inner of value.properties) if (ts.isPropertyAssignment(inner)) names.add(inner.name.getText().replace(/^['"]|['"]$/g, '')); else return undefined;
    } else if (ts.isArrayLiteralExpression(value)) {
      for (const element of value.elements) if (ts.isStringLiteralLike(element)) names.add(element.text.split('.')[0]!); else return undefined;
    } else return undefined;
  }
  return names;
}

interface RelationRead {
  readonly name: string;
  readonly entity: string;
  readonly node: ts.Node;
}

/** Reads of plain relations of the rows, or of what a loop or a callback binds from them; the first of each. */
function relationReads(context: Context, scope: ts.Node, rows: Set<ts.Symbol>, after: number): RelationRead[] {
  const { ts, checker } = context;
  const reads = new Map<string, RelationRead>();
  const assigned = new Set<string>();
  let lost = false;
  const isRow = (expression: ts.Expression): boolean => {
    if (ts.isNonNullExpression(expression) || ts.isParenthesizedExpression(expression)) return isRow(expression.expression);
    if (ts.isElementAccessExpression(expression)) return isRow(expression.expression);
    const symbol = ts.isIdentifier(expression) ? checker.getSymbolAtLocation(expression) : undefined;
    return symbol !== undefined && rows.has(symbol);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isForOfStatement(node) && isRow(node.expression) && ts.isVariableDeclarationList(node.initializer)) bind(node.initializer.declarations[0]?.name);
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression) && isRow(node.expression.expression)) {
      for (const argument of node.arguments) if (ts.isArrowFunction(argument) || ts.isFunctionExpression(argument)) bind(argument.parameters[0]?.name);
    }
    // Assigned anew: what it holds then came from elsewhere.
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && ts.isIdentifier(node.left) && isRow(node.left)) lost = true;
    if (ts.isPropertyAccessExpression(node) && node.pos >= after && isRow(node.expression)) {
      const relation = relationOf(context, checker.getSymbolAtLocation(node.name));
      if (relation && !isRead(context, node)) assigned.add(relation.name);
      else if (relation && !relation.lazy && !relation.eager && !reads.has(relation.name)) reads.set(relation.name, { ...relation, node });
    }
    ts.forEachChild(node, visit);
  };
  const bind = (name: ts.BindingName | undefined): void => {
    const symbol = name && ts.isIdentifier(name) ? checker.getSymbolAtLocation(name) : undefined;
    if (symbol) rows.add(symbol);
  };
  visit(scope);
  return lost ? [] : [...reads.values()].filter(({ name }) => !assigned.has(name));
}

function enclosingBody({ ts }: Context, node: ts.Node): ts.Node | undefined {
  let at: ts.Node = node;
  while (at.parent && !ts.isFunctionLike(at.parent)) at = at.parent;
  return at;
}
