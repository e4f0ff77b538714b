import type { FastifyInstance } from 'fastify';
import { setUpErrors } from './fastify-errors';
import { answerOtherMethods, answerUnknownPaths } from './fastify-not-found';
import { createPreParsing, parseBody } from './fastify-request';
import { createReplyCheck } from './fastify-responses';
import { addQueryConstraint, constraintsOf } from './query-constraint';
import type { FastifyApi, FastifyRoute, Registration } from './fastify-route';
import { basePathsOf, limitsOf, validatesResponses } from './options';
import { requestIdOf } from './request-id';
import { schemasFor } from './fastify-schemas';
import { createAuthorize } from './security';

/**
 * Registers an API on a Fastify instance, in a plugin of its own: its content type parsers, error
 * handler, request ids and hooks hold for its routes alone.
 * @returns what `app.register` returns: it can be awaited
 */
export function registerApi(app: FastifyInstance<any, any, any, any, any>, api: FastifyApi, registration: Registration): PromiseLike<undefined> {
  return app.register(async (scope: FastifyInstance) => {
    setUpScope(scope, api, registration);
    const first = new Set<string>();
    for (const [prefix, routes] of byPrefix(api, registration.options.basePath)) {
      scope.register((instance, _options, done) => {
        mount(instance, routes, api, registration, first).then(() => done(), done);
      }, { prefix });
    }
  });
}

function setUpScope(scope: FastifyInstance, api: FastifyApi, { options }: Registration): void {
  scope.setGenReqId((request) => requestIdOf(request.headers['x-request-id']));
  scope.removeAllContentTypeParsers();
  // A parser by name is found faster than `*`.
  scope.addContentTypeParser(['application/json', '*'], parseBody);
  setUpErrors(scope, api.errorBody, options.onError);
}

async function mount(scope: FastifyInstance, routes: readonly FastifyRoute[], api: FastifyApi, registration: Registration, seen: Set<string>): Promise<void> {
  const { handlers, authenticators, options } = registration;
  const limits = limitsOf(options);
  const setup = { schemes: api.schemes, authenticators };
  const validates = validatesResponses(options);
  const schemas = await schemasFor(scope, api, options.exposeSchemas);
  const heads = new Set(routes.filter((route) => route.method === 'HEAD').map(placeOf));
  if (routes.some((route) => route.query !== undefined)) addQueryConstraint(scope);
  for (const method of new Set(routes.map((route) => route.method))) {
    if (!scope.supportedMethods.includes(method)) scope.addHttpMethod(method, { hasBody: true });
  }
  for (const route of routes) {
    const { operation, method, url } = route;
    const handler = handlers[operation];
    if (typeof handler !== 'function') throw new Error(`operation ${operation}: there is no handler`);
    const authorize = createAuthorize(operation, route.security ?? [], setup);
    scope.route({
      method,
      url,
      handler,
      ...schemas(route, seen.has(operation)),
      exposeHeadRoute: method === 'GET' && !heads.has(placeOf(route)),
      ...constraintsOf(route.query),
      preParsing: createPreParsing(route, authorize, limits),
      ...(validates ? { onSend: createReplyCheck(route.module) } : {}),
    });
    seen.add(operation);
  }
  if (options.notFound === false) answerOtherMethods(scope, routes);
  else answerUnknownPaths(scope, routes);
}

/** What a HEAD operation and the GET it belongs to have in common. */
function placeOf({ path, query = [] }: FastifyRoute): string {
  return JSON.stringify([path, query]);
}

/** Routes by the base path they live under: their own servers', or the API's. */
function byPrefix(api: FastifyApi, wanted: string | readonly string[] | undefined): Map<string, FastifyRoute[]> {
  const prefixes = new Map<string, FastifyRoute[]>();
  for (const route of api.routes) {
    for (const prefix of basePathsOf(wanted ?? route.basePaths ?? api.basePaths)) {
      const known = prefixes.get(prefix);
      if (known) known.push(route);
      else prefixes.set(prefix, [route]);
    }
  }
  return prefixes;
}
