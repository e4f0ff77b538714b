import ts from 'typescript';
import type { PartLocation } from '../values/request-part';
import type { Exchange } from './exchange';
import type { Recorder } from './recorder';

/** Type parameters of aliases and interfaces, with what stands for them. */
type Given = ReadonlyMap<string, ts.TypeNode>;

const NOTHING: Given = new Map();
const DEEPEST = 8;
const MEMBERS: Readonly<Record<string, PartLocation>> = { query: 'query', body: 'body', params: 'path', headers: 'header', cookies: 'cookie' };
const OF_FASTIFY: Readonly<Record<string, PartLocation>> = { Querystring: 'query', Body: 'body', Params: 'path', Headers: 'header' };
const EXPRESS = /^(Request|RequestHandler)$/;
const FASTIFY = /^(FastifyRequest|RouteHandler|RouteHandlerMethod|RouteOptions|RouteShorthandOptions\w*)$/;
const KOA = /^(ParameterizedContext|RouterContext|IRouterContext|Middleware|IMiddleware|RouterParamContext)$/;

/** What the types of a handler say of the request: `(req: Request<Params, Answer, Body, Query>) => …`, `const list: RouteHandler<{ Querystring: Page }> = …`. */
export function claimHandlerTypes(recorder: Recorder, fn: ts.Node, exchange: Exchange): void {
  if (!ts.isFunctionLike(fn) || ts.isTypeNode(fn)) return;
  for (const parameter of fn.parameters) if (parameter.type !== undefined) claimRequestType(recorder, parameter.type, exchange);
  let { parent } = fn;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  if ((ts.isVariableDeclaration(parent) || ts.isPropertyDeclaration(parent) || ts.isSatisfiesExpression(parent) || ts.isAsExpression(parent)) && parent.type !== undefined) claimRequestType(recorder, parent.type, exchange);
}

/** `router.get<Params, Answer, Body, Query>('/x', …)`, `app.get<{ Querystring: Page }>('/x', …)`. */
export function claimCallTypes(recorder: Recorder, call: ts.Node, exchange: Exchange, framework: string): void {
  if (!ts.isCallExpression(call) || call.typeArguments === undefined) return;
  if (framework === 'express') byPlace(recorder, call.typeArguments, exchange, NOTHING);
  if (framework === 'fastify') for (const type of call.typeArguments) byName(recorder, type, exchange, NOTHING);
}

export function claimRequestType(recorder: Recorder, type: ts.TypeNode, exchange: Exchange, given: Given = NOTHING, depth = 0): void {
  if (depth > DEEPEST) return;
  const go = (inner: ts.TypeNode, own: Given = given): void => claimRequestType(recorder, inner, exchange, own, depth + 1);
  if (ts.isParenthesizedTypeNode(type)) return go(type.type);
  if (ts.isIntersectionTypeNode(type)) return type.types.forEach((one) => go(one));
  if (ts.isTypeLiteralNode(type)) return members(recorder, type.members, exchange, given, go);
  if (!ts.isTypeReferenceNode(type) && !ts.isExpressionWithTypeArguments(type)) return;
  const args = (type.typeArguments ?? []).map((arg) => standsFor(arg, given));
  const declaration = declarationOf(recorder, ts.isTypeReferenceNode(type) ? type.typeName : type.expression);
  if (declaration !== undefined && ts.isTypeAliasDeclaration(declaration)) return go(declaration.type, bind(declaration.typeParameters, args));
  if (declaration !== undefined && ts.isInterfaceDeclaration(declaration)) {
    const own = bind(declaration.typeParameters, args);
    for (const base of (declaration.heritageClauses ?? []).flatMap((clause) => clause.types)) go(base, own);
    members(recorder, declaration.members, exchange, own, go);
    if (!isAugmentation(declaration)) return;
  }
  const name = nameOf(ts.isTypeReferenceNode(type) ? type.typeName : type.expression, recorder);
  if (EXPRESS.test(name)) byPlace(recorder, args, exchange, given);
  else if (FASTIFY.test(name)) for (const arg of args) byName(recorder, arg, exchange, given);
  else if (KOA.test(name)) for (const arg of args.slice(1, 2)) go(arg);
}

/** Express: path parameters, the answer, the body, the query. */
function byPlace(recorder: Recorder, args: readonly ts.TypeNode[], exchange: Exchange, given: Given): void {
  const places: readonly (PartLocation | undefined)[] = ['path', undefined, 'body', 'query'];
  args.forEach((arg, index) => { const place = places[index]; if (place !== undefined) claim(recorder, standsFor(arg, given), place, exchange); });
}

/** Fastify: `{ Body: …, Querystring: … }`, written in place or declared, with what it extends. */
function byName(recorder: Recorder, type: ts.TypeNode, exchange: Exchange, given: Given): void {
  const node = standsFor(type, given);
  if (!ts.isTypeLiteralNode(node) && !ts.isTypeReferenceNode(node) && !ts.isIntersectionTypeNode(node)) return;
  for (const [name, place] of Object.entries(OF_FASTIFY)) {
    const schema = recorder.types.ofProperty(node, name);
    if (schema !== undefined) exchange.reads[place].claim({ schema, certain: false, node });
  }
}

function members(recorder: Recorder, list: readonly ts.TypeElement[], exchange: Exchange, given: Given, go: (type: ts.TypeNode) => void): void {
  for (const member of list) {
    if (!ts.isPropertySignature(member) || member.type === undefined || !ts.isIdentifier(member.name)) continue;
    const place = MEMBERS[member.name.text];
    // Koa: `{ request: { body: Order } }`.
    if (member.name.text === 'request') go(member.type);
    else if (place !== undefined) claim(recorder, standsFor(member.type, given), place, exchange);
  }
}

function claim(recorder: Recorder, type: ts.TypeNode, place: PartLocation, exchange: Exchange): void {
  const schema = recorder.types.ofTypeNode(type);
  if (schema !== undefined) exchange.reads[place].claim({ schema, certain: false, node: type });
}

function bind(parameters: readonly ts.TypeParameterDeclaration[] | undefined, args: readonly ts.TypeNode[]): Given {
  return new Map((parameters ?? []).flatMap((parameter, index): [string, ts.TypeNode][] => { const type = args[index] ?? parameter.default; return type === undefined ? [] : [[parameter.name.text, type]]; }));
}

function standsFor(type: ts.TypeNode, given: Given): ts.TypeNode {
  return ts.isTypeReferenceNode(type) && ts.isIdentifier(type.typeName) ? (given.get(type.typeName.text) ?? type) : type;
}

/** Where a type is declared in the application's own source. */
function declarationOf(recorder: Recorder, name: ts.Node): ts.Declaration | undefined {
  const { checker } = recorder.program;
  const symbol = checker.getSymbolAtLocation(name);
  const target = symbol !== undefined && symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return target?.declarations?.find((one) => !/[\\/]node_modules[\\/]|[\\/]lib\.[\w.]*d\.ts$/.test(one.getSourceFile().fileName));
}

/** `declare module 'express' { interface Request { … } }` adds to a type whose parameters are still the package's. */
function isAugmentation(declaration: ts.Declaration): boolean {
  return ts.isModuleBlock(declaration.parent) && ts.isModuleDeclaration(declaration.parent.parent);
}

/** `express.Request` and `import { Request as Req }` are `Request`. */
function nameOf(name: ts.Node, recorder: Recorder): string {
  if (ts.isQualifiedName(name)) return name.right.text;
  if (ts.isPropertyAccessExpression(name)) return name.name.text;
  const imported = recorder.program.checker.getSymbolAtLocation(name)?.declarations?.find(ts.isImportSpecifier);
  return imported?.propertyName?.text ?? name.getText();
}
