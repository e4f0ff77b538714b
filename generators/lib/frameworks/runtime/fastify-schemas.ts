import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { FastifyApi, FastifyRoute } from './fastify-route';

/** Route options about schemas; `again`: the operation is registered under one more base path. */
export type SchemasOf = (route: FastifyRoute, again: boolean) => RouteShorthandOptions;

/**
 * Decides what schemas the routes carry. Plain ones are many and large (GitHub's: 969 shared ones),
 * so they are loaded only when something reads them; otherwise a route names its serializers alone.
 */
export async function schemasFor(scope: FastifyInstance, api: FastifyApi, expose: boolean | undefined): Promise<SchemasOf> {
  if (!(expose ?? scope.hasDecorator('swagger'))) return lightSchemas;
  const { shared, routes } = await api.exposed();
  const known = scope.getSchemas();
  for (const text of shared) {
    const schema = JSON.parse(text) as { $id: string };
    if (!Object.hasOwn(known, schema.$id)) scope.addSchema(schema);
  }
  return (route, again) => {
    const text = routes[route.operation];
    const schema = text === undefined ? {} : (JSON.parse(text) as Record<string, unknown>);
    if (again) schema['hide'] = true;
    return { schema, config: documented(route, scope.prefix), ...compilers(route) };
  };
}

function lightSchemas(route: FastifyRoute): RouteShorthandOptions {
  if (route.serialized === undefined) return {};
  const response: Record<string, { content: Record<string, { schema: object }> }> = {};
  for (const key of route.serialized) {
    const [status, mediaType] = splitKey(key);
    (response[status] ??= { content: {} }).content[mediaType] = NO_SCHEMA;
  }
  return { schema: { response }, ...compilers(route) };
}

const NO_SCHEMA = { schema: {} };

/**
 * Validation is done before Fastify comes to it, so its validators have nothing left to refuse;
 * a reply is written by its compiled serializer, loaded with the request.
 */
function compilers(route: FastifyRoute): RouteShorthandOptions {
  const { serializers, serialized = [] } = route;
  return {
    validatorCompiler: () => () => true,
    serializerCompiler: ({ httpStatus, contentType }) => {
      const key = `${httpStatus} ${contentType}`.toLowerCase();
      const found = serialized.find((k) => k.toLowerCase() === key);
      if (serializers === undefined || found === undefined) return JSON.stringify;
      return (value: unknown) => (serializers.current?.[found] ?? JSON.stringify)(value) as string;
    },
  };
}

function documented({ documented: path }: FastifyRoute, prefix: string): object {
  return path === undefined ? {} : { swaggerTransform: ({ schema }: { schema: unknown }) => ({ schema, url: prefix + path }) };
}

function splitKey(key: string): [string, string] {
  const space = key.indexOf(' ');
  return [key.slice(0, space), key.slice(space + 1)];
}
