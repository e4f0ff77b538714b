import type ts from 'typescript';
import type { Reach } from './call-graph';
import { calledReach, describeReach, namedReach } from './call-graph';
import type { Context, Hint } from './context';
import { place } from './context';
import { dependsOn } from './depends';
import type { Loop } from './loops';
import { callbackLoop, enclosingLoop, leavesAfter } from './loops';
import { rewriteCall, rewriteLazy, rewriteQuery } from './rewrite';
import { isRead, relationRead } from './relations';
import type { QueryCall } from './typeorm-calls';
import { queryCall } from './typeorm-calls';

/** Statements in a file that run once for each element of a collection. */
export function repeatedQueries(context: Context, file: ts.SourceFile): Hint[] {
  const hints: Hint[] = [];
  const visit = (node: ts.Node): void => {
    const hint = hintAt(context, node);
    if (hint) hints.push(hint);
    context.ts.forEachChild(node, visit);
  };
  visit(file);
  return hints;
}

function hintAt(context: Context, node: ts.Node): Hint | undefined {
  const { ts } = context;
  if (ts.isPropertyAccessExpression(node)) return lazyRead(context, node);
  if (!ts.isCallExpression(node)) return undefined;
  const query = queryCall(context, node);
  if (query) return direct(context, node, query);
  return called(context, node) ?? passedByName(context, node);
}

function direct(context: Context, call: ts.CallExpression, query: QueryCall): Hint | undefined {
  const loop = enclosingLoop(context, call);
  if (!loop || leavesAfter(context, call, loop)) return undefined;
  const varies = dependsOn(context, call, loop);
  const reads = query.kind === 'find' || query.kind === 'count' || query.kind === 'builder' || query.kind === 'relation';
  if (!varies && (loop.open || !reads)) return undefined;
  if (loop.open && isPaged(call)) return undefined;
  if (!reads && ((query.kind !== 'sql' && writesList(context, call)) || inTransaction(context, call, loop))) return undefined;
  const what = query.entity && query.kind === 'find' ? `${query.title} of ${query.entity}` : query.title;
  return hint(context, call, loop, `${what} runs once per ${turn(loop)}`, rewriteQuery(context, call, query, loop, varies));
}

function lazyRead(context: Context, access: ts.PropertyAccessExpression): Hint | undefined {
  const relation = relationRead(context, access);
  if (!relation?.lazy || !isRead(context, access)) return undefined;
  const loop = enclosingLoop(context, access);
  if (!loop || !dependsOn(context, access.expression, loop)) return undefined;
  return hint(context, access, loop, `The lazy relation ${relation.entity}.${relation.name} is loaded once per ${turn(loop)}`, rewriteLazy(relation));
}

function called(context: Context, call: ts.CallExpression): Hint | undefined {
  const loop = enclosingLoop(context, call);
  if (!loop || loop.open || leavesAfter(context, call, loop)) return undefined;
  const target = context.ts.isPropertyAccessExpression(call.expression) ? [call.expression.expression] : [];
  if (![...call.arguments, ...target].some((part) => dependsOn(context, part, loop))) return undefined;
  if (call.arguments.some((argument) => isListOf(context, argument, loop)) || inTransaction(context, call, loop)) return undefined;
  const reach = calledReach(context, call);
  return reach && through(context, call, loop, reach);
}

function passedByName(context: Context, call: ts.CallExpression): Hint | undefined {
  for (const argument of call.arguments) {
    if (context.ts.isFunctionLike(argument)) continue;
    const loop = callbackLoop(context, argument);
    const reach = loop && namedReach(context, argument);
    if (reach) return through(context, argument, loop, reach);
  }
  return undefined;
}

function through(context: Context, node: ts.Node, loop: Loop, reach: Reach): Hint {
  return hint(context, node, loop, `${describeReach(context, reach)} runs once per ${turn(loop)}`, rewriteCall(reach, loop));
}

function hint(context: Context, node: ts.Node, loop: Loop, message: string, help: string): Hint {
  const at = context.positionOf(loop.node);
  return { rule: 'n-plus-one', position: context.positionOf(node), loop: at, message: `${message} at ${place(at)}`, help };
}

function turn({ title, open }: Loop): string {
  return open ? `turn of the ${title} loop` : `element of the ${title}`;
}

/** A loop that asks for page after page. */
function isPaged(call: ts.CallExpression): boolean {
  return /\b(take|skip|limit|offset|cursor|page\w*)\b/i.test(call.getText()) || /\bIn\(/.test(call.getText());
}

/** `save(batch)`: one call for many rows. */
function writesList({ checker }: Context, { arguments: args }: ts.CallExpression): boolean {
  return args.some((argument) => checker.isArrayType(checker.getTypeAtLocation(argument)));
}

/** A loop over batches hands each function a list. */
function isListOf({ ts, checker }: Context, argument: ts.Expression, loop: Loop): boolean {
  return ts.isIdentifier(argument) && loop.variables.some((variable) => variable.getText().includes(argument.text)) && checker.isArrayType(checker.getTypeAtLocation(argument));
}

/** A transaction of its own for each element is a decision, not an oversight. */
function inTransaction({ ts }: Context, node: ts.Node, { node: loop }: Loop): boolean {
  for (let at = node; at !== loop && at.parent; at = at.parent) {
    if (ts.isCallExpression(at) && /transaction/i.test(at.expression.getText().split('(')[0]!)) return true;
  }
  return false;
}

