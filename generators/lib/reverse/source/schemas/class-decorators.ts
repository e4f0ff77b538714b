import type { Recorder } from '../http/recorder';
import { callValue } from '../interpret/call';
import { externalPath } from '../values/inspect';
import type { ExternalValue, Value } from '../values/value';
import { plain, plainList, plainNumber, plainText } from './chain';
import { entriesOf, propertyOf } from './object-entries';
import { jsonOf } from './json-of';
import { orNull, saysNothing, type JsonSchema } from './json-schema';
import { add, bound, map, optional, type Built } from './schema-builder';

const FORMATS: Record<string, string> = {
  IsEmail: 'email', IsUrl: 'uri', IsUUID: 'uuid', IsDateString: 'date-time', IsISO8601: 'date-time', IsIP: 'ip', IsFQDN: 'hostname', IsBase64: 'byte', IsRFC3339: 'date-time',
};
const TYPES: Record<string, JsonSchema> = {
  IsString: { type: 'string' }, IsNumber: { type: 'number' }, IsInt: { type: 'integer' }, IsBoolean: { type: 'boolean' }, IsObject: { type: 'object' }, IsDate: { type: 'string', format: 'date-time' },
  IsNumberString: { type: 'string' }, IsBooleanString: { type: 'string' }, IsPort: { type: 'string' }, IsJSON: { type: 'string' }, IsPhoneNumber: { type: 'string' }, IsMobilePhone: { type: 'string' }, IsMongoId: { type: 'string', pattern: '^[0-9a-fA-F]{24}$' },
  IsAlpha: { type: 'string' }, IsAlphanumeric: { type: 'string' }, IsHexadecimal: { type: 'string' }, IsStrongPassword: { type: 'string' }, IsCreditCard: { type: 'string' }, IsLatitude: { type: 'number' }, IsLongitude: { type: 'number' },
};

/** A property's schema with one decorator more; undefined when the decorator takes the property out of the data. */
export function applyDecorator(recorder: Recorder, at: Built, decorator: ExternalValue): Built | undefined {
  const name = externalPath(decorator).at(-1) ?? '';
  const args = decorator.args ?? [];
  const [first, second] = args;
  if (name.startsWith('ApiProperty') || name === 'ApiResponseProperty') return apiProperty(recorder, at, first, name);
  if (name === 'ApiHideProperty' || name === 'Exclude') return undefined;
  if (propertyOf(args.at(-1), 'each')?.kind === 'const') return onItems(recorder, at, name, args);
  if (FORMATS[name] !== undefined) return typedAs(at, { type: 'string', format: FORMATS[name] });
  const type = TYPES[name];
  if (type !== undefined) return typedAs(at, type);
  switch (name) {
    case 'IsOptional': return optional(at);
    case 'IsDefined': return optional(at, false);
    case 'IsNotEmpty': return optional(saysNothing(at.schema) || at.schema['type'] !== 'string' ? at : add(at, { minLength: Math.max(1, Number(at.schema['minLength'] ?? 1)) }), false);
    case 'IsArray': return at.schema['type'] === 'array' ? at : typedAs(at, { type: 'array' });
    case 'Min': case 'MinLength': case 'ArrayMinSize': return limited(at, name, 'min', first);
    case 'Max': case 'MaxLength': case 'ArrayMaxSize': return limited(at, name, 'max', first);
    case 'Length': return limited(limited(at, 'MinLength', 'min', first), 'MaxLength', 'max', second);
    case 'ArrayNotEmpty': return add(at, { minItems: 1 });
    case 'ArrayUnique': return add(at, { uniqueItems: true });
    case 'IsPositive': return add(at, { exclusiveMinimum: 0 });
    case 'IsNegative': return add(at, { exclusiveMaximum: 0 });
    case 'IsDivisibleBy': return plainNumber(first) === undefined ? at : add(at, { multipleOf: plainNumber(first) });
    case 'Matches': return first?.kind === 'regex' ? add(at, { pattern: first.source }) : at;
    case 'Equals': return plain(first) === undefined ? at : add(at, { const: plain(first) });
    case 'IsIn': return plainList(args.slice(0, 1)).length > 0 ? add(at, { enum: plainList(args.slice(0, 1)) }) : at;
    case 'IsEnum': {
      const values = first?.kind === 'array' ? plainList([first]) : plainList(entriesOf(first).map(([, v]) => v));
      return values.length > 0 ? { ...at, schema: { ...(values.every((v) => typeof v === 'string') ? { type: 'string' } : {}), enum: values } } : at;
    }
    case 'Type': return nested(recorder, at, first);
    default: return at;
  }
}

/** A type said by a decorator stands in for one that the property's own type does not say, and narrows `number` to `integer`. */
function typedAs(at: Built, type: JsonSchema): Built {
  const narrows = at.schema['type'] === undefined || at.schema['type'] === type['type'] || (at.schema['type'] === 'number' && type['type'] === 'integer');
  return narrows && at.schema['$ref'] === undefined && at.schema['anyOf'] === undefined && at.schema['enum'] === undefined ? { ...at, schema: { ...at.schema, ...type } } : at;
}

function limited(at: Built, name: string, side: 'min' | 'max', value: Value | undefined): Built {
  const number = plainNumber(value);
  if (number === undefined) return at;
  const type = name.startsWith('Array') ? 'array' : name.endsWith('Length') ? 'string' : 'number';
  return add(at, bound({ type }, side, number));
}

function onItems(recorder: Recorder, at: Built, name: string, args: readonly Value[]): Built {
  const items = (at.schema['items'] as JsonSchema | undefined) ?? {};
  const bare = args.at(-1)?.kind === 'object' ? args.slice(0, -1) : args;
  const element = applyDecorator(recorder, { schema: items, optional: false }, { kind: 'external', op: 'call', module: 'class-validator', target: { kind: 'external', op: 'get', module: 'class-validator', key: name, target: { kind: 'external', op: 'module', module: 'class-validator' } }, args: bare });
  return map(at, (schema) => ({ ...schema, type: 'array', ...(element && !saysNothing(element.schema) && { items: element.schema }) }));
}

/** `@Type(() => Address)`; of an array, its elements. */
function nested(recorder: Recorder, at: Built, thunk: Value | undefined): Built {
  const type = thunk === undefined ? undefined : thunk.kind === 'function' ? callValue(recorder.machine, thunk, [], thunk.node) : undefined;
  if (type?.kind === 'native') return ({ Number: typedAs(at, { type: 'number' }), String: typedAs(at, { type: 'string' }), Boolean: typedAs(at, { type: 'boolean' }) } as Record<string, Built>)[type.name] ?? at;
  const schema = type?.kind === 'class' ? recorder.readSchema(type) : undefined;
  if (schema === undefined) return at;
  return at.schema['type'] === 'array' ? map(at, (own) => ({ ...own, items: schema })) : saysNothing(at.schema) ? { ...at, schema } : at;
}

function apiProperty(recorder: Recorder, at: Built, options: Value | undefined, name: string): Built {
  const type = propertyOf(options, 'type');
  const isArray = plain(propertyOf(options, 'isArray')) === true;
  const said = typeOf(recorder, type);
  const base = said === undefined || (at.schema['type'] === 'array' && !isArray && said['type'] !== 'array') ? at : { ...at, schema: isArray ? { type: 'array', items: said } : { ...said } };
  const values = propertyOf(options, 'enum');
  const listed = values?.kind === 'array' ? plainList([values]) : plainList(entriesOf(values).map(([, v]) => v));
  const keywords: JsonSchema = {};
  for (const key of ['description', 'format', 'pattern', 'minimum', 'maximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'example', 'default', 'title', 'deprecated', 'readOnly', 'writeOnly', 'uniqueItems', 'additionalProperties']) {
    const value = jsonOf(propertyOf(options, key));
    if (value !== undefined) keywords[key === 'example' ? 'examples' : key] = key === 'example' ? [value] : value;
  }
  let next = Object.keys(keywords).length > 0 ? add(base, keywords) : base;
  if (listed.length > 0) next = map(next, ({ anyOf: _, ...schema }) => (isArray || schema['type'] === 'array' ? { ...schema, type: 'array', items: { enum: listed } } : { ...schema, enum: listed }));
  if (plain(propertyOf(options, 'nullable')) === true) next = map(next, orNull);
  const required = plain(propertyOf(options, 'required'));
  return name === 'ApiPropertyOptional' || required === false ? optional(next) : required === true ? optional(next, false) : next;
}

/** `type: String`, `type: () => Dto`, `type: [Dto]`, `type: 'string'`. */
export function typeOf(recorder: Recorder, type: Value | undefined): JsonSchema | undefined {
  if (type === undefined) return undefined;
  if (type.kind === 'function') return typeOf(recorder, callValue(recorder.machine, type, [], type.node));
  if (type.kind === 'array') return { type: 'array', items: typeOf(recorder, type.items[0]) ?? {} };
  if (type.kind === 'native') return ({ String: { type: 'string' }, Number: { type: 'number' }, Boolean: { type: 'boolean' }, Date: { type: 'string', format: 'date-time' }, Object: { type: 'object' } } as Record<string, JsonSchema>)[type.name];
  const text = plainText(type);
  return text !== undefined ? { type: text } : recorder.readSchema(type);
}

