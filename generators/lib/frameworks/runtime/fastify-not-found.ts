import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { allowOf, below } from './allow';
import { methodNotAllowed, notFound } from './failure';
import type { FastifyRoute } from './fastify-route';

/**
 * Answers paths without a route: 405 with `Allow` (204 for OPTIONS) where another method has the
 * path, else 404. An application's own not-found handler at the same prefix wins, whenever it is set.
 */
export function answerUnknownPaths(scope: FastifyInstance, routes: readonly FastifyRoute[]): void {
  scope.register((instance, _options, done) => {
    const allowed = createAllowed(routes, instance.prefix);
    instance.addHook('onRequest', (request: FastifyRequest, reply: FastifyReply, next: (error?: Error) => void) => {
      const allow = allowed(pathOf(request.raw.url ?? '/'));
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
  const paths = new Map<string, { readonly url: string; readonly methods: Set<string> }>();
  for (const { path, url, method } of routes) {
    const shape = path.replace(/\{[^{}]*\}/g, '{}');
    const known = paths.get(shape) ?? { url, methods: new Set<string>() };
    known.methods.add(method);
    paths.set(shape, known);
  }
  for (const { url, methods } of paths.values()) {
    const allow = allowOf(methods);
    const others = METHODS.filter((method) => !methods.has(method) && !scope.hasRoute({ method, url: scope.prefix + url }));
    if (others.length === 0) continue;
    scope.route({
      method: others, url, schema: { hide: true } as object, exposeHeadRoute: false,
      onRequest: (request, reply, done) => refuse(request, reply, allow, done),
      handler: () => undefined,
    });
  }
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

function refuse(request: FastifyRequest, reply: FastifyReply, allow: string, next: (error?: Error) => void): void {
  if (request.method !== 'OPTIONS') return next(methodNotAllowed(allow));
  reply.code(204).header('x-request-id', request.id).header('allow', allow).send();
}

/** Finds the methods of a path, as the `Allow` field lists them; prepared when first needed. */
function createAllowed(routes: readonly FastifyRoute[], prefix: string): (path: string) => string | undefined {
  let table: { pattern: RegExp; methods: string[] }[] | undefined;
  return (path) => {
    table ??= prepare(routes);
    const rest = below(prefix, path);
    if (rest === undefined) return undefined;
    const methods = new Set(table.filter(({ pattern }) => pattern.test(rest)).flatMap((row) => row.methods));
    return methods.size === 0 ? undefined : allowOf(methods);
  };
}

function prepare(routes: readonly FastifyRoute[]): { pattern: RegExp; methods: string[] }[] {
  const table = new Map<string, { pattern: RegExp; methods: string[] }>();
  for (const { path, method } of routes) {
    const source = path.split(/\{[^{}]*\}/).map((text) => decode(text).replace(/[^A-Za-z0-9/]/g, '\\$&')).join('[^/]+');
    const row = table.get(source) ?? { pattern: new RegExp(`^${source}$`), methods: [] };
    row.methods.push(method);
    table.set(source, row);
  }
  return [...table.values()];
}

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  return decode(mark === -1 ? url : url.slice(0, mark));
}

function decode(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}
