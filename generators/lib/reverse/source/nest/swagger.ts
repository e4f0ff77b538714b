import type { Exchange } from '../http/exchange';
import type { Recorder } from '../http/recorder';
import { statusOfName } from '../http/error-status';
import { reasonPhrase, STATUS_CONSTANTS } from '../http/status-names';
import { typeOf } from '../schemas/class-decorators';
import { plain, plainList, plainText } from '../schemas/chain';
import { jsonOf } from '../schemas/json-of';
import type { JsonSchema } from '../schemas/json-schema';
import { entriesOf, propertyOf } from '../schemas/object-entries';
import type { Value } from '../values/value';
import type { Declared } from '../assemble/build-operation';
import type { Decoration } from './decorators';

const LOCATIONS = { ApiQuery: 'query', ApiParam: 'path', ApiHeader: 'header' } as const;
const SCHEMES: Readonly<Record<string, JsonSchema>> = { bearer: { type: 'http', scheme: 'bearer' }, basic: { type: 'http', scheme: 'basic' }, cookie: { type: 'apiKey', in: 'cookie', name: 'connect.sid' } };

/** What decorators of @nestjs/swagger declare of an operation; those of the class come first. */
export function declareSwagger(recorder: Recorder, decorations: readonly Decoration[], exchange: Exchange): Declared {
  const fields: JsonSchema = {};
  const responses: Record<string, JsonSchema> = {};
  const security: JsonSchema[] = [];
  for (const { name, args } of decorations) {
    const [first] = args;
    if (name === 'ApiTags') fields['tags'] = [...new Set([...((fields['tags'] as string[] | undefined) ?? []), ...plainList(args).map(String)])];
    else if (name === 'ApiOperation') for (const key of ['summary', 'description', 'operationId', 'deprecated', 'tags']) {
      const value = jsonOf(propertyOf(first, key));
      if (value !== undefined && value !== '') fields[key] = value;
    } else if (/^Api.*Response$/.test(name)) {
      const status = statusOf(name, first);
      if (status !== undefined) responses[status] = responseOf(recorder, status, first);
    } else if (name === 'ApiQuery' || name === 'ApiParam' || name === 'ApiHeader') parameter(recorder, LOCATIONS[name], first, exchange);
    else if (name === 'ApiBody') {
      const schema = schemaOf(recorder, first);
      if (schema !== undefined) exchange.reads.body.claim({ schema, certain: true });
    } else if (name === 'ApiConsumes') for (const type of plainList(args)) exchange.consumes.add(String(type));
    else secure(recorder, name, first, security);
  }
  return { fields, responses, ...(security.length > 0 && { security }) };
}

function statusOf(name: string, options: Value | undefined): string | undefined {
  if (name === 'ApiResponse') {
    const status = plain(propertyOf(options, 'status'));
    return status === undefined ? 'default' : String(status);
  }
  if (name === 'ApiDefaultResponse') return 'default';
  const bare = name.slice(3, -'Response'.length);
  if (bare === 'Property') return undefined;
  const known = statusOfName(bare) ?? STATUS_CONSTANTS[bare.replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()];
  return known === undefined ? undefined : String(known);
}

function responseOf(recorder: Recorder, status: string, options: Value | undefined): JsonSchema {
  const schema = schemaOf(recorder, options);
  return { description: plainText(propertyOf(options, 'description')) ?? (reasonPhrase(status) || 'Answer'), ...(schema !== undefined && { content: { 'application/json': { schema } } }) };
}

function schemaOf(recorder: Recorder, options: Value | undefined): JsonSchema | undefined {
  const literal = jsonOf(propertyOf(options, 'schema'));
  if (typeof literal === 'object' && literal !== null && !Array.isArray(literal)) return literal as JsonSchema;
  const type = typeOf(recorder, propertyOf(options, 'type'));
  return type !== undefined && plain(propertyOf(options, 'isArray')) === true ? { type: 'array', items: type } : type;
}

function parameter(recorder: Recorder, location: 'query' | 'path' | 'header', options: Value | undefined, exchange: Exchange): void {
  const name = plainText(propertyOf(options, 'name'));
  if (name === undefined) return;
  const reads = exchange.reads[location].child(location === 'header' ? name.toLowerCase() : name);
  const values = propertyOf(options, 'enum');
  const listed = values === undefined ? [] : values.kind === 'array' ? plainList([values]) : plainList(entriesOf(values).map(([, v]) => v));
  const description = plainText(propertyOf(options, 'description'));
  const schema: JsonSchema = { ...(schemaOf(recorder, options) ?? {}), ...(listed.length > 0 && { enum: listed }), ...(description !== undefined && { description }) };
  if (Object.keys(schema).length > 0) reads.claim({ schema, certain: true });
  reads.required = plain(propertyOf(options, 'required')) !== false;
}

function secure(recorder: Recorder, name: string, first: Value | undefined, security: JsonSchema[]): void {
  const kind = /^Api(Bearer|Basic|Cookie|OAuth2)(?:Auth)?$/.exec(name)?.[1]?.toLowerCase() ?? (name === 'ApiSecurity' ? 'custom' : undefined);
  if (kind === undefined) return;
  const scheme = plainText(first) ?? kind;
  const requirement = { [scheme]: [] };
  if (!security.some((one) => JSON.stringify(one) === JSON.stringify(requirement))) security.push(requirement);
  if (SCHEMES[kind] !== undefined && !recorder.components.securitySchemes.has(scheme)) recorder.components.securitySchemes.set(scheme, SCHEMES[kind]);
  if (SCHEMES[kind] === undefined && !recorder.components.securitySchemes.has(scheme)) recorder.components.securitySchemes.set(scheme, kind === 'oauth2' ? { type: 'oauth2', flows: {} } : { type: 'apiKey', in: 'header', name: scheme });
}
