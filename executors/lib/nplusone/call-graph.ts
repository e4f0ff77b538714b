import type ts from 'typescript';
import type { Context } from './context';
import { shortText } from './context';
import { implementationsOf } from './implementations';
import { runsWithItsCall } from './loops';
import { isRead, relationRead } from './relations';
import { queryCall } from './typeorm-calls';

/** How a function comes to run a statement. */
export interface Reach {
  /** `Repository.findOneBy`, or the lazy relation that is read. */
  readonly title: string;
  /** The call or the read itself. */
  readonly node: ts.Node;
  /** Functions on the way to it, outermost first. */
  readonly through: readonly ts.SignatureDeclaration[];
}

/** Functions that are followed from a call to the statement. */
const LEVELS = 4;

const cache = new WeakMap<ts.TypeChecker, Map<ts.Node, Reach | undefined>>();

/** The first statement that a function of the project runs, by itself or through others. */
export function reachOf(context: Context, declaration: ts.SignatureDeclaration): Reach | undefined {
  let known = cache.get(context.checker);
  if (!known) cache.set(context.checker, (known = new Map()));
  if (known.has(declaration)) return known.get(declaration);
  // A function that calls itself finds nothing new there.
  known.set(declaration, undefined);
  const body = (declaration as ts.FunctionLikeDeclaration).body;
  const inner = body && context.isSearched(declaration.getSourceFile()) ? firstIn(context, body) : undefined;
  const reach = inner && inner.through.length < LEVELS ? { ...inner, through: [declaration, ...inner.through] } : undefined;
  known.set(declaration, reach);
  return reach;
}

/** The first statement that a piece of code runs. */
export function firstIn(context: Context, code: ts.Node): Reach | undefined {
  const { ts } = context;
  if (ts.isFunctionLike(code) && !runsWithItsCall(context, code)) return undefined;
  // Inner code first: `repository.find().then(…)` is the find.
  const inner = ts.forEachChild(code, (child) => firstIn(context, child));
  return inner ?? directReach(context, code) ?? (ts.isCallExpression(code) ? calledReach(context, code) : undefined);
}

/** A statement that the node itself runs. */
export function directReach(context: Context, node: ts.Node): Reach | undefined {
  const { ts } = context;
  if (ts.isCallExpression(node)) {
    const query = queryCall(context, node);
    return query && { title: query.title, node, through: [] };
  }
  if (!ts.isPropertyAccessExpression(node) || !isRead(context, node)) return undefined;
  const relation = relationRead(context, node);
  return relation?.lazy ? { title: `the lazy relation ${relation.entity}.${relation.name}`, node, through: [] } : undefined;
}

/** A statement that a call of a project's function runs. */
export function calledReach(context: Context, call: ts.CallExpression): Reach | undefined {
  const declaration = context.checker.getResolvedSignature(call)?.declaration;
  return declaration && !context.ts.isJSDocSignature(declaration) ? followed(context, declaration) : undefined;
}

/** The same for a function that is passed by name: `ids.map(this.load)`. */
export function namedReach(context: Context, expression: ts.Expression): Reach | undefined {
  const [signature] = context.checker.getTypeAtLocation(expression).getCallSignatures();
  const declaration = signature?.declaration;
  return declaration && !context.ts.isJSDocSignature(declaration) ? followed(context, declaration) : undefined;
}

function followed(context: Context, declaration: ts.SignatureDeclaration): Reach | undefined {
  for (const implementation of implementationsOf(context, declaration)) {
    const reach = reachOf(context, implementation);
    if (reach) return reach;
  }
  return undefined;
}

/** `load → find`: for messages. */
export function describeReach(context: Context, { title, through, node }: Reach): string {
  const names = through.map(nameOf);
  const { file, line } = context.positionOf(node);
  return `${names.join(' → ')} → ${title} (${file}:${line}: ${shortText(node, 50)})`;
}

/** A function's own name, or that of what holds it. */
export function nameOf(declaration: ts.SignatureDeclaration): string {
  return declaration.name?.getText() ?? (declaration.parent as ts.Node & { name?: ts.Node }).name?.getText() ?? 'the function';
}
