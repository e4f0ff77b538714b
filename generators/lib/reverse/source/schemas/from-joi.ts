import type { Value } from '../values/value';
import { chainOf, plain, plainList, plainNumber, plainText, type Step } from './chain';
import { entriesOf } from './object-entries';
import { orNull } from './json-schema';
import { add, bound, built, map, objectSchema, optional, propertiesOf, withProperties, type Built } from './schema-builder';

const FORMATS: Record<string, string> = { email: 'email', uri: 'uri', url: 'uri', guid: 'uuid', uuid: 'uuid', isoDate: 'date-time', hostname: 'hostname', ip: 'ip', base64: 'byte', datetime: 'date-time' };
const MODULES = /^(joi|@hapi\/joi|celebrate|yup|koa-joi-router|express-validation|@hapi\/.*joi.*|joi-.*|@joi\/.*)$/;

/** A joi or yup schema as JSON Schema of what it accepts; undefined for anything else. Keys are optional unless said otherwise. */
export function fromJoi(value: Value | undefined): Built | undefined {
  const chain = chainOf(value);
  if (chain === undefined || !MODULES.test(chain.module)) return undefined;
  let at: Built | undefined;
  for (const step of chain.steps) {
    if (at === undefined && step.args === undefined) continue;
    at = at === undefined ? start(step) : follow(at, step);
    if (at === undefined) return undefined;
  }
  return at;
}

function inner(value: Value | undefined): Built {
  if (value?.kind === 'object') return built(keys(value), true);
  if (value?.kind === 'const' && value.value !== undefined) return built({ const: value.value }, true);
  return fromJoi(value) ?? built({}, true);
}

const keys = (value: Value | undefined): ReturnType<typeof objectSchema> => objectSchema(entriesOf(value).map(([key, property]) => [key, inner(property)]));

function start({ name, args = [] }: Step): Built | undefined {
  switch (name) {
    case 'object': return built(keys(args[0]), true);
    case 'string': return built({ type: 'string' }, true);
    case 'number': return built({ type: 'number' }, true);
    case 'boolean': case 'bool': return built({ type: 'boolean' }, true);
    case 'date': return built({ type: 'string', format: 'date-time' }, true);
    case 'array': case 'tuple': return built({ type: 'array', ...(args[0]?.kind === 'external' && { items: inner(args[0]).schema }) }, true);
    case 'any': case 'mixed': case 'binary': case 'symbol': case 'func': case 'lazy': return built({}, true);
    case 'alternatives': case 'alt': return args.length > 0 ? alternatives(args) : built({}, true);
    case 'valid': case 'equal': return built({ enum: plainList(args) }, true);
    case 'link': case 'ref': return built({}, true);
    case 'compile': return inner(args[0]);
    default: return undefined;
  }
}

function alternatives(args: readonly Value[]): Built {
  const items = args.flatMap((arg) => (arg.kind === 'array' ? arg.items : [arg]));
  return built({ anyOf: items.map((item) => inner(item).schema) }, true);
}

function follow(at: Built, { name, args = [] }: Step): Built {
  const number = plainNumber(args[0]);
  switch (name) {
    case 'required': case 'exist': case 'defined': return optional(at, false);
    case 'optional': case 'notRequired': return optional(at);
    case 'nullable': return map(at, orNull);
    case 'default': return plain(args[0]) === undefined ? at : add(at, { default: plain(args[0]) });
    case 'description': return plainText(args[0]) === undefined ? at : add(at, { description: plainText(args[0]) });
    case 'min': return number === undefined ? at : add(at, bound(at.schema, 'min', number));
    case 'max': return number === undefined ? at : add(at, bound(at.schema, 'max', number));
    case 'length': return number === undefined ? at : add(at, { ...bound(at.schema, 'min', number), ...bound(at.schema, 'max', number) });
    case 'greater': case 'moreThan': return number === undefined ? at : add(at, { exclusiveMinimum: number });
    case 'less': case 'lessThan': return number === undefined ? at : add(at, { exclusiveMaximum: number });
    case 'positive': return add(at, { exclusiveMinimum: 0 });
    case 'negative': return add(at, { exclusiveMaximum: 0 });
    case 'integer': case 'port': return add(at, { type: 'integer' });
    case 'multiple': return number === undefined ? at : add(at, { multipleOf: number });
    case 'pattern': case 'regex': case 'matches': return at.schema['type'] === 'object' ? add(at, { additionalProperties: inner(args[1]).schema }) : args[0]?.kind === 'regex' ? add(at, { pattern: args[0].source }) : at;
    case 'alphanum': return add(at, { pattern: '^[a-zA-Z0-9]+$' });
    case 'hex': return add(at, { pattern: '^[a-fA-F0-9]+$' });
    case 'valid': case 'equal': case 'oneOf': case 'only': {
      const values = plainList(args);
      return values.length === 0 ? at : add(at, { enum: values });
    }
    case 'allow': return args.some((arg) => plain(arg) === null) || plainList(args).includes(null) ? map(at, orNull) : at;
    case 'items': case 'of': return map(at, (schema) => ({ ...schema, items: args.length > 1 ? alternatives(args).schema : inner(args[0]).schema }));
    case 'unique': return add(at, { uniqueItems: true });
    case 'try': return alternatives(args);
    case 'noUnknown': return add(at, { additionalProperties: false });
    case 'keys': case 'append': case 'shape': return map(at, (schema) => withProperties(schema, new Map([...propertiesOf(schema), ...propertiesOf(keys(args[0]))])));
    case 'concat': return map(at, (schema) => (schema['type'] === 'object' ? withProperties(schema, new Map([...propertiesOf(schema), ...propertiesOf(inner(args[0]).schema)])) : { ...schema, ...inner(args[0]).schema }));
    case 'pick': case 'omit': {
      const names = new Set(plainList(args));
      return map(at, (schema) => withProperties(schema, propertiesOf(schema).filter(([key]) => names.has(key) === (name === 'pick'))));
    }
    case 'partial': return map(at, (schema) => withProperties(schema, propertiesOf(schema).map(([key, p]) => [key, optional(p)])));
    case 'requiredKeys': case 'and': {
      const names = new Set(plainList(args));
      return name === 'and' ? at : map(at, (schema) => withProperties(schema, propertiesOf(schema).map(([key, p]) => [key, optional(p, !names.has(key) && p.optional)])));
    }
    default: return FORMATS[name] === undefined || at.schema['type'] !== 'string' ? at : add(at, { format: FORMATS[name] });
  }
}
