import type { Value } from '../values/value';
import { chainOf, plain, plainList, plainNumber, plainText, type Step } from './chain';
import { fromDrizzle } from './from-drizzle';
import type { JsonSchema } from './json-schema';
import { entriesOf } from './object-entries';
import { add, bound, built, map, nullable, objectSchema, optional, propertiesOf, withProperties, type Built } from './schema-builder';

const FORMATS: Record<string, string> = { email: 'email', url: 'uri', uuid: 'uuid', uuidv4: 'uuid', guid: 'uuid', datetime: 'date-time', date: 'date', time: 'time', duration: 'duration', ip: 'ip', ipv4: 'ipv4', ipv6: 'ipv6', base64: 'byte' };
const SAME = new Set(['refine', 'superRefine', 'transform', 'brand', 'readonly', 'catch', 'trim', 'toLowerCase', 'toUpperCase', 'strip', 'check', 'overwrite', 'finite', 'safe', 'normalize', 'meta', 'register', 'clone', 'openapi']);

/** A zod schema (versions 3 and 4) as JSON Schema of what it accepts; undefined for anything else. */
export function fromZod(value: Value | undefined): Built | undefined {
  const chain = chainOf(value);
  if (chain === undefined || !/^(zod|zod\/.*|@hono\/zod-openapi|@anatine\/zod-.*|nestjs-zod(\/.*)?|drizzle-(zod|typebox|valibot))$/.test(chain.module)) return undefined;
  const steps = chain.steps.filter((step, index) => !(index === 0 && (step.name === 'z' || step.name === 'zod') && step.args === undefined));
  let at: Built | undefined;
  for (let i = 0; i < steps.length; i++) {
    const step = steps[i]!;
    if (at !== undefined && step.name === 'shape' && step.args === undefined) {
      const name = steps[++i]?.name;
      at = name === undefined ? at : propertiesOf(at.schema).find(([key]) => key === name)?.[1];
      continue;
    }
    // `z.coerce.number()`, `z.iso.datetime()`, `z.string`: a name that is not called is a namespace.
    if (at === undefined && step.args === undefined) continue;
    at = at === undefined ? start(step) : follow(at, step);
  }
  return at;
}

const inner = (value: Value | undefined): Built => fromZod(value) ?? built({});

function start({ name, args }: Step): Built | undefined {
  if (args === undefined) return undefined;
  const rows = fromDrizzle({ name, args });
  if (rows !== undefined) return rows;
  switch (name) {
    case 'object': case 'strictObject': case 'looseObject': case 'interface': {
      const schema = objectSchema(entriesOf(args[0]).map(([key, property]) => [key, inner(property)]));
      return built(name === 'strictObject' ? { ...schema, additionalProperties: false } : schema);
    }
    case 'string': return built({ type: 'string' });
    case 'number': case 'float32': case 'float64': case 'nan': return built({ type: 'number' });
    case 'int': case 'int32': case 'uint32': case 'bigint': case 'int64': return built({ type: 'integer' });
    case 'boolean': case 'stringbool': return built({ type: 'boolean' });
    case 'date': return built({ type: 'string', format: 'date-time' });
    case 'null': return built({ type: 'null' });
    case 'undefined': case 'void': case 'never': return built({ not: {} }, true);
    case 'any': case 'unknown': case 'custom': case 'instanceof': return built({}, name !== 'custom');
    case 'array': case 'set': return built({ type: 'array', items: inner(args[0]).schema });
    case 'enum': return enumeration(plainList(args[0]?.kind === 'object' ? entriesOf(args[0]).map(([, v]) => v) : args));
    case 'nativeEnum': return enumeration(plainList(entriesOf(args[0]).map(([, v]) => v)));
    case 'literal': return enumeration(plainList(args));
    case 'union': case 'xor': return anyOf(args[0]?.kind === 'array' ? args[0].items : []);
    case 'discriminatedUnion': return anyOf(args[1]?.kind === 'array' ? args[1].items : []);
    case 'intersection': return built({ allOf: [inner(args[0]).schema, inner(args[1]).schema] });
    case 'record': case 'map': return built({ type: 'object', additionalProperties: inner(args[1] ?? args[0]).schema });
    case 'tuple': return built({ type: 'array', prefixItems: (args[0]?.kind === 'array' ? args[0].items : []).map((item) => inner(item).schema), items: false });
    case 'optional': return optional(inner(args[0]));
    case 'nullable': return nullable(inner(args[0]));
    case 'nullish': return optional(nullable(inner(args[0])));
    case 'preprocess': return inner(args[1]);
    case 'lazy': return built({});
    case 'pipe': return inner(args[0]);
    default: return FORMATS[name] === undefined ? undefined : built({ type: 'string', format: FORMATS[name] });
  }
}

function enumeration(values: readonly unknown[]): Built {
  const types = new Set(values.map((v) => (v === null ? 'null' : typeof v)));
  const [type] = types;
  return built({ ...(types.size === 1 && typeof type === 'string' && ['string', 'number', 'boolean', 'null'].includes(type) && { type }), ...(values.length === 1 ? { const: values[0] } : { enum: [...values] }) });
}

function anyOf(items: readonly Value[]): Built {
  const all = items.map(inner);
  return built({ anyOf: all.map((one) => one.schema) }, all.some((one) => one.optional));
}

function follow(at: Built, { name, args = [] }: Step): Built {
  if (SAME.has(name)) return at;
  const number = plainNumber(args[0]);
  switch (name) {
    case 'optional': case 'exactOptional': return optional(at);
    case 'nullable': return nullable(at);
    case 'nullish': return optional(nullable(at));
    case 'default': case 'prefault': {
      const value = plain(args[0]);
      return optional(value === undefined ? at : add(at, { default: value }));
    }
    case 'describe': return plainText(args[0]) === undefined ? at : add(at, { description: plainText(args[0])! });
    case 'min': case 'gte': return number === undefined ? at : add(at, bound(at.schema, 'min', number));
    case 'max': case 'lte': return number === undefined ? at : add(at, bound(at.schema, 'max', number));
    case 'length': case 'size': return number === undefined ? at : add(at, { ...bound(at.schema, 'min', number), ...bound(at.schema, 'max', number) });
    case 'gt': return number === undefined ? at : add(at, { exclusiveMinimum: number });
    case 'lt': return number === undefined ? at : add(at, { exclusiveMaximum: number });
    case 'positive': return add(at, { exclusiveMinimum: 0 });
    case 'negative': return add(at, { exclusiveMaximum: 0 });
    case 'nonnegative': return add(at, { minimum: 0 });
    case 'nonpositive': return add(at, { maximum: 0 });
    case 'multipleOf': case 'step': return number === undefined ? at : add(at, { multipleOf: number });
    case 'int': return add(at, { type: 'integer' });
    case 'nonempty': return add(at, bound(at.schema, 'min', 1));
    case 'regex': return args[0]?.kind === 'regex' ? add(at, { pattern: args[0].source }) : at;
    case 'startsWith': return plainText(args[0]) === undefined ? at : add(at, { pattern: `^${escape(plainText(args[0])!)}` });
    case 'array': return built({ type: 'array', items: at.schema });
    case 'or': return built({ anyOf: [at.schema, inner(args[0]).schema] });
    case 'and': return built({ allOf: [at.schema, inner(args[0]).schema] });
    case 'pipe': return at.schema['type'] === undefined ? inner(args[0]) : at;
    case 'unwrap': return optional(at, false);
    case 'element': return built((at.schema['items'] as JsonSchema) ?? {});
    case 'strict': return add(at, { additionalProperties: false });
    case 'passthrough': case 'loose': return map(at, ({ additionalProperties: _, ...rest }) => rest);
    case 'catchall': return add(at, { additionalProperties: inner(args[0]).schema });
    default: return FORMATS[name] === undefined ? shape(at, name, args) : add(at, { format: FORMATS[name] });
  }
}

/** What makes one object schema of another. */
function shape(at: Built, name: string, args: readonly Value[]): Built {
  const properties = propertiesOf(at.schema);
  const named = new Set(entriesOf(args[0]).map(([key]) => key));
  switch (name) {
    case 'extend': case 'augment': case 'setKey': case 'safeExtend': {
      const more = entriesOf(args[0]).map(([key, property]): [string, Built] => [key, inner(property)]);
      return map(at, (schema) => withProperties(schema, new Map([...properties, ...more])));
    }
    case 'merge': return map(at, (schema) => withProperties(schema, new Map([...properties, ...propertiesOf(inner(args[0]).schema)])));
    case 'pick': return map(at, (schema) => withProperties(schema, properties.filter(([key]) => named.has(key))));
    case 'omit': return map(at, (schema) => withProperties(schema, properties.filter(([key]) => !named.has(key))));
    case 'partial': case 'deepPartial': return map(at, (schema) => withProperties(schema, properties.map(([key, p]) => [key, named.size === 0 || named.has(key) ? optional(p) : p])));
    case 'required': return map(at, (schema) => withProperties(schema, properties.map(([key, p]) => [key, named.size === 0 || named.has(key) ? optional(p, false) : p])));
    default: return at;
  }
}

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
