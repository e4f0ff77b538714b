import { Code, code } from '../../code';
import { emitArray } from './emit-array';
import { emitCombinations } from './emit-combinations';
import { emitObject } from './emit-object';
import { constantList, numberChecks, oneOfValues, stringChecks, typeTest } from './emit-scalar';
import { emitUnevaluated } from './emit-unevaluated';
import type { FunctionEmitter } from './function-emitter';
import type { JsonType, SchemaNode } from './node';
import type { Path } from './path';
import { valuesOfTypes } from './test-expression';

/** Where a schema applies. */
export interface Place {
  /** Expression of the value: a local name. */
  readonly v: Code;
  readonly path: Path;
  /** Properties that are not to be sent in this direction, known from the whole composition. */
  readonly withheld: ReadonlySet<string>;
  /** The component this schema is part of by composition, if any: heirs do not dispatch back to it. */
  readonly heir?: string;
}

/** Writes the statements that check a value; nothing for a schema that accepts everything. */
export function emitSchema(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  const { v, path } = place;
  if (node.always === true) return;
  if (node.always === false) {
    f.fail(code`${f.runtime('fault', 'faults')}(faults, ${path.print()}, 'false schema', 'boolean schema is false', {})`);
    return;
  }
  if (node.nullable && !node.types?.includes('null') && !nullJoinsEnum(node)) {
    const { nullable: _, ...rest } = node;
    f.out.block(code`if (${v} !== null)`, () => emitSchema(f, rest, place));
    return;
  }
  if (node.binary && f.variant.files) {
    const { binary: _, ...rest } = node;
    f.out.block(code`if (!${f.runtime('isFile', 'checks')}(${v}))`, () => emitSchema(f, rest, place));
    return;
  }
  if (node.ref !== undefined) emitReference(f, node.ref, place);
  const typesSettled = emitValues(f, node, place);
  emitTypes(f, node, place, typesSettled);
  emitCombinations(f, node, place);
  emitUnevaluated(f, node, place);
}

/** In `{type: string, nullable: true, enum: [a]}` null is one more allowed value. */
function nullJoinsEnum(node: SchemaNode): boolean {
  return node.enum !== undefined && !node.ref && !node.allOf && !node.anyOf && !node.oneOf && !node.not;
}

/** A `$ref`: a call, or for small schemas their statements. */
export function emitReference(f: FunctionEmitter, pointer: string, place: Place): void {
  const { linker } = f;
  const target = linker.node(pointer);
  if (linker.isTrivial(target)) return;
  if (linker.isLight(pointer)) return emitSchema(f, target, place);
  const plain = place.heir !== undefined && linker.inherits(place.heir, pointer);
  const callee = linker.shared(pointer, f.variant, plain, f.scope);
  emitCall(f, callee, place);
}

/** Calls a check function and puts its faults where they belong. */
export function emitCall(f: FunctionEmitter, callee: { name: Code; recursive: boolean }, { v, path }: Place): void {
  const depth = callee.recursive && f.recursive ? code`, ${f.deeper()}` : code``;
  const call = code`!${callee.name}(${v}, faults${depth})`;
  if (path.isRoot) return f.failIf(call, code`faults === null`);
  f.markFaults();
  f.failIf(call, code`${f.runtime('at', 'faults')}(faults, n, ${path.print()})`);
}

/** `const` and `enum`; answers whether they settle the type, too. */
function emitValues(f: FunctionEmitter, node: SchemaNode, { v, path }: Place): boolean {
  if (node.const) {
    const { value } = node.const;
    const report = code`${f.runtime('notConstant', 'faults')}(faults, ${path.print()}, ${constant(f, value)})`;
    f.failIf(code`!(${oneOfValues(f, [value], v)})`, report);
  }
  if (node.enum) {
    const values = valuesOfTypes(node.enum, node);
    f.failIf(code`!(${oneOfValues(f, values, v)})`, code`${f.runtime('notAllowed', 'faults')}(faults, ${path.print()}, ${constantList(f, values)})`);
    return true;
  }
  return node.const !== undefined && valuesOfTypes([node.const.value], node).length > 0;
}

function constant(f: FunctionEmitter, value: unknown): Code {
  return typeof value === 'object' && value !== null ? constantList(f, value as never) : code`${value as string}`;
}

/** `type` and the keywords that apply to one type only, as one chain of ifs. */
function emitTypes(f: FunctionEmitter, node: SchemaNode, place: Place, typesSettled: boolean): void {
  const { v, path } = place;
  const types = typesSettled ? undefined : node.types;
  const groups: { test: Code; lines: readonly string[]; types: readonly JsonType[] }[] = [];
  const numeric: JsonType = node.types?.includes('integer') && !node.types.includes('number') ? 'integer' : 'number';
  const group = (type: JsonType, write: () => void) => {
    if (types && !types.includes(type)) return;
    const lines = f.out.apart(write);
    if (lines.length > 0) groups.push({ test: types ? typeTest(type, v) : looseTest(type, v), lines, types: type === 'number' ? ['number', 'integer'] : [type] });
  };
  group('string', () => stringChecks(f, node, v).forEach((c) => f.failIf(c.violated, c.report(path.print()))));
  group(numeric, () => numberChecks(f, node, v, numeric === 'integer').forEach((c) => f.failIf(c.violated, c.report(path.print()))));
  group('array', () => emitArray(f, node, place));
  group('object', () => emitObject(f, node, place));
  const others = types?.filter((type) => !groups.some((g) => g.types.includes(type)));
  let head = 'if';
  for (const { test, lines } of groups) {
    f.out.block(code`${new Code(head)} (${test})`, () => f.out.append(lines.map((line) => `  ${line}`)));
    head = 'else if';
  }
  if (!types) return;
  const list = node.types?.includes('integer') && node.types.includes('number') ? types.filter((t) => t !== 'integer') : types;
  const wrong = code`${f.runtime('wrongType', 'faults')}(faults, ${path.print()}, ${list.join(',')})`;
  const negations = others!.filter((t) => list.includes(t)).map((type) => typeTest(type, v, true));
  f.out.line(code`${new Code(head)} (${new Code([...negations, wrong].join(' && '))}) return false;`);
}

/** Without `type`, NaN need not be told from numbers: all that matters is which keywords apply. */
function looseTest(type: JsonType, v: Code): Code {
  return type === 'number' || type === 'integer' ? code`typeof ${v} === 'number'` : typeTest(type, v);
}
