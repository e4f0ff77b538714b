import { Code, code } from '../../code';
import { numberChecks, oneOfValues, stringChecks, typeTest } from './emit-scalar';
import type { FunctionEmitter } from './function-emitter';
import type { JsonType, SchemaNode } from './node';

/** Answers, without faults, whether `v` satisfies a schema: an expression, with a call where it must be. */
export function testExpression(f: FunctionEmitter, node: SchemaNode, v: Code, withheld: ReadonlySet<string>): Code {
  return simpleTest(f, node, v) ?? callBranch(f, branchFunction(f, node, withheld), v, code`null`);
}

/** A function for the schema, to call or to hand to the runtime: `(value, faults, depth) => boolean`. */
export function branchFunction(f: FunctionEmitter, node: SchemaNode, withheld: ReadonlySet<string>): { name: Code; recursive: boolean } {
  if (node.ref !== undefined && isOnlyReference(node) && !f.linker.isLight(node.ref)) {
    return f.linker.shared(node.ref, f.variant, false, f.scope);
  }
  return { name: f.linker.inner(node, f, withheld), recursive: f.recursive };
}

export function callBranch(f: FunctionEmitter, { name, recursive }: { name: Code; recursive: boolean }, v: Code, faults: Code): Code {
  return code`${name}(${v}, ${faults}${recursive && f.recursive ? code`, ${f.deeper()}` : code``})`;
}

/** Nothing but a `$ref` (annotations aside). */
export function isOnlyReference(node: SchemaNode): boolean {
  if (node.ref === undefined) return false;
  return Object.keys(node).every((key) => REFERENCE_KEYS.has(key));
}

const REFERENCE_KEYS = new Set(['pointer', 'ref', 'default', 'readOnly', 'writeOnly']);

/** The whole test as one expression without calls to other schemas, for scalars; undefined for the rest. */
export function simpleTest(f: FunctionEmitter, node: SchemaNode, v: Code): Code | undefined {
  if (node.always !== undefined) return code`${node.always}`;
  if (f.linker.isTrivial(node)) return code`true`;
  if (node.ref !== undefined && isOnlyReference(node) && f.linker.isLight(node.ref)) return simpleTest(f, f.linker.node(node.ref), v);
  if (node.binary && f.variant.files) return undefined;
  if (Object.keys(node).some((key) => !SIMPLE_KEYS.has(key))) return undefined;
  const values = node.const ? [node.const.value] : node.enum;
  if (values && node.const && node.enum) return undefined;
  if (values) {
    const fitting = valuesOfTypes(values, node);
    if (hasScalarKeywords(node) || fitting.length === 0) return undefined;
    return code`(${oneOfValues(f, fitting, v)})`;
  }
  if (!node.types) return undefined;
  const alternatives = node.types.map((type) => simpleTypeTest(f, node, type, v));
  if (node.nullable && !node.types.includes('null')) alternatives.push(typeTest('null', v));
  return alternatives.length === 1 ? alternatives[0] : new Code(`(${alternatives.map((a) => (a.text.includes('&&') ? `(${a})` : a.text)).join(' || ')})`);
}

const SIMPLE_KEYS = new Set([
  'pointer', 'types', 'nullable', 'enum', 'const', 'default', 'readOnly', 'writeOnly', 'binary',
  'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format',
]);

function simpleTypeTest(f: FunctionEmitter, node: SchemaNode, type: JsonType, v: Code): Code {
  const checks = type === 'string' ? stringChecks(f, node, v) : type === 'number' || type === 'integer' ? numberChecks(f, node, v, type === 'integer') : [];
  return new Code([typeTest(type, v).text, ...checks.map((c) => negated(c.violated))].join(' && '));
}

function negated({ text }: Code): string {
  return text.startsWith('!') && !text.includes(' && ') && !text.includes(' || ') ? text.slice(1) : `!(${text})`;
}

function hasScalarKeywords(node: SchemaNode): boolean {
  return ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength', 'pattern', 'format'].some((k) => k in node);
}

/** The constants that `type` lets through, null added where `nullable` does. */
export function valuesOfTypes(values: readonly unknown[], { types, nullable }: SchemaNode): unknown[] {
  const fitting = types ? values.filter((value) => types.some((type) => isOfType(value, type))) : [...values];
  return nullable && !fitting.includes(null) ? [...fitting, null] : fitting;
}

export function isOfType(value: unknown, type: JsonType): boolean {
  switch (type) {
    case 'null': return value === null;
    case 'array': return Array.isArray(value);
    case 'object': return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'integer': return Number.isInteger(value);
    default: return typeof value === type;
  }
}
