import type { Exchange } from '../http/exchange';
import type { ReadNode } from '../http/read-tree';
import type { Recorder } from '../http/recorder';
import { plain, plainList, plainNumber, stepsOf, type Step } from '../schemas/chain';
import { entriesOf, propertyOf } from '../schemas/object-entries';
import type { JsonSchema } from '../schemas/json-schema';
import type { PartLocation } from '../values/request-part';
import type { ExternalValue, Value } from '../values/value';

const LOCATIONS: Readonly<Record<string, PartLocation>> = { body: 'body', query: 'query', param: 'path', params: 'path', header: 'header', headers: 'header', cookie: 'cookie', cookies: 'cookie', check: 'body' };

/** A validation chain of express-validator, such as `body('user.email').isEmail()`, as claims on the request. */
export function checkChain(recorder: Recorder, value: ExternalValue, exchange: Exchange, oneOfSeveral = false): boolean {
  if (value.module !== 'express-validator') return false;
  const steps = stepsOf(value).filter((step) => step.args !== undefined);
  const [first, ...rest] = steps;
  if (first === undefined) return false;
  if (first.name === 'checkSchema') return checkSchema(first, exchange);
  if (first.name === 'oneOf' || first.name === 'checkExact') {
    for (const one of flat(first.args ?? [])) if (one.kind === 'external') checkChain(recorder, one, exchange, first.name === 'oneOf');
    return true;
  }
  const location = LOCATIONS[first.name];
  const names = plainList((first.args ?? []).slice(0, 1));
  if (location === undefined) return false;
  const optional = oneOfSeveral || rest.some((step) => step.name === 'optional');
  for (const name of names) if (typeof name === 'string') say(walk(exchange.reads[location], name, location), rest, optional);
  return true;
}

function flat(values: readonly Value[]): Value[] {
  return values.flatMap((value) => (value.kind === 'array' ? flat(value.items) : [value]));
}

/** `tags.*.name`, `items[0]` and `user.email` as steps into what is sent. */
export function walk(from: ReadNode, path: string, location: PartLocation): ReadNode {
  const parts = location === 'body' ? path.split(/\.|\[(?:\d+|\*)?\]\.?/).filter((part, i, all) => part !== '' || (i > 0 && i === all.length - 1)) : [path];
  let at = from;
  for (const part of parts) at = part === '*' || part === '' || /^\d+$/.test(part) ? at.element() : at.child(location === 'header' ? part.toLowerCase() : part);
  return at;
}

function say(node: ReadNode, steps: readonly Step[], optional: boolean): void {
  const schema: JsonSchema = {};
  for (const step of steps) Object.assign(schema, keyword(step));
  if (Object.keys(schema).length > 0) node.claim({ schema, certain: true });
  const refusesAbsence = steps.some((step) => step.name !== 'optional' && !/^(trim|escape|to[A-Z].*|default|customSanitizer|normalizeEmail|withMessage|bail|if|not|custom|ltrim|rtrim|run)$/.test(step.name));
  if (!optional && refusesAbsence) node.required = node.checked = true;
}

function keyword({ name, args = [] }: Step): JsonSchema {
  const option = (key: string): number | undefined => plainNumber(propertyOf(args[0], key));
  const bounds = (low: string, high: string): JsonSchema => ({ ...(option('min') !== undefined && { [low]: option('min') }), ...(option('max') !== undefined && { [high]: option('max') }) });
  switch (name) {
    case 'isString': case 'isAlpha': case 'isAlphanumeric': case 'isSlug': case 'isStrongPassword': case 'isMobilePhone': return { type: 'string' };
    case 'isEmail': return { type: 'string', format: 'email' };
    case 'isURL': return { type: 'string', format: 'uri' };
    case 'isUUID': return { type: 'string', format: 'uuid' };
    case 'isISO8601': case 'isDate': case 'isRFC3339': return { type: 'string', format: 'date-time' };
    case 'isMongoId': return { type: 'string', pattern: '^[0-9a-fA-F]{24}$' };
    case 'isLength': return { type: 'string', ...bounds('minLength', 'maxLength') };
    case 'isInt': return { type: 'integer', ...bounds('minimum', 'maximum') };
    case 'isFloat': case 'isDecimal': case 'isNumeric': return { type: 'number', ...bounds('minimum', 'maximum') };
    case 'isBoolean': return { type: 'boolean' };
    case 'isArray': return { type: 'array', ...bounds('minItems', 'maxItems') };
    case 'isObject': return { type: 'object' };
    case 'isIn': return plainList(args).length > 0 ? { enum: plainList(args) } : {};
    case 'equals': return plain(args[0]) === undefined ? {} : { const: plain(args[0]) };
    case 'matches': return args[0]?.kind === 'regex' ? { pattern: args[0].source } : {};
    default: return {};
  }
}

function checkSchema(step: Step, exchange: Exchange): boolean {
  for (const [path, rules] of entriesOf(step.args?.[0])) {
    const listed = plainList([propertyOf(rules, 'in') ?? step.args?.[1] ?? { kind: 'const', value: 'body' }]);
    const steps = entriesOf(rules).filter(([name, rule]) => name !== 'in' && !(rule.kind === 'const' && rule.value === false)).map(([name, rule]): Step => ({ name, args: [propertyOf(rule, 'options') ?? rule] }));
    for (const place of listed) {
      const location = LOCATIONS[String(place)];
      if (location !== undefined) say(walk(exchange.reads[location], path, location), steps, steps.some((s) => s.name === 'optional'));
    }
  }
  return true;
}
