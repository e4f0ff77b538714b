import ts from 'typescript';
import { constant, UNDEFINED, UNKNOWN, unknown } from '../values/make';
import { truthiness } from '../values/inspect';
import { Scope } from '../values/scope';
import type { Value } from '../values/value';
import { makeClass } from './classes';
import { declareExport, declareImport } from './declarations';
import { elementsOf } from './elements';
import { evaluate } from './expressions';
import { noteRefusal } from './refusals';
import type { Machine } from './machine';
import type { ModuleRecord } from './module-record';
import { assign, bindPattern } from './patterns';

/** How a statement ends: it goes on, leaves the function, or leaves the loop. */
export type Completion = 'next' | 'leave' | 'break';

const MOST_ROUNDS = 500;

/** Runs statements in their scope; function declarations are there before the first of them. */
export function executeBlock(m: Machine, statements: readonly ts.Statement[], scope: Scope, module?: ModuleRecord): Completion {
  for (const statement of statements) {
    if (ts.isFunctionDeclaration(statement) && statement.body !== undefined) {
      const name = statement.name?.text ?? 'default';
      scope.declare(name, { kind: 'function', node: statement, scope, name, props: new Map() });
    }
    if (module !== undefined) declareImport(m, statement, module);
  }
  if (module !== undefined) for (const statement of statements) declareExport(m, statement, module);
  for (const statement of statements) {
    const completion = execute(m, statement, scope);
    if (completion !== 'next' && module === undefined) return completion;
  }
  return 'next';
}

export function execute(m: Machine, node: ts.Statement, scope: Scope): Completion {
  if (!m.step()) return 'leave';
  if (ts.isExpressionStatement(node)) {
    evaluate(m, node.expression, scope);
    return 'next';
  }
  if (ts.isVariableStatement(node)) {
    declareVariables(m, node.declarationList, scope);
    return 'next';
  }
  if (ts.isReturnStatement(node)) {
    m.frames.at(-1)?.returns.push(node.expression === undefined ? UNDEFINED : evaluate(m, node.expression, scope));
    return 'leave';
  }
  if (ts.isThrowStatement(node)) {
    m.around.thrown(evaluate(m, node.expression, scope), node);
    const frame = m.frames.at(-1);
    if (frame !== undefined) frame.throws = true;
    return 'leave';
  }
  if (ts.isIfStatement(node)) return executeIf(m, node, scope);
  if (ts.isBlock(node)) return executeBlock(m, node.statements, new Scope(scope));
  if (ts.isTryStatement(node)) return executeTry(m, node, scope);
  if (ts.isForOfStatement(node) || ts.isForInStatement(node)) return executeForEach(m, node, scope);
  if (ts.isForStatement(node) || ts.isWhileStatement(node) || ts.isDoStatement(node)) return executeLoop(m, node, scope);
  if (ts.isSwitchStatement(node)) return executeSwitch(m, node, scope);
  if (ts.isClassDeclaration(node)) {
    scope.declare(node.name?.text ?? 'default', makeClass(m, node, scope));
    return 'next';
  }
  if (ts.isExportAssignment(node)) {
    scope.declare('*default*', evaluate(m, node.expression, scope));
    return 'next';
  }
  if (ts.isEnumDeclaration(node)) scope.declare(node.name.text, enumValue(m, node, scope));
  if (ts.isLabeledStatement(node)) return execute(m, node.statement, scope);
  if (ts.isBreakStatement(node) || ts.isContinueStatement(node)) return 'break';
  return 'next';
}

function declareVariables(m: Machine, list: ts.VariableDeclarationList, scope: Scope): void {
  for (const declaration of list.declarations) {
    const value = declaration.initializer === undefined ? UNDEFINED : evaluate(m, declaration.initializer, scope, ts.isIdentifier(declaration.name) ? declaration.name.text : undefined);
    if (declaration.type !== undefined && value.kind === 'part') m.around.typeClaim(value, declaration.type);
    bindPattern(m, declaration.name, value, scope);
  }
}

function executeIf(m: Machine, node: ts.IfStatement, scope: Scope): Completion {
  const truth = truthiness(evaluate(m, node.expression, scope));
  if (truth === true) return execute(m, node.thenStatement, new Scope(scope));
  if (truth === false) return node.elseStatement === undefined ? 'next' : execute(m, node.elseStatement, new Scope(scope));
  const then = m.branch(() => execute(m, node.thenStatement, new Scope(scope)));
  if (then === 'leave') noteRefusal(m, node.expression, scope);
  const otherwise = node.elseStatement === undefined ? 'next' : m.branch(() => execute(m, node.elseStatement!, new Scope(scope)));
  return then === otherwise ? then : 'next';
}

function executeTry(m: Machine, node: ts.TryStatement, scope: Scope): Completion {
  const tried = executeBlock(m, node.tryBlock.statements, new Scope(scope));
  let caught: Completion = 'leave';
  if (node.catchClause !== undefined) {
    const inner = new Scope(scope);
    const { variableDeclaration, block } = node.catchClause;
    if (variableDeclaration !== undefined) bindPattern(m, variableDeclaration.name, unknown(variableDeclaration), inner);
    caught = m.branch(() => executeBlock(m, block.statements, inner));
  }
  const last = node.finallyBlock === undefined ? 'next' : executeBlock(m, node.finallyBlock.statements, new Scope(scope));
  return last !== 'next' ? last : tried === 'leave' && caught === 'leave' ? 'leave' : 'next';
}

function executeForEach(m: Machine, node: ts.ForOfStatement | ts.ForInStatement, scope: Scope): Completion {
  const over = evaluate(m, node.expression, scope);
  const { items, certain } = ts.isForInStatement(node) ? keysOf(over) : elementsOf(over, node.initializer);
  const round = (item: Value): void => {
    const inner = new Scope(scope);
    if (ts.isVariableDeclarationList(node.initializer)) bindPattern(m, node.initializer.declarations[0]!.name, item, inner);
    else assign(m, node.initializer, item, inner);
    execute(m, node.statement, inner);
  };
  for (const item of items.slice(0, MOST_ROUNDS)) certain ? round(item) : m.branch(() => round(item));
  return 'next';
}

export function keysOf(value: Value): { items: Value[]; certain: boolean } {
  if (value.kind === 'array') return { items: value.items.map((_, index) => constant(String(index))), certain: value.more === undefined };
  if (value.kind !== 'object') return { items: [{ kind: 'typed', type: 'string', ...(value.kind === 'part' && { keysOf: value }) }], certain: false };
  const names = new Set(value.layers.flatMap((layer) => ('props' in layer ? [...layer.props.keys()] : [])));
  return { items: [...names].map(constant), certain: value.layers.every((layer) => 'props' in layer) };
}

/** A loop with a counter that is known is run round by round; any other one, once. */
function executeLoop(m: Machine, node: ts.ForStatement | ts.WhileStatement | ts.DoStatement, scope: Scope): Completion {
  const outer = new Scope(scope);
  if (ts.isForStatement(node) && node.initializer !== undefined) {
    if (ts.isVariableDeclarationList(node.initializer)) declareVariables(m, node.initializer, outer);
    else evaluate(m, node.initializer, outer);
  }
  const condition = ts.isForStatement(node) ? node.condition : node.expression;
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
    const truth = condition === undefined || (ts.isDoStatement(node) && rounds === 0) ? undefined : truthiness(evaluate(m, condition, outer));
    if (truth === false) break;
    const end = truth === true ? execute(m, node.statement, new Scope(outer)) : m.branch(() => execute(m, node.statement, new Scope(outer)));
    if (ts.isForStatement(node) && node.incrementor !== undefined) evaluate(m, node.incrementor, outer);
    if (truth === undefined || (truth === true && end === 'leave')) break;
  }
  return 'next';
}

function executeSwitch(m: Machine, node: ts.SwitchStatement, scope: Scope): Completion {
  evaluate(m, node.expression, scope);
  const inner = new Scope(scope);
  for (const clause of node.caseBlock.clauses) m.branch(() => executeBlock(m, clause.statements, inner));
  return 'next';
}

function enumValue(m: Machine, node: ts.EnumDeclaration, scope: Scope): Value {
  const props = new Map<string, Value>();
  let next = 0;
  for (const member of node.members) {
    const value: Value = member.initializer === undefined ? constant(next) : evaluate(m, member.initializer, scope);
    if (value.kind === 'const' && typeof value.value === 'number') next = value.value + 1;
    if (ts.isIdentifier(member.name) || ts.isStringLiteral(member.name)) props.set(member.name.text, value.kind === 'const' ? value : UNKNOWN);
  }
  return { kind: 'object', layers: [{ props }], node };
}
