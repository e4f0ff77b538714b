import { code } from '../../code';
import { emitUnion } from './emit-union';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import type { FunctionEmitter } from './function-emitter';
import type { SchemaNode } from './node';
import { testExpression } from './test-expression';

/** allOf, anyOf, oneOf, not, if/then/else. */
export function emitCombinations(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  const inPlace: Place = { v: place.v, path: place.path, withheld: place.withheld };
  for (const schema of node.allOf ?? []) emitSchema(f, schema, place);
  if (node.oneOf) emitUnion(f, 'oneOf', node, node.oneOf, inPlace);
  if (node.anyOf) emitUnion(f, 'anyOf', node, node.anyOf, inPlace);
  if (node.if && (node.then || node.else)) emitConditional(f, node.if, node, inPlace);
  if (node.not) {
    const test = testExpression(f, node.not, place.v, place.withheld);
    f.failIf(test, code`${f.runtime('fault', 'faults')}(faults, ${place.path.print()}, 'not', 'must NOT be valid', {})`);
  }
}

function emitConditional(f: FunctionEmitter, condition: SchemaNode, node: SchemaNode, place: Place): void {
  const then = f.out.apart(() => node.then && emitSchema(f, node.then, place));
  const otherwise = f.out.apart(() => node.else && emitSchema(f, node.else, place));
  if (then.length === 0 && otherwise.length === 0) return;
  const test = testExpression(f, condition, place.v, place.withheld);
  if (then.length > 0) f.out.block(code`if (${test})`, () => f.out.append(then.map((l) => `  ${l}`)));
  if (otherwise.length > 0) f.out.block(then.length > 0 ? code`else` : code`if (!(${test}))`, () => f.out.append(otherwise.map((l) => `  ${l}`)));
}
