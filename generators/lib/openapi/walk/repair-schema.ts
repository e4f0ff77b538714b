import { isObject } from '../refs/pointer';
import { repairNullable } from './repair-nullable';
import { repairType } from './repair-type';
import { what } from './nodes';
import type { Walker } from './walker';

type Node = Record<string, unknown>;

const TYPES: Readonly<Record<string, 'number' | 'boolean' | 'string'>> = {
  maximum: 'number', minimum: 'number', multipleOf: 'number', maxLength: 'number', minLength: 'number', maxItems: 'number',
  minItems: 'number', maxProperties: 'number', minProperties: 'number', maxContains: 'number', minContains: 'number',
  uniqueItems: 'boolean', nullable: 'boolean', readOnly: 'boolean', writeOnly: 'boolean', deprecated: 'boolean',
  pattern: 'string', format: 'string', title: 'string', description: 'string', contentMediaType: 'string',
  contentEncoding: 'string',
};

/**
 * Puts keywords right that are broken but clear, in place, with a warning each: `maxLength: "50"`,
 * draft 3's `required: true`, 3.0's `nullable` in 3.1 and the reverse.
 *
 * @param keyword one keyword the schema has
 */
export function repairKeyword(walker: Walker, schema: Node, keyword: string): void {
  const type = TYPES[keyword];
  if (type !== undefined) {
    if (typeof schema[keyword] !== type) retype(walker, schema, keyword, type);
    else if (keyword === 'nullable') repairNullable(walker, schema);
    return;
  }
  switch (keyword) {
    case 'type':
      return repairType(walker, schema);
    case 'required':
      return repairRequired(walker, schema);
    case 'enum':
      return repairEnum(walker, schema);
    case 'exclusiveMinimum':
      return repairExclusive(walker, schema, keyword, 'minimum', Math.max);
    case 'exclusiveMaximum':
      return repairExclusive(walker, schema, keyword, 'maximum', Math.min);
    case 'discriminator':
      return repairDiscriminator(walker, schema);
  }
}

function retype(walker: Walker, schema: Node, key: string, type: 'number' | 'boolean' | 'string'): void {
  const value = schema[key];
  let fixed: unknown;
  if (type === 'number' && typeof value === 'string' && value.trim() !== '' && Number.isFinite(Number(value))) fixed = Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) fixed = value === 'true';
  if (type === 'string' && (typeof value === 'number' || typeof value === 'boolean')) fixed = String(value);
  if (fixed === undefined) delete schema[key];
  else schema[key] = fixed;
  // An empty `description:` is null in YAML and harms nobody.
  if (value === null && type === 'string') return;
  const fate = fixed === undefined ? 'it is ignored' : `it is read as ${JSON.stringify(fixed)}`;
  walker.report('BACKEND_OPENAPI_TYPE', `"${key}" is ${what(value)}, not a ${type}; ${fate}`, `Write a ${type}`, { key });
}

/** `required: true` inside a property is draft 3; what it means now is nothing. */
function repairRequired(walker: Walker, schema: Node): void {
  const value = schema['required'];
  if (Array.isArray(value)) {
    if (value.every((name) => typeof name === 'string')) return;
    schema['required'] = value.filter((name) => name !== null && typeof name !== 'object').map(String);
  } else if (typeof value === 'string') {
    schema['required'] = [value];
  } else delete schema['required'];
  if (value === null || value === false) return;
  walker.report('BACKEND_OPENAPI_TYPE', `"required" of a schema is ${what(value)}, not a list of names${value === true ? '; it is ignored' : ''}`,
    'List the required properties in the object that has them', { key: 'required' });
}

function repairEnum(walker: Walker, schema: Node): void {
  const value = schema['enum'];
  if (Array.isArray(value)) return;
  if (value === null || isObject(value)) delete schema['enum'];
  else schema['enum'] = [value];
  walker.report('BACKEND_OPENAPI_TYPE', `"enum" is ${what(value)}, not a list`, 'Write a list of values', { key: 'enum' });
}

/** Booleans beside `minimum` in 3.0, numbers of their own from 3.1 on. */
function repairExclusive(walker: Walker, schema: Node, key: string, bound: string, tighter: (a: number, b: number) => number): void {
  const value = schema[key];
  const old = walker.version === '2.0' || walker.version === '3.0';
  if (typeof value === (old ? 'boolean' : 'number')) return;
  const limit = schema[bound];
  delete schema[key];
  if (old && typeof value === 'number') {
    if (typeof limit !== 'number' || tighter(limit, value) === value) Object.assign(schema, { [bound]: value, [key]: true });
  } else if (!old && value === true && typeof limit === 'number') {
    delete schema[bound];
    schema[key] = limit;
  }
  if (value === false) return;
  walker.report('BACKEND_OPENAPI_TYPE', `"${key}" is ${what(value)}, which is for OpenAPI ${old ? '3.1 and later' : '3.0'}`,
    old ? `Write "${bound}" and "${key}: true"` : 'Write the limit itself', { key });
}

function repairDiscriminator(walker: Walker, schema: Node): void {
  const value = schema['discriminator'];
  if (walker.version === '2.0' && typeof value === 'string') return;
  if (isObject(value) && typeof value['propertyName'] === 'string') return;
  if (typeof value === 'string') schema['discriminator'] = { propertyName: value };
  else delete schema['discriminator'];
  const fate = typeof value === 'string' ? 'it is read as its property name' : 'it is ignored';
  walker.report('BACKEND_OPENAPI_TYPE', `"discriminator" has no "propertyName"; ${fate}`, 'Write {propertyName: …}', { key: 'discriminator' });
}
