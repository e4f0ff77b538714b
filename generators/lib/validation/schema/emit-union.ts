import { Code, code } from '../../code';
import { emitDispatch } from './emit-dispatch';
import { constantList, oneOfValues } from './emit-scalar';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import type { FunctionEmitter } from './function-emitter';
import type { JsonType, SchemaNode } from './node';
import { branchFunction, callBranch, simpleTest, valuesOfTypes } from './test-expression';

type Keyword = 'anyOf' | 'oneOf';

/** anyOf and oneOf: by a deciding property where there is one, else by trying the branches. */
export function emitUnion(f: FunctionEmitter, keyword: Keyword, node: SchemaNode, branches: readonly SchemaNode[], place: Place): void {
  const rest = branches.filter((branch) => !isNull(branch));
  if (rest.length < branches.length && rest.length > 0 && (keyword === 'anyOf' || (rest.length === branches.length - 1 && !rest.some((b) => mayBeNull(f, b))))) {
    f.out.block(code`if (${place.v} !== null)`, () => emitUnion(f, keyword, node, rest, place));
    return;
  }
  if (branches.length === 1) return emitSchema(f, branches[0]!, place);
  if (f.variant.files && emitFileUnion(f, keyword, node, branches, place)) return;
  emitPlainUnion(f, keyword, node, branches, place);
}

/**
 * OpenAI's `input_reference: oneOf [binary, { properties: … }]` in a multipart body: a file stands for
 * the bytes alone. To JavaScript it is an object too, which the other branches must not see.
 */
function emitFileUnion(f: FunctionEmitter, keyword: Keyword, node: SchemaNode, branches: readonly SchemaNode[], place: Place): boolean {
  const forFiles = branches.filter((branch) => takesFile(f, branch));
  if (forFiles.length === 0 || forFiles.length === branches.length) return false;
  const isFile = code`${f.runtime('isFile', 'checks')}(${place.v})`;
  const settled = forFiles.length === 1 || keyword === 'anyOf';
  if (!settled) f.out.block(code`if (${isFile})`, () => emitPlainUnion(f, keyword, node, forFiles, place));
  f.out.block(code`if (!${isFile})`, () => emitPlainUnion(f, keyword, node, branches, place));
  return true;
}

function takesFile(f: FunctionEmitter, node: SchemaNode, hops = 0): boolean {
  if (node.binary || hops > 20) return node.binary === true;
  const parts = [...(node.ref === undefined ? [] : [f.linker.node(node.ref)]), ...(node.allOf ?? []), ...(node.oneOf ?? []), ...(node.anyOf ?? [])];
  return parts.some((part) => takesFile(f, part, hops + 1));
}

function emitPlainUnion(f: FunctionEmitter, keyword: Keyword, node: SchemaNode, branches: readonly SchemaNode[], place: Place): void {
  if (keyword === 'anyOf' && branches.some((branch) => f.linker.isTrivial(branch))) return;
  const table = f.linker.unionTable(node, branches);
  if (table) return emitDispatch(f, table, keyword, place);
  if (keyword === 'anyOf' && emitMerged(f, branches, place)) return;
  emitTrials(f, keyword, branches, place);
}

/** Branches that are only types, or only constants, are one `type` or one `enum`. */
function emitMerged(f: FunctionEmitter, branches: readonly SchemaNode[], { v, path }: Place): boolean {
  if (branches.every((b) => Object.keys(b).every((key) => key === 'pointer' || key === 'types') && b.types)) {
    const types = [...new Set(branches.flatMap((b) => b.types as JsonType[]))];
    emitSchema(f, { pointer: branches[0]!.pointer, types }, { v, path, withheld: new Set() });
    return true;
  }
  if (branches.every((b) => (b.const || b.enum) && !(b.const && b.enum) && simpleTest(f, b, v))) {
    const values = branches.flatMap((b) => valuesOfTypes(b.const ? [b.const.value] : b.enum!, b));
    f.failIf(code`!(${oneOfValues(f, values, v)})`, code`${f.runtime('notAllowed', 'faults')}(faults, ${path.print()}, ${constantList(f, values)})`);
    return true;
  }
  return false;
}

/** Tries each branch for its verdict only; when none fits, the runtime asks the closest one why. */
export function emitTrials(f: FunctionEmitter, keyword: Keyword, branches: readonly SchemaNode[], { v, path, withheld }: Place): void {
  const tests = branches.map((branch) => simpleTest(f, branch, v) ?? callBranch(f, branchFunction(f, branch, withheld), v, code`null`));
  const functions = () => new Code(branches.map((branch) => branchFunction(f, branch, withheld).name).join(', '));
  const noMatch = () => code`${f.runtime('noMatch', 'alternatives')}(faults, ${path.print()}, ${v}, [${functions()}], ${keyword}, ${f.recursive ? f.deeper() : 0})`;
  if (keyword === 'anyOf') {
    f.failIf(code`!(${new Code(tests.join(' || '))})`, noMatch());
    return;
  }
  const first = f.local('a');
  const second = f.local('b');
  f.out.line(code`let ${first} = -1, ${second} = -1;`);
  tests.forEach((test, i) => {
    if (i === 0) f.out.line(code`if (${test}) ${first} = 0;`);
    else f.out.line(code`if (${second} < 0 && ${test}) { if (${first} < 0) ${first} = ${i}; else ${second} = ${i}; }`);
  });
  f.fail(code`${first} < 0 ? ${noMatch()} : ${second} >= 0 && ${f.runtime('manyMatch', 'alternatives')}(faults, ${path.print()}, [${first}, ${second}])`);
}

function isNull(node: SchemaNode): boolean {
  const keys = Object.keys(node).filter((key) => key !== 'pointer' && key !== 'default');
  if (keys.length === 1 && node.types?.length === 1 && node.types[0] === 'null') return true;
  return keys.every((key) => ['types', 'enum', 'const', 'nullable'].includes(key)) && (node.const ? node.const.value === null : node.enum?.length === 1 && node.enum[0] === null) && (!node.types || node.types.includes('null') || node.nullable === true);
}

/** Conservative: true unless null is certainly refused. */
function mayBeNull(f: FunctionEmitter, node: SchemaNode, hops = 0): boolean {
  if (node.nullable) return true;
  if (node.types) return node.types.includes('null');
  if (node.const) return node.const.value === null;
  if (node.enum) return node.enum.includes(null);
  if (node.ref !== undefined && hops < 20) return mayBeNull(f, f.linker.node(node.ref), hops + 1);
  if (node.allOf && hops < 20) return node.allOf.every((part) => mayBeNull(f, part, hops + 1));
  return true;
}
