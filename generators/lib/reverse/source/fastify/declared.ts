import type { Declared } from '../assemble/build-operation';
import { NOTHING_DECLARED } from '../assemble/build-operation';
import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { reasonPhrase } from '../http/status-names';
import type { PartLocation } from '../values/request-part';
import type { Value } from '../values/value';
import { jsonOf } from '../schemas/json-of';
import type { JsonSchema } from '../schemas/json-schema';
import { entriesOf, propertyOf } from '../schemas/object-entries';
import { readJsonSchema } from '../schemas/read-schema';
import { localReferences } from './references';

const LOCATIONS: Readonly<Record<string, PartLocation>> = { body: 'body', querystring: 'query', query: 'query', params: 'path', headers: 'header' };

/** What the `schema` of a Fastify route says: Fastify refuses requests that differ. */
export function declareFastify(recorder: Recorder, options: Value | undefined, exchange: Exchange): Declared {
  const schema = propertyOf(options, 'schema');
  if (schema === undefined) return NOTHING_DECLARED;
  const read = (value: Value | undefined): JsonSchema | undefined => { const json = readJsonSchema(recorder, value); return json === undefined ? undefined : asObject(localReferences(recorder, json)); };
  for (const [key, location] of Object.entries(LOCATIONS)) {
    const value = propertyOf(schema, key);
    const own = value === undefined ? undefined : read(value);
    if (own !== undefined && Object.keys(own).length > 0) exchange.reads[location].claim({ schema: own, certain: true });
  }
  const responses = Object.fromEntries(entriesOf(propertyOf(schema, 'response')).map(([status, value]): [string, JsonSchema] => [status.replace(/x/g, 'X'), responseOf(status, read(value))]));
  const fields: JsonSchema = {};
  for (const key of ['tags', 'summary', 'description', 'operationId', 'deprecated']) {
    const json = jsonOf(propertyOf(schema, key));
    if (json !== undefined) fields[key] = json;
  }
  const consumes = jsonOf(propertyOf(schema, 'consumes'));
  if (Array.isArray(consumes)) for (const type of consumes) exchange.consumes.add(String(type));
  const security = jsonOf(propertyOf(schema, 'security'));
  return { fields, responses, ...(Array.isArray(security) && { security: security as JsonSchema[] }) };
}

/** `{limit: {type: 'integer'}}` is short for an object with that property. */
function asObject(schema: JsonSchema): JsonSchema {
  const bare = !['type', '$ref', 'allOf', 'anyOf', 'oneOf', 'properties', 'enum', 'const', 'content', '$id', 'items', 'not', 'required'].some((key) => key in schema);
  const shorthand = bare && Object.values(schema).length > 0 && Object.values(schema).every((v) => typeof v === 'object' && v !== null && !Array.isArray(v));
  return shorthand ? { type: 'object', properties: schema } : schema;
}

function responseOf(status: string, schema: JsonSchema | undefined): JsonSchema {
  const description = typeof schema?.['description'] === 'string' ? schema['description'] : reasonPhrase(status) || 'Answer';
  if (schema === undefined) return { description };
  if (typeof schema['content'] === 'object' && schema['content'] !== null) return { description, content: schema['content'] };
  return schema['type'] === 'null' ? { description } : { description, content: { 'application/json': { schema } } };
}
