import { code, Code, join, lit, member, type Name, nothing } from '../../code';
import type { ModuleScope } from '../module-scope';
import type { ObjectPlan, Plan } from './plan';

/** Finds the function of a shared schema for a module; undefined when JSON.stringify writes it. */
export type FindShared = (pointer: string, scope: ModuleScope) => Name | undefined;

/** An expression of type `Write` that writes by the plan; adds the functions it needs to the module. */
export function emitWrite(plan: Plan, hint: string, scope: ModuleScope, findShared: FindShared): Name {
  switch (plan.kind) {
    case 'any': return block('writeAny', scope);
    case 'string': return block('writeString', scope);
    case 'number': return block('writeNumber', scope);
    case 'boolean': return block('writeBoolean', scope);
    case 'shared': return findShared(plan.pointer, scope) ?? block('writeAny', scope);
    case 'array': {
      const item = emitWrite(plan.items, `${hint}Item`, scope, findShared);
      return scope.function(hint, (name) => code`function ${name}(value: any): string | undefined {
  return ${block('writeArray', scope)}(value, ${item});
}`);
    }
    case 'object': {
      const body = objectBody(plan, hint, scope, findShared);
      return scope.function(hint, (name) => code`function ${name}(value: any): string | undefined {
  ${body}
}`);
    }
  }
}

/** Statements that write `value`, an object, by its plan and return the text. */
export function objectBody(plan: ObjectPlan, hint: string, scope: ModuleScope, findShared: FindShared): Code {
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
