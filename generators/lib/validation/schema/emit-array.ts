import { code } from '../../code';
import { withValue } from './emit-object';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import type { FunctionEmitter } from './function-emitter';
import type { SchemaNode } from './node';
import { testExpression } from './test-expression';

/** Keywords for arrays; `v` is known to be one. */
export function emitArray(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  const { v, path } = place;
  const { minItems, maxItems } = node;
  if (minItems) f.failIf(code`${v}.length < ${minItems}`, code`${f.runtime('tooFew', 'faults')}(faults, ${path.print()}, 'minItems', ${minItems}, 'items')`);
  if (maxItems !== undefined) f.failIf(code`${v}.length > ${maxItems}`, code`${f.runtime('tooMany', 'faults')}(faults, ${path.print()}, 'maxItems', ${maxItems}, 'items')`);
  node.prefixItems?.forEach((schema, i) => emitPrefixItem(f, schema, i, place));
  emitItems(f, node, place);
  emitContains(f, node, place);
  if (node.uniqueItems) f.failIf(code`${v}.length > 1`, code`${f.runtime('notUnique', 'unique')}(faults, ${path.print()}, ${v})`);
}

function emitPrefixItem(f: FunctionEmitter, schema: SchemaNode, i: number, { v, path }: Place): void {
  const item = f.local('v');
  f.out.block(code`if (${v}.length > ${i})`, () => {
    withValue(f, item, code`${v}[${i}]`, () => emitSchema(f, schema, { v: item, path: path.index(i), withheld: f.linker.withheldNames(schema, f.variant) }));
  });
}

function emitItems(f: FunctionEmitter, node: SchemaNode, { v, path }: Place): void {
  const { items } = node;
  if (!items) return;
  const from = node.prefixItems?.length ?? 0;
  if (items.always === false) {
    f.failIf(code`${v}.length > ${from}`, code`${f.runtime('tooMany', 'faults')}(faults, ${path.print()}, 'items', ${from}, 'items')`);
    return;
  }
  const i = f.local('i');
  const item = f.local('v');
  f.out.block(code`for (let ${i} = ${from}; ${i} < ${v}.length; ${i}++)`, () => {
    withValue(f, item, code`${v}[${i}]`, () => emitSchema(f, items, { v: item, path: path.index(i), withheld: f.linker.withheldNames(items, f.variant) }));
  });
}

function emitContains(f: FunctionEmitter, { contains }: SchemaNode, { v, path }: Place): void {
  if (!contains) return;
  const { schema, min, max } = contains;
  if (min === 0 && max === undefined) return;
  const count = f.local('c');
  const item = f.local('i');
  const test = testExpression(f, schema, code`${v}[${item}]`, f.linker.withheldNames(schema, f.variant));
  f.out.line(code`let ${count} = 0;`);
  f.out.line(code`for (let ${item} = 0; ${item} < ${v}.length; ${item}++) if (${test}) ${count}++;`);
  const message = `must contain at least ${min}${max === undefined ? '' : ` and no more than ${max}`} valid item(s)`;
  const params = max === undefined ? code`{ minContains: ${min} }` : code`{ minContains: ${min}, maxContains: ${max} }`;
  const outside = max === undefined ? code`${count} < ${min}` : code`(${count} < ${min} || ${count} > ${max})`;
  f.failIf(outside, code`${f.runtime('fault', 'faults')}(faults, ${path.print()}, 'contains', ${message}, ${params})`);
}
