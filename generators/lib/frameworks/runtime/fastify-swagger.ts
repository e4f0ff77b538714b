import type { FastifyRoute } from './fastify-route';

/** What @fastify/swagger hands to a route's own transform; the document is one of these two, by its version. */
interface Transformed {
  readonly schema: object;
  readonly url: string;
  readonly openapiObject?: { components?: { securitySchemes?: Record<string, unknown> } };
}

/**
 * Route `config` for @fastify/swagger: what a route's schema cannot say. Its path where the router's
 * syntax hides it, and security, which the plugin reads only where its schemes are declared.
 */
export function documentation(route: FastifyRoute, prefix: string, security: unknown, schemes: Record<string, unknown>): object {
  if (route.documented === undefined && security === undefined) return {};
  return {
    swaggerTransform: ({ schema, url, openapiObject }: Transformed) => {
      const path = route.documented === undefined ? url : prefix + route.documented;
      if (security === undefined || openapiObject?.components === undefined) return { schema, url: path };
      openapiObject.components.securitySchemes = { ...schemes, ...openapiObject.components.securitySchemes };
      return { schema: { ...schema, security }, url: path };
    },
  };
}
