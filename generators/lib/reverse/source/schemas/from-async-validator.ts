import { externalPath } from '../values/inspect';
import type { Value } from '../values/value';
import { plain, plainList, plainNumber, plainText } from './chain';
import type { JsonSchema } from './json-schema';
import { entriesOf, propertyOf } from './object-entries';
import { built, objectSchema, type Built } from './schema-builder';

const FORMATS: Readonly<Record<string, string>> = { email: 'email', url: 'uri', date: 'date-time' };
const TYPES = new Set(['string', 'number', 'boolean', 'integer', 'array', 'object']);

/** Rules of async-validator (`new Schema(rules)`) and of parameter as JSON Schema; undefined for anything else. */
export function fromAsyncValidator(value: Value | undefined): JsonSchema | undefined {
  if (value?.kind !== 'external' || value.module !== 'async-validator' || value.op !== 'new' || externalPath(value).length > 1) return undefined;
  return rulesSchema(value.args?.[0]);
}

export function rulesSchema(rules: Value | undefined): JsonSchema {
  return objectSchema(entriesOf(rules).map(([key, rule]) => [key, fieldOf(rule)]));
}

function fieldOf(rule: Value): Built {
  const rules = rule.kind === 'array' ? rule.items : [rule];
  const schema: JsonSchema = {};
  let required = false;
  for (const one of rules) {
    const said = (key: string): Value | undefined => propertyOf(one, key);
    const type = plainText(said('type')) ?? plainText(one)?.replace(/\?$/, '');
    if (type === 'enum') schema['enum'] = plainList([said('enum') ?? said('values') ?? { kind: 'array', items: [] }]);
    else if (type !== undefined && FORMATS[type] !== undefined) Object.assign(schema, { type: 'string', format: FORMATS[type] });
    else if (type !== undefined && TYPES.has(type === 'int' ? 'integer' : type)) schema['type'] = type === 'int' ? 'integer' : type;
    else if (type === 'float') schema['type'] = 'number';
    const fields = said('fields') ?? (type === 'object' ? said('rule') : undefined);
    if (fields !== undefined) Object.assign(schema, rulesSchema(fields));
    const items = said('defaultField') ?? (type === 'array' ? said('rule') : undefined);
    if (items !== undefined) schema['items'] = fieldOf(items).schema;
    const suffix = schema['type'] === 'number' || schema['type'] === 'integer' ? 'imum' : schema['type'] === 'array' ? 'Items' : 'Length';
    for (const side of ['min', 'max'] as const) if (plainNumber(said(side)) !== undefined) schema[`${side}${suffix}`] = plainNumber(said(side));
    const pattern = said('pattern') ?? said('format');
    if (pattern?.kind === 'regex') schema['pattern'] = pattern.source;
    if (plain(said('required')) === true) required = true;
  }
  return built(schema, !required);
}
