import { externalPath } from '../values/inspect';
import type { ExternalValue, Value } from '../values/value';
import { plainList } from './chain';
import type { JsonSchema } from './json-schema';
import { entriesOf, propertyOf } from './object-entries';

const TYPES: Record<string, JsonSchema> = {
  String: { type: 'string' }, Number: { type: 'number' }, Boolean: { type: 'boolean' }, Date: { type: 'string', format: 'date-time' }, ObjectId: { type: 'string' }, Mixed: {}, Buffer: { type: 'string', format: 'binary' }, Decimal128: { type: 'number' }, Map: { type: 'object' },
};

/** A mongoose model or schema as the document it takes; undefined for anything else. */
export function fromMongoose(value: ExternalValue): JsonSchema | undefined {
  if (value.module !== 'mongoose') return undefined;
  const name = externalPath(value).at(-1);
  if (value.op === 'new' && name === 'Schema') return documentOf(value.args?.[0]);
  if (value.op === 'call' && name === 'model') {
    const schema = value.args?.[1];
    return schema?.kind === 'external' ? fromMongoose(schema) : undefined;
  }
  return undefined;
}

/** The document that `await User.findById(id).populate('posts')` and `new User()` are. */
export function modelSchema(value: ExternalValue): JsonSchema | undefined {
  for (let at: ExternalValue | undefined = value; at !== undefined; at = at.target) {
    if (at.op === 'call' && at.target?.op === 'get' && at.target.key === 'model') return fromMongoose(at);
  }
  return undefined;
}

export function documentOf(definition: Value | undefined): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(entriesOf(definition).map(([key, field]) => [key, fieldOf(field)])) };
}

function fieldOf(field: Value): JsonSchema {
  if (field.kind === 'array') return { type: 'array', items: field.items[0] === undefined ? {} : fieldOf(field.items[0]) };
  if (field.kind === 'native') return TYPES[field.name] ?? {};
  if (field.kind === 'external') return fromMongoose(field) ?? TYPES[externalPath(field).at(-1) ?? ''] ?? {};
  if (field.kind === 'const' && typeof field.value === 'string') return TYPES[field.value] ?? {};
  if (field.kind !== 'object') return {};
  const type = propertyOf(field, 'type');
  if (type === undefined) return documentOf(field);
  const values = propertyOf(field, 'enum');
  return { ...fieldOf(type), ...(values?.kind === 'array' && { enum: plainList([values]) }) };
}
