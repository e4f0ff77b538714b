import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { registerApi } from '../fastify';
import type { FastifyRoute } from '../fastify-route';
import { serverOptions } from '../fastify-server';
import { lazyOf } from './modules';
import type { Extra, Route, Running } from './servers';

/** Stands in for `servers.ts`, so that what is tested of the other frameworks is tested of Fastify too. */
export const FRAMEWORKS = ['fastify'];

/** Boots a real Fastify server on 127.0.0.1 with hand-made operations. */
export async function serve(_framework: string, routes: readonly Route[], extra: Extra = {}): Promise<Running> {
  const errorBody: NonNullable<Extra['errorBody']> = extra.errorBody ?? (({ code, message, details, requestId }) => ({
    contentType: 'application/json',
    body: { error: { code, message, details }, meta: { requestId } },
  }));
  const app = Fastify(serverOptions({ errorBody, routes: routes.map(describe) }));
  extra.before?.(middleware(app));
  await app.register(async (scope) => {
    await registerApi(scope, {
      routes: routes.map(describe), basePaths: extra.basePaths ?? [''], schemes: extra.schemes ?? {}, errorBody,
      exposed: () => Promise.reject(new Error('not exposed')),
    }, {
      handlers: Object.fromEntries(routes.map((route) => [nameOf(route), handlerOf(route)])),
      authenticators: extra.authenticators ?? {},
      // Fastify has no next(): a handler passes on to the not-found handler, which is to be the application's here.
      options: { onError: () => undefined, ...(routes.some((route) => route.passes) ? { notFound: false } : {}), ...extra.options },
    });
  }, { prefix: extra.under ?? '' });
  extra.after?.({ use: (later: any) => app.setNotFoundHandler((request, reply) => void later(request.raw, { send: (text: string) => reply.send(text) })) });
  const url = await app.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    server: app.server,
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** As the other frameworks' servers name it, and distinct where the query decides. */
function nameOf({ method, path, facts }: Route): string {
  return [method, path, ...(facts?.query ?? [])].join(' ');
}

function describe(route: Route): FastifyRoute {
  const { method, path, module, lazy, facts } = route;
  return { operation: nameOf(route), method: method.toUpperCase(), path: path.replace(/:(\w+)/g, '{$1}'), url: path, module: lazy ?? lazyOf(module ?? {}), ...facts };
}

function handlerOf({ handle, passes }: Route) {
  if (passes) return (_request: any, reply: any): unknown => reply.callNotFound();
  return async ({ params, query, headers, cookies, body, auth, id }: any, reply: any): Promise<unknown> => {
    const answer = (await handle?.({ params, query, headers, cookies, body, auth, id })) ?? {};
    return reply.code(answer.status ?? 200).headers(answer.headers ?? {}).send(answer.body);
  };
}

/** Express-like middleware as an onRequest hook. */
function middleware(app: FastifyInstance): { use(handler: any): void } {
  return {
    use: (handler) => void app.addHook('onRequest', (request, reply, done) => {
      const response = {
        set: (name: string, value: string) => (reply.header(name, value), response),
        status: (code: number) => (reply.code(code), response),
        end: () => void reply.send(),
      };
      handler(request.raw, response, done);
    }),
  };
}
