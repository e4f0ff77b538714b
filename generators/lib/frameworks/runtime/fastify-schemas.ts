import type { FastifyInstance, RouteShorthandOptions } from 'fastify';
import type { FastifyApi, FastifyRoute } from './fastify-route';
import { findPick } from './fastify-replies';
import { documentation } from './fastify-swagger';

/** Route options about schemas; `again`: the operation is registered under one more base path. */
export type SchemasOf = (route: FastifyRoute, again: boolean) => RouteShorthandOptions;

/**
 * Decides what schemas the routes carry. Plain ones are many and large (GitHub's: 969 shared ones),
 * so they are loaded only when something reads them.
 */
export async function schemasFor(scope: FastifyInstance, api: FastifyApi, expose: boolean | undefined): Promise<SchemasOf> {
  if (!(expose ?? scope.hasDecorator('swagger'))) return noSchemas;
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

/** Fastify looks at every schema of every route when it starts; replies are written without, see `createReplyWriter`. */
const noSchemas: SchemasOf = () => ({});

/**
 * Validation is done before Fastify comes to it, so its validators have nothing left to refuse; a
 * serializer is there for `reply.serializeInput`, `createReplyWriter` writes the replies.
 */
function compilers({ operation, serializers }: FastifyRoute): RouteShorthandOptions {
  return {
    validatorCompiler: () => () => true,
    serializerCompiler: ({ httpStatus, contentType }) => (value: unknown) => {
      const picks = serializers?.current?.[operation] ?? {};
      return JSON.stringify(findPick(picks, String(httpStatus), contentType ?? '')(value));
    },
  };
}
