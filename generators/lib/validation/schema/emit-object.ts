import { Code, code, lit, member, regExp } from '../../code';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import type { FunctionEmitter } from './function-emitter';
import type { SchemaNode } from './node';
import { simpleTest, testExpression } from './test-expression';

/** Keywords for objects; `v` is known to be one. */
export function emitObject(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  emitCounts(f, node, place);
  emitRequired(f, node, place);
  emitProperties(f, node, place);
  emitDependents(f, node, place);
  emitNames(f, node, place);
  emitOthers(f, node, place);
}

const NONE: ReadonlySet<string> = new Set();

/** Reads a property: absent ones are undefined, whatever `Object.prototype` holds. */
export function readProperty(f: FunctionEmitter, v: Code, name: string): Code {
  return name in Object.prototype ? code`${f.runtime('own', 'checks')}(${v}, ${name})` : code`${v}${member(name)}`;
}

function emitCounts(f: FunctionEmitter, { minProperties, maxProperties }: SchemaNode, { v, path }: Place): void {
  if (!minProperties && maxProperties === undefined) return;
  const count = f.local('c');
  f.out.line(code`const ${count} = Object.keys(${v}).length;`);
  if (minProperties) f.failIf(code`${count} < ${minProperties}`, code`${f.runtime('tooFew', 'faults')}(faults, ${path.print()}, 'minProperties', ${minProperties}, 'properties')`);
  if (maxProperties !== undefined) f.failIf(code`${count} > ${maxProperties}`, code`${f.runtime('tooMany', 'faults')}(faults, ${path.print()}, 'maxProperties', ${maxProperties}, 'properties')`);
}

function missing(f: FunctionEmitter, { path }: Place, name: string): Code {
  return code`${f.runtime('missing', 'faults')}(faults, ${path.print()}, ${name})`;
}

function isChecked(f: FunctionEmitter, node: SchemaNode, place: Place, name: string): boolean {
  const schema = node.properties?.get(name);
  return schema !== undefined && !place.withheld.has(name) && !f.linker.isTrivial(schema);
}

/** Required names whose value is not looked at otherwise, or only by a call: absence is the cheaper check. */
function emitRequired(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  for (const name of node.required ?? []) {
    if (place.withheld.has(name) || (isChecked(f, node, place, name) && simpleTest(f, node.properties!.get(name)!, place.v))) continue;
    f.failIf(code`${readProperty(f, place.v, name)} === undefined`, missing(f, place, name));
  }
}

function emitProperties(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  const required = new Set(node.required);
  for (const [name, schema] of node.properties ?? []) {
    if (!isChecked(f, node, place, name)) continue;
    const value = f.local('v');
    const inner: Place = { v: value, path: place.path.property(name), withheld: f.linker.withheldNames(schema, f.variant) };
    const lines = f.out.apart(() => emitSchema(f, schema, inner));
    const reportsAbsence = required.has(name) && simpleTest(f, schema, place.v) !== undefined;
    if (lines.length === 0 && !reportsAbsence) continue;
    f.out.line(code`const ${value} = ${readProperty(f, place.v, name)};`);
    if (reportsAbsence) {
      f.out.line(code`if (${value} === undefined) {`);
      f.out.line(code`  if (${missing(f, place, name)}) return false;`);
      f.out.line(code`} else {`);
    } else {
      f.out.line(code`if (${value} !== undefined) {`);
    }
    f.out.append(lines.map((line) => `  ${line}`));
    f.out.line(code`}`);
  }
}

function emitDependents(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  for (const [name, needed] of node.dependentRequired ?? []) {
    f.out.block(code`if (${readProperty(f, place.v, name)} !== undefined)`, () => {
      for (const other of needed) {
        if (place.withheld.has(other)) continue;
        const params = lit({ property: name, missingProperty: other, depsCount: needed.length, deps: needed.join(', ') });
        const message = `must have ${needed.length === 1 ? 'property' : 'properties'} ${needed.join(', ')} when property ${name} is present`;
        f.failIf(code`${readProperty(f, place.v, other)} === undefined`, code`${f.runtime('fault', 'faults')}(faults, ${place.path.print()}, 'dependentRequired', ${message}, ${params})`);
      }
    });
  }
  for (const [name, schema] of node.dependentSchemas ?? []) {
    f.out.block(code`if (${readProperty(f, place.v, name)} !== undefined)`, () => emitSchema(f, schema, place));
  }
}

function emitNames(f: FunctionEmitter, { propertyNames }: SchemaNode, { v, path }: Place): void {
  if (!propertyNames || f.linker.isTrivial(propertyNames)) return;
  const name = f.local('k');
  f.out.block(code`for (const ${name} in ${v})`, () => {
    f.failIf(code`!(${testExpression(f, propertyNames, name, NONE)})`, code`${f.runtime('fault', 'faults')}(faults, ${path.print()}, 'propertyNames', 'property name must be valid', { propertyName: ${name} })`);
  });
}

/** patternProperties and additionalProperties in one loop over the names. */
function emitOthers(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  const patterns = (node.patternProperties ?? []).map(({ pattern, schema }) => ({ test: f.scope.declare('pattern', regExp(pattern.source, pattern.flags)), schema }));
  const { additionalProperties: additional } = node;
  const name = f.local('k');
  f.out.block(code`for (const ${name} in ${place.v})`, () => {
    const value = f.local('v');
    const inner = (schema: SchemaNode): Place => ({ v: value, path: place.path.dynamic(code`${f.runtime('step', 'faults')}(${name})`), withheld: f.linker.withheldNames(schema, f.variant) });
    for (const { test, schema } of patterns) {
      f.out.block(code`if (${test}.test(${name}))`, () => {
        withValue(f, value, code`${place.v}[${name}]`, () => emitSchema(f, schema, inner(schema)));
      });
    }
    if (!additional || f.linker.isTrivial(additional)) return;
    const isOther = [...unlisted(f, [...(node.properties?.keys() ?? [])], name), ...patterns.map(({ test }) => `!${test}.test(${name})`)];
    if (additional.always === false) {
      f.fail(new Code([...isOther, code`${f.runtime('extra', 'faults')}(faults, ${place.path.print()}, ${name})`].join(' && ')));
      return;
    }
    const body = () => withValue(f, value, code`${place.v}[${name}]`, () => emitSchema(f, additional, inner(additional)));
    if (isOther.length === 0) body();
    else f.out.block(code`if (${new Code(isOther.join(' && '))})`, body);
  });
}

/** `const v1 = …;` before what `body` writes, if it writes anything. */
export function withValue(f: FunctionEmitter, name: Code, expression: Code, body: () => void): void {
  const lines = f.out.apart(body);
  if (lines.length === 0) return;
  const used = new RegExp(`\\b${name}\\b`);
  if (lines.some((line) => used.test(line))) f.out.line(code`const ${name} = ${expression};`);
  f.out.append(lines);
}

/** Conditions that hold for a name that is not listed. */
export function unlisted(f: FunctionEmitter, names: readonly string[], name: Code): string[] {
  if (names.length <= MAX_COMPARED) return names.map((n) => code`${name} !== ${n}`.text);
  return [`!${f.scope.declare('known', code`new Set(${lit(names)})`)}.has(${name})`];
}

const MAX_COMPARED = 12;
