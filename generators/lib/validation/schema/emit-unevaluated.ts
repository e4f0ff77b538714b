import { Code, code, regExp } from '../../code';
import { itemEvidence, propertyEvidence } from './evidence';
import type { Condition, Evidence } from './evidence';
import { readProperty, unlisted, withValue } from './emit-object';
import { typeTest } from './emit-scalar';
import { emitSchema } from './emit-schema';
import type { Place } from './emit-schema';
import type { FunctionEmitter } from './function-emitter';
import type { SchemaNode } from './node';
import { testExpression } from './test-expression';

/**
 * unevaluatedProperties and unevaluatedItems (core §11). What the schemas beside and below evaluate
 * is known from their text; only which branches hold is asked at run time, by asking them again.
 */
export function emitUnevaluated(f: FunctionEmitter, node: SchemaNode, place: Place): void {
  if (node.unevaluatedProperties && !f.linker.isTrivial(node.unevaluatedProperties)) emitProperties(f, node, node.unevaluatedProperties, place);
  if (node.unevaluatedItems && !f.linker.isTrivial(node.unevaluatedItems)) emitItems(f, node, node.unevaluatedItems, place);
}

function emitProperties(f: FunctionEmitter, node: SchemaNode, schema: SchemaNode, place: Place): void {
  const evidence = propertyEvidence(f.linker, node);
  if (evidence.all) return;
  const { v, path } = place;
  f.out.block(code`if (${typeTest('object', v)})`, () => {
    const name = f.local('k');
    const left = unseen(f, evidence, place, (e) => [
      ...(e.names.size > 0 ? [allOf(unlisted(f, [...e.names], name))] : []),
      ...e.patterns.map((p) => `!${f.scope.declare('pattern', regExp(p.source, p.flags))}.test(${name})`),
    ]);
    const value = f.local('v');
    f.out.block(code`for (const ${name} in ${v})`, () => {
      f.out.block(condition(left), () => {
        if (schema.always === false) {
          f.fail(code`${f.runtime('fault', 'faults')}(faults, ${path.print()}, 'unevaluatedProperties', 'must NOT have unevaluated properties', { unevaluatedProperty: ${name} })`);
        } else {
          const inner: Place = { v: value, path: path.dynamic(code`${f.runtime('step', 'faults')}(${name})`), withheld: f.linker.withheldNames(schema, f.variant) };
          withValue(f, value, code`${v}[${name}]`, () => emitSchema(f, schema, inner));
        }
      });
    });
  });
}

function emitItems(f: FunctionEmitter, node: SchemaNode, schema: SchemaNode, place: Place): void {
  const evidence = itemEvidence(f.linker, node);
  if (evidence.all) return;
  const { v, path } = place;
  f.out.block(code`if (Array.isArray(${v}))`, () => {
    const i = f.local('i');
    const left = unseen(f, { ...evidence, prefix: 0 }, place, (e) => [
      ...(e.prefix > 0 ? [`${i} >= ${e.prefix}`] : []),
      ...e.contains.map((c) => `!(${testExpression(f, c, code`${v}[${i}]`, new Set())})`),
    ]);
    const value = f.local('v');
    f.out.block(code`for (let ${i} = ${evidence.prefix}; ${i} < ${v}.length; ${i}++)`, () => {
      f.out.block(condition(left), () => {
        if (schema.always === false) {
          f.fail(code`${f.runtime('fault', 'faults')}(faults, ${path.index(i).print()}, 'unevaluatedItems', 'must NOT have unevaluated items', {})`);
        } else {
          withValue(f, value, code`${v}[${i}]`, () => emitSchema(f, schema, { v: value, path: path.index(i), withheld: f.linker.withheldNames(schema, f.variant) }));
        }
      });
    });
  });
}

/** Conditions that all hold for a member that nothing has evaluated; flags for branches are written first. */
function unseen(f: FunctionEmitter, evidence: Evidence, place: Place, own: (evidence: Evidence) => string[], within?: Code): string[] {
  const parts = own(evidence);
  for (const branch of evidence.conditional) {
    const flag = f.local('m');
    const test = branchTest(f, branch.when, place);
    f.out.line(code`const ${flag} = ${within ? code`${within} && ` : code``}${test};`);
    if (branch.evidence.all) {
      parts.push(`!${flag}`);
      continue;
    }
    const inner = unseen(f, branch.evidence, place, own, flag);
    parts.push(inner.length === 0 ? 'true' : `(!${flag} || ${allOf(inner)})`);
  }
  return parts.filter((part) => part !== 'true');
}

function branchTest(f: FunctionEmitter, when: Condition, place: Place): Code {
  if ('present' in when) return code`${readProperty(f, place.v, when.present)} !== undefined`;
  const test = testExpression(f, when.schema, place.v, place.withheld);
  return when.negated ? code`!(${test})` : code`(${test})`;
}

function allOf(parts: readonly string[]): string {
  return parts.length === 1 ? parts[0]! : `(${parts.join(' && ')})`;
}

function condition(parts: readonly string[]): Code {
  return code`if (${parts.length === 0 ? code`true` : new Code(parts.join(' && '))})`;
}
