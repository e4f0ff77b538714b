import ts from 'typescript';
import type { Framework } from '../emit/context';
import { addImports } from '../merge/add-imports';
import { freeName } from '../merge/free-name';
import { gapBefore } from '../merge/gap-before';
import type { Insertion } from '../merge/insertions';
import { insert } from '../merge/insertions';
import { parseModule, syntaxErrors } from '../merge/parse-module';
import { scanImports } from '../merge/scan-imports';
import { withoutExtension } from '../merge/specifier';
import { textStyle } from '../merge/text-style';

/** A file that starts the server: with the call, or where and why it could not be put there. */
export type Wired = { readonly text: string } | { readonly problem: string; readonly offset: number };

/**
 * Calls `secure(app)` where an application registers its routes, or right after Nest has made it. What is there stays, byte for byte.
 * @param from relative specifier of middleware/security, with the project's ending
 * @returns undefined where the file starts no server
 */
export function wire(path: string, text: string, framework: Framework, from: string): Wired | undefined {
  const file = parseModule(path, text);
  const [call, second] = startingCalls(file, framework);
  if (call === undefined) return undefined;
  if (scanImports(file).some((one) => withoutExtension(one.from) === withoutExtension(from) && one.names.some(({ imported }) => imported === 'secure'))) return { text };
  const problem = (why: string, node: ts.Node = call): Wired => ({ problem: why, offset: node.getStart(file) });
  if (syntaxErrors(file).length > 0) return problem('the file has a syntax error');
  if (second !== undefined) return problem('it is not the only one', second);
  const style = textStyle(file);
  const local = freeName('secure', file);
  const end = style.semicolons ? ';' : '';
  const insertion = framework === 'nest' ? afterMade(call, file, local, end) : beforeRegistered(call, file, local, end);
  if (typeof insertion === 'string') return problem(insertion);
  return { text: insert(text, [...addImports(file, [{ imported: 'secure', local, from, typeOnly: false }], style), insertion]) };
}

/** `registerRoutes(…)` under whatever name it was imported; on Nest `NestFactory.create(…)`. */
function startingCalls(file: ts.SourceFile, framework: Framework): ts.CallExpression[] {
  const [name, method] = framework === 'nest' ? ['NestFactory', 'create'] : ['registerRoutes'];
  const imported = scanImports(file).flatMap(({ names }) => names).find((one) => one.imported === name && !one.typeOnly)?.local;
  const wanted = method === undefined ? imported : `${imported}.${method}`;
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (imported !== undefined && ts.isCallExpression(node) && node.expression.getText(file) === wanted) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function beforeRegistered(call: ts.CallExpression, file: ts.SourceFile, local: string, end: string): Insertion | string {
  const statement = statementOf(call);
  const [app] = call.arguments;
  if (!ts.isExpressionStatement(statement) || unwrapped(statement.expression) !== call || !isListed(statement)) return 'the call is no statement of its own';
  if (app === undefined || !ts.isIdentifier(app)) return 'the application has no name there';
  return { offset: statement.getStart(file), text: `${local}(${app.text})${end}${gapBefore(statement, file)}` };
}

function afterMade(call: ts.CallExpression, file: ts.SourceFile, local: string, end: string): Insertion | string {
  const statement = statementOf(call);
  const declaration = ts.isVariableStatement(statement) ? statement.declarationList.declarations.find(({ initializer }) => initializer !== undefined && unwrapped(initializer) === call) : undefined;
  if (declaration === undefined || !ts.isIdentifier(declaration.name) || !isListed(statement)) return 'the application is given no name there';
  return { offset: statement.getEnd(), text: `${gapBefore(statement, file)}${local}(${declaration.name.text})${end}` };
}

function unwrapped(node: ts.Expression): ts.Expression {
  return ts.isAwaitExpression(node) || ts.isVoidExpression(node) || ts.isParenthesizedExpression(node) ? unwrapped(node.expression) : node;
}

function statementOf(node: ts.Node): ts.Node {
  return ts.isStatement(node) || ts.isSourceFile(node.parent) ? node : statementOf(node.parent);
}

/** Stands among others: `if (a) registerRoutes(app)` has no room for a second call. */
function isListed({ parent }: ts.Node): boolean {
  return ts.isSourceFile(parent) || ts.isBlock(parent) || ts.isModuleBlock(parent);
}
