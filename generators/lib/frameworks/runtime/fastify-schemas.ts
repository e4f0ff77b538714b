import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { FastifyApi, FastifyRoute } from './fastify-route';
import { documentation } from './fastify-swagger';

/** Route options about schemas; `again`: the operation is registered under one more base path. */
export type SchemasOf = (route: FastifyRoute, again: boolean) => RouteShorthandOptions;

/**
 * Decides what schemas the routes carry. Plain ones are many and large (GitHub's: 969 shared ones),
 * so they are loaded only when something reads them; otherwise a route names its serializers alone.
 */
export async function schemasFor(scope: FastifyInstance, api: FastifyApi, expose: boolean | undefined): Promise<SchemasOf> {
  if (!(expose ?? scope.hasDecorator('swagger'))) return lightSchemas;
  const { shared, routes, securitySchemes } = await api.exposed();
  const known = scope.getSchemas();
  for (const text of shared) {
    const schema = JSON.parse(text) as { $id: string };
    if (!Object.hasOwn(known, schema.$id)) scope.addSchema(schema);
  }
  const schemes = JSON.parse(securitySchemes) as Record<string, unknown>;
  return (route, again) => {
    const { security, ...schema } = JSON.parse(routes[route.operation] ?? '{}') as Record<string, unknown>;
    if (again) schema['hide'] = true;
    return { schema, config: documentation(route, scope.prefix, security, schemes), ...compilers(route) };
  };
}

function lightSchemas(route: FastifyRoute): RouteShorthandOptions {
  if (route.serialized === undefined) return {};
  const response: Record<string, { content: Record<string, { schema: object }> }> = {};
  for (const key of route.serialized) {
    const space = key.indexOf(' ');
    (response[key.slice(0, space)] ??= { content: {} }).content[key.slice(space + 1)] = { schema: new LightSchema(key) };
  }
  return { schema: { response }, ...compilers(route) };
}

/** Stands for a reply's schema: Fastify compiles it without looking into it. */
class LightSchema {
  readonly key: string;
  constructor(key: string) {
    this.key = key;
  }
}

/**
 * Validation is done before Fastify comes to it, so its validators have nothing left to refuse;
 * a reply is written by its compiled serializer, loaded with the request.
 */
function compilers({ operation, serializers, serialized = [] }: FastifyRoute): RouteShorthandOptions {
  return {
    validatorCompiler: acceptAll,
    serializerCompiler: ({ schema, httpStatus, contentType }) => {
      const wanted = `${httpStatus} ${contentType}`.toLowerCase();
      const key = schema instanceof LightSchema ? schema.key : serialized.find((k) => k.toLowerCase() === wanted);
      if (serializers === undefined || key === undefined) return JSON.stringify;
      return (value: unknown) => (serializers.current?.[operation]?.[key] ?? JSON.stringify)(value) as string;
    },
  };
}

const acceptAll = () => () => true;
