import { Code, code, lit, regExp } from '../../code';
import { formatCheck } from './formats';
import type { FunctionEmitter } from './function-emitter';
import type { JsonType, SchemaNode } from './node';

/** A violation of a keyword: the expression that shows it, and the expression that reports it. */
export interface ScalarCheck {
  readonly violated: Code;
  report(path: Code): Code;
}

/** What `v` must satisfy once it is known to be a string. */
export function stringChecks(f: FunctionEmitter, node: SchemaNode, v: Code): ScalarCheck[] {
  const checks: ScalarCheck[] = [];
  const { minLength, maxLength, pattern } = node;
  const length = () => f.runtime('codePoints', 'checks');
  if (minLength) {
    const few = minLength === 1 ? code`${v}.length === 0` : code`(${v}.length < ${minLength} || (${v}.length < ${2 * minLength} && ${length()}(${v}) < ${minLength}))`;
    checks.push({ violated: few, report: (path) => code`${f.runtime('tooFew', 'faults')}(faults, ${path}, 'minLength', ${minLength}, 'characters')` });
  }
  if (maxLength !== undefined) {
    checks.push({
      violated: code`${v}.length > ${maxLength} && ${length()}(${v}) > ${maxLength}`,
      report: (path) => code`${f.runtime('tooMany', 'faults')}(faults, ${path}, 'maxLength', ${maxLength}, 'characters')`,
    });
  }
  if (pattern) {
    const constant = f.scope.declare('pattern', regExp(pattern.source, pattern.flags));
    // A text that is far too long has been refused already; matching it could take very long.
    const guard = maxLength === undefined ? code`` : code`${v}.length <= ${2 * maxLength} && `;
    checks.push({ violated: code`${guard}!${constant}.test(${v})`, report: (path) => code`${f.runtime('notPattern', 'faults')}(faults, ${path}, ${pattern.text})` });
  }
  const format = node.format === undefined ? undefined : formatCheck(node.format);
  if (format?.on === 'string') {
    checks.push({
      violated: code`!${f.runtime(format.name, format.file)}(${v})`,
      report: (path) => code`${f.runtime('notFormat', 'faults')}(faults, ${path}, ${node.format})`,
    });
  }
  return checks;
}

/** What `v` must satisfy once it is known to be a number. */
export function numberChecks(f: FunctionEmitter, node: SchemaNode, v: Code, isInteger: boolean): ScalarCheck[] {
  const checks: ScalarCheck[] = [];
  const range = (keyword: 'minimum' | 'maximum' | 'exclusiveMinimum' | 'exclusiveMaximum', holds: Code) => {
    const limit = node[keyword];
    if (limit === undefined) return;
    checks.push({
      violated: code`!(${v} ${holds} ${lit(limit)})`,
      report: (path) => code`${f.runtime('outOfRange', 'faults')}(faults, ${path}, ${keyword}, ${holds.text}, ${lit(limit)})`,
    });
  };
  range('minimum', code`>=`);
  range('maximum', code`<=`);
  range('exclusiveMinimum', code`>`);
  range('exclusiveMaximum', code`<`);
  const { multipleOf } = node;
  if (multipleOf !== undefined && !(multipleOf === 1 && isInteger)) {
    const violated = isInteger && Number.isSafeInteger(multipleOf) ? code`${v} % ${multipleOf} !== 0` : code`!${f.runtime('isMultipleOf', 'multiple-of')}(${v}, ${lit(multipleOf)})`;
    checks.push({ violated, report: (path) => code`${f.runtime('fault', 'faults')}(faults, ${path}, 'multipleOf', ${`must be multiple of ${multipleOf}`}, { multipleOf: ${lit(multipleOf)} })` });
  }
  const format = node.format === undefined ? undefined : formatCheck(node.format);
  if (format?.on === 'number') {
    const outside = node.format === 'int32' ? [code`(${v} | 0) !== ${v}`] : [
      ...(format.integer && !isInteger ? [code`!Number.isInteger(${v})`] : []),
      code`${v} < ${lit(format.min)}`,
      code`${v} > ${lit(format.max)}`,
    ];
    checks.push({
      violated: outside.length === 1 ? outside[0]! : new Code(`(${outside.join(' || ')})`),
      report: (path) => code`${f.runtime('notFormat', 'faults')}(faults, ${path}, ${node.format})`,
    });
  }
  return checks;
}

/** An expression that is true (or, negated, false) for values of a JSON type. NaN and infinities are no numbers. */
export function typeTest(type: JsonType, v: Code, negate = false): Code {
  const not = code`${negate ? new Code('!') : new Code('')}`;
  const is = new Code(negate ? '!==' : '===');
  switch (type) {
    case 'null':
      return code`${v} ${is} null`;
    case 'boolean':
    case 'string':
      return code`typeof ${v} ${is} ${type}`;
    case 'number':
      return code`${not}Number.isFinite(${v})`;
    case 'integer':
      return code`${not}Number.isInteger(${v})`;
    case 'array':
      return code`${not}Array.isArray(${v})`;
    case 'object':
      return negate ? code`(typeof ${v} !== 'object' || ${v} === null || Array.isArray(${v}))` : code`typeof ${v} === 'object' && ${v} !== null && !Array.isArray(${v})`;
  }
}

/** Membership of `v` in a list of constants; objects and arrays are compared deeply. */
export function oneOfValues(f: FunctionEmitter, values: readonly unknown[], v: Code): Code {
  const scalars = [...new Set(values.filter((x) => typeof x !== 'object' || x === null))];
  const structures = values.filter((x) => typeof x === 'object' && x !== null);
  const parts = scalars.length > MAX_COMPARED
    ? [code`${f.scope.declare('values', code`new Set${f.linker.typed ? code`<unknown>` : code``}(${lit(scalars)})`)}.has(${v})`]
    : scalars.map((x) => code`${v} === ${lit(x)}`);
  for (const structure of structures) {
    parts.push(code`${f.runtime('deepEqual', 'equal')}(${v}, ${f.scope.declare('constant', lit(structure))})`);
  }
  return parts.length === 0 ? code`false` : new Code(parts.join(' || '));
}

/** Up to here a chain of comparisons is quicker than a Set. */
const MAX_COMPARED = 8;

/** Constant used in a report only: a hoisted array. */
export function constantList(f: FunctionEmitter, values: readonly unknown[]): Code {
  return values.length === 0 ? code`[]` : f.scope.declare('allowed', lit(values));
}
