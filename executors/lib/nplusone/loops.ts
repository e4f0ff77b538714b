import type ts from 'typescript';
import type { Context } from './context';
import { isBatched, isConstant } from './fixed-iterations';

/** What repeats a piece of code once for each element. */
export interface Loop {
  readonly node: ts.Node;
  /** `for … of`, `map`, … as people know it. */
  readonly title: string;
  /** What is gone through, where one expression says so. */
  readonly over: ts.Expression | undefined;
  /** Names bound anew for each element. */
  readonly variables: readonly ts.Node[];
  /** A loop whose end only its condition knows: pages, retries, queues. */
  readonly open: boolean;
}

/** Methods of arrays, sets and maps that call back for each element. */
const CALLBACK_METHODS = new Set(['map', 'forEach', 'flatMap', 'filter', 'reduce', 'reduceRight', 'some', 'every', 'find', 'findIndex']);
/** The same as functions: lodash, async, p-map, bluebird. */
const CALLBACK_FUNCTIONS = new Set(['map', 'forEach', 'each', 'eachSeries', 'mapSeries', 'mapLimit', 'eachLimit', 'flatMap', 'filter', 'reduce', 'pMap', 'pEach', 'asyncForEach', 'mapAsync']);

/**
 * The innermost loop that repeats a node, within the function that runs it: up to a function that is
 * not itself passed to a call on the way. Loops over a fixed set or over batches repeat nothing that grows.
 */
export function enclosingLoop(context: Context, node: ts.Node): Loop | undefined {
  for (let at: ts.Node = node; at.parent; at = at.parent) {
    const found = statementLoop(context, at) ?? callbackLoop(context, at);
    if (found) return found;
    if (context.ts.isFunctionLike(at) && !runsWithItsCall(context, at)) return undefined;
  }
  return undefined;
}

/** `inner` is the body of a loop statement. */
function statementLoop(context: Context, inner: ts.Node): Loop | undefined {
  const { ts } = context;
  const loop = inner.parent;
  if (ts.isForOfStatement(loop) && loop.statement === inner) {
    if (isConstant(context, loop.expression) || isBatched(context, loop.expression)) return undefined;
    const title = loop.awaitModifier ? 'for await' : 'for … of';
    return { node: loop, title, over: loop.expression, variables: [loop.initializer], open: false };
  }
  if (ts.isForInStatement(loop) && loop.statement === inner) {
    return isConstant(context, loop.expression) ? undefined : { node: loop, title: 'for … in', over: loop.expression, variables: [loop.initializer], open: false };
  }
  if (ts.isForStatement(loop) && loop.initializer !== inner) {
    if (isFixedCount(context, loop) || isStepped(context, loop)) return undefined;
    const counted = loop.condition !== undefined && /\.(length|size)\b/.test(loop.condition.getText());
    return { node: loop, title: 'for', over: undefined, variables: loop.initializer ? [loop.initializer] : [], open: !counted };
  }
  if (ts.isWhileStatement(loop) || ts.isDoStatement(loop)) return { node: loop, title: 'while', over: undefined, variables: [], open: true };
  return undefined;
}

/** `callback` is a function, or names one, that a method of a collection calls for each element. */
export function callbackLoop(context: Context, callback: ts.Node): Loop | undefined {
  const { ts, checker } = context;
  const call = callback.parent;
  if (!call || !ts.isCallExpression(call) || !call.arguments.some((argument) => argument === callback)) return undefined;
  const callee = call.expression;
  const variables = ts.isFunctionLike(callback) ? [...callback.parameters] : [];
  const loop = (over: ts.Expression, title: string): Loop | undefined =>
    isConstant(context, over) || isBatched(context, over) ? undefined : { node: call, title, over, variables, open: false };
  if (ts.isPropertyAccessExpression(callee) && CALLBACK_METHODS.has(callee.name.text) && isCollection(checker, callee.expression)) {
    return loop(callee.expression, callee.name.text);
  }
  const name = ts.isPropertyAccessExpression(callee) ? callee.name.text : ts.isIdentifier(callee) ? callee.text : '';
  const [first] = call.arguments;
  if (CALLBACK_FUNCTIONS.has(name) && first && first !== callback && isCollection(checker, first)) return loop(first, name);
  return undefined;
}

/** Calls that keep a function for later: timers, events, schedules. */
const KEEPS = /^(schedule\w*|set(Timeout|Interval|Immediate)|nextTick|queueMicrotask|on|once|addListener|addEventListener|subscribe|process|registerWorker|cron\w*|defer)$/i;

/** A function passed to a call (`.then(…)`, `transaction(…)`) runs where the call stands; one that is kept does not. */
export function runsWithItsCall({ ts }: Context, node: ts.Node): boolean {
  if (!ts.isArrowFunction(node) && !ts.isFunctionExpression(node)) return false;
  let { parent } = node;
  while (ts.isParenthesizedExpression(parent)) parent = parent.parent;
  if (!ts.isCallExpression(parent)) return false;
  const { expression } = parent;
  return !KEEPS.test(ts.isPropertyAccessExpression(expression) ? expression.name.text : expression.getText());
}

/** True where a node is followed, without a condition, by leaving the loop: it runs once at most. */
export function leavesAfter({ ts }: Context, node: ts.Node, { node: loop }: Loop): boolean {
  const path: ts.Node[] = [];
  for (let at = node; at.parent && at !== loop; at = at.parent) path.push(at);
  // In a callback `return` ends one turn only, and in a switch `break` ends a case.
  if (path.some((at) => ts.isFunctionLike(at))) return false;
  const inSwitch = (from: number): boolean => path.slice(from).some((at) => ts.isSwitchStatement(at));
  return path.some((at, i) => {
    if (ts.isReturnStatement(at) || ts.isThrowStatement(at)) return true;
    if (!ts.isBlock(at.parent)) return false;
    const { statements } = at.parent;
    return statements.slice(statements.indexOf(at as ts.Statement) + 1).some((next) => ts.isReturnStatement(next) || ts.isThrowStatement(next) || (ts.isBreakStatement(next) && !inSwitch(i)));
  });
}

function isCollection(checker: ts.TypeChecker, expression: ts.Expression): boolean {
  const type = checker.getNonNullableType(checker.getTypeAtLocation(expression));
  const parts = type.isUnion() ? type.types : [type];
  return parts.every((part) => checker.isArrayType(part) || checker.isTupleType(part) || ['Set', 'Map', 'ReadonlySet', 'ReadonlyMap', 'MapIterator', 'SetIterator', 'ArrayIterator'].includes(part.getSymbol()?.getName() ?? ''));
}

/** `i < 3`, `i < MAX_PAGES`, `attempt < retries`: fixed sets and retries. */
function isFixedCount({ ts, checker }: Context, { condition }: ts.ForStatement): boolean {
  if (!condition || !ts.isBinaryExpression(condition)) return false;
  return [condition.left, condition.right].some((side) => checker.getTypeAtLocation(side).isNumberLiteral() || /^[\w.]*(\b[A-Z][A-Z0-9_]+|(attempt|retr|tries)\w*)$/i.test(side.getText()) && /\b[A-Z][A-Z0-9_]+$|attempt|retr(y|ies)|tries/.test(side.getText()));
}

/** `i += size`: one statement for each batch. */
function isStepped({ ts }: Context, { incrementor }: ts.ForStatement): boolean {
  return incrementor !== undefined && ts.isBinaryExpression(incrementor) && incrementor.operatorToken.kind === ts.SyntaxKind.PlusEqualsToken && incrementor.right.getText() !== '1';
}
