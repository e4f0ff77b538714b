import { code, join, lit, nothing } from '../../code';
import type { Code } from '../../code';
import type { Parameter } from '../../model';
import { helper, validatorOf } from './context';
import type { Writing } from './context';
import { defaultOf } from './default-value';
import { emitCoerce, emitCheck, emitShape, shapeFacts } from './emit-shape';
import type { ShapeFacts } from './emit-shape';

/** How a value is read: statements before, then an expression for it or a Failure. */
export interface Read {
  readonly before: Code;
  readonly value: Code;
  /** It can never be a Failure. */
  readonly safe?: boolean;
}

/** A parameter, what its schema declares and where its decoded value goes. */
export interface Reading {
  readonly parameter: Parameter;
  readonly facts: ShapeFacts;
  /** The result's key: the name, in lower case for a header. */
  readonly key: string;
  /** Local variable of the record the value is put in. */
  readonly record: Code;
  /** `path`, `query`, `header` or `cookie`, as faults name it. */
  readonly location: 'path' | 'query' | 'header' | 'cookie';
  readonly writing: Writing;
}

export function placesOf(parameter: Parameter) {
  return { all: true, of: [parameter.schema] };
}

/** Facts of a parameter's own schema. */
export function factsOf(parameter: Parameter, writing: Writing): ShapeFacts {
  return shapeFacts(placesOf(parameter), writing);
}

/** The parameter's shape as an expression. */
export function shapeOf(reading: Reading): Code {
  return emitShape(placesOf(reading.parameter), reading.writing);
}

/** An expression for a primitive: decoded by `decode` and coerced, or a Failure. Declares the local `t`. */
export function readPrimitive(raw: Code, decode: string, reading: Reading): Read {
  const { writing, facts, parameter } = reading;
  const decoded = code`${helper(writing, decode, 'percent')}(${raw})`;
  const text = [...facts.types].every((type) => type === 'string');
  const coerce = text ? nothing : emitCoerce(facts.types, () => emitCheck(placesOf(parameter), writing), writing);
  // Headers are not percent-encoded, so nothing can be wrong with them.
  if (decode === 'decodeNothing') return { before: nothing, value: text ? decoded : code`${coerce}(${decoded})`, safe: true };
  const bad = helper(writing, 'badEncoding', 'failure');
  if (text) return { before: nothing, value: code`${decoded} ?? ${bad}` };
  return { before: code`const t = ${decoded};`, value: code`t === undefined ? ${bad} : ${coerce}(t)` };
}

/**
 * Statements that take the value when the request has it (`present`, a condition), and what to do
 * when it has not: a default, or a fault when it is required.
 */
export function settle(present: Code, read: Read, reading: Reading, raw?: Code): Code {
  const { parameter, record, writing, location } = reading;
  const key = lit(reading.key);
  const pointer = lit(pointerOf(reading.key));
  const validate = validatorOf(parameter.schema, writing);
  const place = code`faults, ${location}, ${pointer}`;
  const valid = validate ? code`if (!${validate}(value, faults)) ${helper(writing, 'locate', 'failure')}(${place});` : nothing;
  const test = read.safe ? valid : join([
    code`if (value instanceof ${helper(writing, 'Failure', 'failure')}) ${helper(writing, 'fail', 'failure')}(faults, value, ${location}, ${pointer});`,
    validate ? code`else ${valid}` : nothing,
  ]);
  const otherwise = emitAbsent(reading, raw);
  return code`if (${withEmpty(present, reading, raw)}) {
  ${read.before}
  const value: unknown = ${read.value};
  ${test}
  ${store(record, reading.key, key, code`value`, writing)}
}${otherwise}`;
}

/** An empty value of a parameter with `allowEmptyValue` counts as not sent, unless it is valid as it is. */
function withEmpty(present: Code, { parameter, facts, writing }: Reading, raw?: Code): Code {
  if (!parameter.allowEmptyValue || parameter.in !== 'query' || !raw) return present;
  const empty = code`${helper(writing, 'isEmpty', 'header')}(${raw})`;
  const validate = facts.types.has('string') ? validatorOf(parameter.schema, writing) : null;
  if (facts.types.has('string') && !validate) return present;
  return code`${present} && (!${empty}${validate ? code` || ${validate}('', null)` : nothing})`;
}

function emitAbsent(reading: Reading, raw?: Code): Code {
  const { parameter, record, location, writing, facts } = reading;
  if (parameter.in === 'path') return nothing; // always there
  const key = lit(reading.key);
  const fallback = defaultOf(parameter.schema, facts.types, writing.document);
  if (parameter.required) {
    const pointer = lit(pointerOf(reading.key));
    const missing = code`${helper(writing, 'missing', 'failure')}(faults, ${location}, ${pointer}, ${reading.key});`;
    // `?flag` of a required parameter with allowEmptyValue is there, only empty.
    return parameter.allowEmptyValue && raw ? code` else if (${raw} === undefined) ${missing}` : code` else ${missing}`;
  }
  if (!fallback) return nothing;
  return code` else ${store(record, reading.key, key, lit(fallback.value), writing)}`;
}

/** Plain assignment of `__proto__` would replace the record's prototype. */
function store(record: Code, name: string, key: Code, value: Code, writing: Writing): Code {
  if (name === '__proto__') return code`${helper(writing, 'setOwn', 'own')}(${record}, ${key}, ${value});`;
  return code`${record}[${key}] = ${value};`;
}

/** JSON pointer to a parameter: `/a~1b`. */
export function pointerOf(name: string): string {
  return `/${name.replace(/~/g, '~0').replace(/\//g, '~1')}`;
}
