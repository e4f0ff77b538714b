import type { Api, JsonSchema, MediaType, Operation, Parameter, ParameterLocation, Response } from '../../model';
import type { OperationNames } from '../../names/names';
import type { PlainSchemas } from './plain-schemas';

/** Fastify refuses a body schema on these. */
const BODYLESS = new Set(['get', 'head', 'trace']);
const STATUS = /^(?:[1-5](?:\d\d|XX)|default)$/i;

/** An operation as a Fastify route's `schema`, with what @fastify/swagger reads beside the schemas. */
export function routeSchema(operation: Operation, { identifier }: OperationNames, schemas: PlainSchemas): Record<string, unknown> {
  const { method, parameters, requestBody, responses, security, summary, description, deprecated, tag, operationId } = operation;
  return defined({
    operationId: operationId ?? identifier,
    summary, description,
    tags: tag === undefined ? undefined : [tag],
    deprecated: deprecated || undefined,
    params: container('path', parameters, schemas),
    querystring: container('query', parameters, schemas),
    headers: container('header', parameters, schemas),
    cookies: container('cookie', parameters, schemas),
    body: requestBody && !BODYLESS.has(method) && requestBody.content.length > 0
      ? { ...defined({ description: requestBody.description }), content: contentOf(requestBody.content, schemas) } : undefined,
    response: Object.fromEntries(responses.filter(({ status }) => STATUS.test(status)).map((response) => [response.status, responseOf(response, schemas)])),
    security: security.length === 0 ? undefined : security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes]))),
  });
}

/** The security schemes in the document, as they were written. */
export function securitySchemesOf({ document }: Api): unknown {
  return document.resolve('#/components/securitySchemes') ?? {};
}

function container(location: ParameterLocation, all: readonly Parameter[], schemas: PlainSchemas): object | undefined {
  const parameters = all.filter((parameter) => parameter.in === location);
  if (parameters.length === 0) return undefined;
  const required = parameters.filter((parameter) => parameter.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, parameterSchema(parameter, schemas)])),
    ...(required.length > 0 ? { required } : {}),
  };
}

function parameterSchema({ schema, description, deprecated, contentType }: Parameter, schemas: PlainSchemas): object {
  const plain = schemas.rewrite(schema.schema);
  return { ...asObject(plain), ...defined({ description, deprecated: deprecated || undefined, 'x-consume': contentType }) };
}

function responseOf({ description, headers, content }: Response, schemas: PlainSchemas): object {
  const plainHeaders = headers.map(({ name, schema }) => [name, schema ? asObject(schemas.rewrite(schema.schema)) : {}]);
  const rest = defined({ description, headers: headers.length > 0 ? Object.fromEntries(plainHeaders) : undefined });
  return content.length === 0 ? { ...rest, type: 'null' } : { ...rest, content: contentOf(content, schemas) };
}

function contentOf(content: readonly MediaType[], schemas: PlainSchemas): object {
  return Object.fromEntries(content.map(({ mediaType, schema }) => [mediaType.split(';', 1)[0]!.trim(), { schema: schema ? asObject(schemas.rewrite(schema.schema)) : {} }]));
}

function asObject(schema: JsonSchema): object {
  return typeof schema === 'object' ? schema : schema ? {} : { not: {} };
}

function defined(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
