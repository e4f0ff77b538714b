import { code, Code, join, key, lit, member, Name } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { ObjectPlan, Plan } from './plan';

/** Finds the function of a shared schema for a module; undefined where all of a value is sent. */
export type FindShared = (pointer: string, scope: ModuleScope) => Name | undefined;

/** An expression of type `Pick` that picks by a plan, or undefined where all is sent; adds what it needs to the module. */
export function emitPick(plan: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Name | undefined {
  if (plan.kind === 'any') return undefined;
  if (plan.kind === 'shared') return findShared(plan.pointer, scope);
  const body = bodyOf(plan, hint, scope, findShared);
  return body && scope.function(hint, (name) => code`function ${name}(value: any): any {
  ${body}
}`);
}

/** Statements that return what is sent of `value`; undefined where that is all of it. */
export function bodyOf(plan: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Code | undefined {
  if (plan.kind === 'object') return objectBody(plan, hint, scope, findShared);
  if (plan.kind === 'array') {
    const item = emitPick(plan.items, `${hint}Item`, scope, findShared);
    return item && code`return ${block('pickItems', scope)}(value, ${item});`;
  }
  const pick = emitPick(plan, hint, scope, findShared);
  return pick && code`return ${pick}(value);`;
}

function objectBody(plan: ObjectPlan, hint: string, scope: ModuleScope, findShared: FindShared): Code | undefined {
  const members: Code[] = [];
  for (const { name, plan: inner } of plan.properties) {
    const pick = emitPick(inner, `${hint}_${name}`, scope, findShared);
    if (!pick && plan.rest?.kind === 'any') continue;
    const value = INHERITED.has(name) ? code`${block('own', scope)}(object, ${name})` : code`object${member(name)}`;
    members.push(code`${key(name)}: ${pick ? code`${pick}(${value})` : value},`);
  }
  const rest = plan.rest && emitPick(plan.rest, `${hint}_others`, scope, findShared);
  const open = plan.rest !== null && !rest;
  if (open) members.push(...plan.hidden.map((name) => code`${key(name)}: undefined,`));
  if (open && members.length === 0) return undefined;
  return code`const object = ${block('membersOf', scope)}(value);
if (object === undefined) return value;
${rest ? code`return ${block('pickOthers', scope)}(object, ${declaredNames(plan, hint, scope)}, ${rest}, ${literal(members)});` : code`return ${literal(open ? [code`...object,`, ...members] : members)};`}`;
}

function literal(members: readonly Code[]): Code {
  return members.length === 0 ? new Code('{}') : code`{
  ${join(members)}
}`;
}

function declaredNames(plan: ObjectPlan, hint: string, scope: ModuleScope): Name {
  return scope.declare(`${hint}_declared`, code`new Set<string>(${lit([...plan.properties.map((p) => p.name), ...plan.hidden])})`);
}

function block(name: string, scope: ModuleScope): Name {
  return scope.runtime(name, 'http/fastify-serialize');
}

/** Names every object has without owning them. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
