import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allowOf, below } from './allow';
import { methodNotAllowed, notFound } from './failure';
import type { FastifyRoute } from './fastify-route';
import { meets } from './query-conditions';
import { rawRequestOf } from './raw-request';

/**
 * Answers paths without a route: 405 with `Allow` (204 for OPTIONS) where another method has the
 * path, else 404. An application's own not-found handler at the same prefix wins, whenever it is set.
 */
export function answerUnknownPaths(scope: FastifyInstance, routes: readonly FastifyRoute[]): void {
  scope.register((instance, _options, done) => {
    const allowed = createAllowed(routes, instance.prefix);
    instance.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next: (error?: Error) => void) => {
      const { path, query } = rawRequestOf(request.raw.url ?? '/', request.headers);
      const allow = allowed(decode(path), query);
      if (allow === undefined) return next(notFound());
      refuse(request, reply, allow, next);
    });
    try {
      // Without a handler the hooks above answer, and the application may still set its own.
      (instance as unknown as { setNotFoundHandler(): void }).setNotFoundHandler();
    } catch {
      // The application has set one already: it answers.
    }
    done();
  });
}

/**
 * Answers other methods of the API's paths by routes of their own, which leaves unknown paths to the
 * application. An application that has such a route keeps it.
 */
export function answerOtherMethods(scope: FastifyInstance, routes: readonly FastifyRoute[]): void {
  const paths = new Map<string, FastifyRoute[]>();
  for (const route of routes) {
    const shape = route.path.replace(/\{[^{}]*\}/g, '{}');
    paths.set(shape, [...(paths.get(shape) ?? []), route]);
  }
  for (const own of paths.values()) {
    const { url } = own[0]!;
    const always = new Set(own.filter(({ query }) => query === undefined).map(({ method }) => method));
    const others = METHODS.filter((method) => !always.has(method) && !scope.hasRoute({ method, url: scope.prefix + url }));
    if (others.length === 0) continue;
    scope.route({
      method: others, url, schema: { hide: true } as object, exposeHeadRoute: false,
      onRequest: (request, reply, done) => {
        const methods = methodsFor(own, rawRequestOf(request.raw.url ?? '/', request.headers).query);
        // None: the path has operations for other queries only.
        if (methods.length === 0) return void reply.callNotFound();
        refuse(request, reply, allowOf(methods), done);
      },
      handler: () => undefined,
    });
  }
}

/** The methods of those routes that take a request with this query. */
function methodsFor(routes: readonly FastifyRoute[], query: string): string[] {
  return routes.filter((route) => route.query === undefined || meets(query, route.query)).map(({ method }) => method);
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function refuse(request: FastifyRequest, reply: FastifyReply, allow: string, next: (error?: Error) => void): void {
  if (request.method !== 'OPTIONS') return next(methodNotAllowed(allow));
  reply.code(204).header('x-request-id', request.id).header('allow', allow).send();
}

/** Finds the methods of a path, as the `Allow` field lists them; prepared when first needed. */
function createAllowed(routes: readonly FastifyRoute[], prefix: string): (path: string, query: string) => string | undefined {
  let table: { pattern: RegExp; routes: FastifyRoute[] }[] | undefined;
  return (path, query) => {
    table ??= prepare(routes);
    const rest = below(prefix, path);
    if (rest === undefined) return undefined;
    const methods = methodsFor(table.flatMap((row) => (row.pattern.test(rest) ? row.routes : [])), query);
    return methods.length === 0 ? undefined : allowOf(methods);
  };
}

function prepare(routes: readonly FastifyRoute[]): { pattern: RegExp; routes: FastifyRoute[] }[] {
  const table = new Map<string, { pattern: RegExp; routes: FastifyRoute[] }>();
  for (const route of routes) {
    const source = route.path.split(/\{[^{}]*\}/).map((text) => decode(text).replace(/[^A-Za-z0-9/]/g, '\\$&')).join('[^/]+');
    const row = table.get(source) ?? { pattern: new RegExp(`^${source}$`), routes: [] };
    row.routes.push(route);
    table.set(source, row);
  }
  return [...table.values()];
}

function decode(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
