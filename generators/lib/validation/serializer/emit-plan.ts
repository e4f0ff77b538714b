import { code, Code, join, lit, member, Name, nothing } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { ObjectPlan, Plan } from './plan';

/** Finds the function of a shared schema for a module, or the plan to write it by where it has none. */
export type FindShared = (pointer: string, scope: ModuleScope) => Name | Plan;

/** An expression of type `Write` that writes by the plan; adds the functions it needs to the module. */
export function emitWrite(plan: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Name {
  switch (plan.kind) {
    case 'any': return block('writeAny', scope);
    case 'string': return block('writeString', scope);
    case 'number': return block('writeNumber', scope);
    case 'boolean': return block('writeBoolean', scope);
    case 'shared': {
      const found = findShared(plan.pointer, scope);
      return found instanceof Name ? found : emitWrite(found, hint, scope, findShared);
    }
    case 'array':
    case 'object': {
      const body = bodyOf(plan, hint, scope, findShared);
      return scope.function(hint, (name) => code`function ${name}(value: any): string | undefined {
  ${body}
}`);
    }
  }
}

/** Statements that write `value` by a plan and return the text. */
export function bodyOf(plan: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Code {
  if (plan.kind === 'object') return objectBody(plan, hint, scope, findShared);
  if (plan.kind !== 'array') return code`return ${emitWrite(plan, hint, scope, findShared)}(value);`;
  return code`return ${block('writeArray', scope)}(value, ${emitWrite(plan.items, `${hint}Item`, scope, findShared)});`;
}

function objectBody(plan: ObjectPlan, hint: string, scope: ModuleScope, findShared: FindShared): Code {
  const members = plan.properties.map(({ name, plan: inner }, i) => {
    const write = emitWrite(inner, `${hint}_${name}`, scope, findShared);
    const value = INHERITED.has(name) ? code`${block('own', scope)}(object, ${name})` : code`object${member(name)}`;
    const label = `${JSON.stringify(name)}:`;
    const text = i === 0 ? lit(label) : code`(out === '' ? ${label} : ${`,${label}`})`;
    return code`text = ${write}(${value});
if (text !== undefined) out ${new Code(i === 0 ? '=' : '+=')} ${text} + text;`;
  });
  return code`const object = ${block('membersOf', scope)}(value);
if (object === undefined) return JSON.stringify(value);
let out = '';
${members.length > 0 ? code`let text: string | undefined;` : nothing}
${join(members)}
${plan.rest ? writeRest(plan, plan.rest, hint, scope, findShared) : nothing}
return '{' + out + '}';`;
}

function writeRest(plan: ObjectPlan, rest: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Code {
  const names = lit([...plan.properties.map((p) => p.name), ...plan.hidden]);
  const declared = scope.declare(`${hint}_declared`, code`new Set<string>(${names})`);
  const item = emitWrite(rest, `${hint}_rest`, scope, findShared);
  return code`out = ${block('writeRest', scope)}(object, ${declared}, ${item}, out);`;
}

function block(name: string, scope: ModuleScope): Name {
  return scope.runtime(name, 'http/fastify-serialize');
}

/** Names every object has without owning them. */
const INHERITED = new Set(Object.getOwnPropertyNames(Object.prototype));
