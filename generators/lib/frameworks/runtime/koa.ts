import { Router } from '@koa/router';
import type { RouterContext } from '@koa/router';
import type { Context, Middleware, Next } from 'koa';
import type { RawRequest } from '../../validation/runtime/types';
import { allowOf, below } from './allow';
import { judge } from './error-facts';
import { Aborted, Failure, methodNotAllowed, notFound } from './failure';
import { guardReply, releaseReply } from './guard-reply';
import { basePathsOf, limitsOf, reportUnexpected, tell, validatesResponses } from './options';
import { meets } from './query-conditions';
import type { QueryConditions } from './query-conditions';
import { createReceive } from './receive';
import type { Input } from './receive';
import { errorReply, OF_THE_BODY, sendErrorReply } from './reply-error';
import { requestIdOf } from './request-id';
import { createAuthorize } from './security';
import type { ApiSetup, LazyOperation, OperationFacts } from './setup';

export type KoaHandler = (ctx: any, next: Next) => unknown;

/** What operations are mounted on: an application or a router. */
export interface KoaApp {
  use(middleware: Middleware<any, any>): unknown;
}

/** An API on Koa: makes middleware of operations and mounts them. */
export interface KoaApi {
  /** A router under base paths (default: the API's); paths are matched by case and trailing slash. */
  router(basePaths?: readonly string[]): Router;
  /** An operation as Koa middleware. */
  operation(name: string, handler: KoaHandler | undefined, module: LazyOperation, facts?: OperationFacts): (ctx: RouterContext, next: Next) => Promise<void>;
  /** Registers a method that routers have no function for, such as QUERY. */
  method(router: Router, method: string, path: string, middleware: (ctx: RouterContext, next: Next) => Promise<void>): void;
  /** Mounts the routers, then the answers for other methods and unknown paths. */
  mount(app: KoaApp): void;
}

/** @param defaultBasePaths of the document's servers */
export function createApi(setup: ApiSetup<Context>, defaultBasePaths: readonly string[]): KoaApi {
  const { options } = setup;
  const limits = limitsOf(options);
  const checksReplies = validatesResponses(options);
  const onError = options.onError ?? reportUnexpected;
  const mounted: { readonly base: string; readonly router: Router }[] = [];

  function fail(error: unknown, ctx: Context): void {
    if (error instanceof Aborted) {
      ctx.respond = false;
      ctx.res.destroy();
      return;
    }
    const judged = judge(error, (ctx.state['requestId'] ??= requestIdOf(ctx.get('x-request-id'))) as string);
    if (judged.unexpected) tell(onError, error, ctx);
    // Half a reply cannot be taken back, and Koa leaves the client waiting for the rest.
    if (ctx.headerSent) {
      if (!ctx.res.writableEnded) ctx.res.destroy();
      throw error;
    }
    releaseReply(ctx.res);
    const reply = errorReply(judged, setup.errorBody);
    for (const name of OF_THE_BODY) ctx.remove(name);
    ctx.status = reply.status;
    ctx.set({ 'x-request-id': judged.facts.requestId, ...reply.headers } as Record<string, string>);
    ctx.body = reply.text;
  }

  return {
    router(own) {
      // One base path for all: one router, so that `/files/content` comes before `/files/{id}` whatever their servers.
      if (options.basePath !== undefined && mounted[0] !== undefined) return mounted[0].router;
      const router = new Router({ sensitive: true, strict: true });
      for (const base of basePathsOf(options.basePath ?? own ?? defaultBasePaths)) mounted.push({ base, router });
      return router;
    },
    operation(name, handler, lazy, { produces = [], security = [], query } = {}) {
      const authorize = createAuthorize(name, security, setup);
      const receive = createReceive({ lazy, produces, authorize, limits, reading: 'awaited' });
      const take = (ctx: RouterContext): Promise<Input> =>
        new Promise((resolve, reject) => {
          const { req } = ctx;
          const raw: RawRequest = { path: (ctx as Below).newRouterPath ?? ctx.path, query: ctx.querystring, headers: req.headers };
          // @koa/bodyparser and koa-body leave what they read on Koa's request, not on Node's.
          if (req.readableDidRead) (req as { body?: unknown }).body = (ctx.request as { body?: unknown }).body;
          receive(req, ctx.res, raw, ctx, (error, input) => (error === null ? resolve(input) : reject(error as Error)));
        });
      const middleware = async (ctx: RouterContext, next: Next): Promise<void> => {
        if (query !== undefined && !meets(ctx.querystring, query)) return void (await next());
        const id = requestIdOf(ctx.req.headers['x-request-id']);
        ctx.state['requestId'] = id;
        ctx.set('x-request-id', id);
        try {
          assign(ctx, await take(ctx));
          const responses = checksReplies ? lazy.current?.responses : null;
          if (responses) guardReply(ctx.req, ctx.res, responses, (mismatch) => refuse(mismatch, ctx));
          if (handler === undefined) throw new Failure(501, 'NOT_IMPLEMENTED', `${name} has no handler`);
          await handler(ctx, next);
        } catch (error) {
          fail(error, ctx);
        }
      };
      if (query !== undefined) CONDITIONS.set(middleware, query);
      return middleware;
    },
    method(router, method, path, middleware) {
      router.register(path, [method.toUpperCase()], [middleware]);
    },
    mount(app) {
      for (const { base, router } of mounted) app.use(under(base, router));
      app.use(async (ctx: Context, next: Next) => {
        const methods = mounted.flatMap(({ base, router }) => methodsOf(router, below(base, ctx.path), ctx.querystring));
        const known = mounted.some(({ base }) => below(base, ctx.path) !== undefined);
        if (methods.length === 0) return options.notFound === false || !known ? next() : fail(notFound(), ctx);
        // A handler passed the request on.
        if (methods.includes(ctx.method)) return next();
        const allow = allowOf(methods);
        if (ctx.method !== 'OPTIONS') return fail(methodNotAllowed(allow), ctx);
        ctx.set({ 'x-request-id': requestIdOf(ctx.get('x-request-id')), allow });
        ctx.status = 204;
      });
    },
  };

  /** The reply is being sent when it is found wrong: the error takes its place on Node's response. */
  function refuse(mismatch: unknown, ctx: Context): void {
    const judged = judge(mismatch, ctx.state['requestId'] as string);
    sendErrorReply(ctx.res, errorReply(judged, setup.errorBody));
  }
}

/** @koa/router matches `newRouterPath` before the path. */
type Below = RouterContext & { newRouterPath?: string | undefined };

/** A router below a base path: it matches what is left of the path. */
function under(base: string, router: Router): Middleware<any, any> {
  const routes = router.routes();
  if (base === '') return routes as Middleware<any, any>;
  return (ctx: Below, next: Next) => {
    const rest = below(base, ctx.path);
    if (rest === undefined) return next();
    ctx.newRouterPath = rest;
    return routes(ctx, () => {
      delete ctx.newRouterPath;
      return next();
    });
  };
}

/** Puts what was decoded where Koa's users look for it. */
function assign(ctx: RouterContext, { parameters, takesBody, body, auth }: Input): void {
  if (parameters !== null) {
    ctx.params = parameters.path as RouterContext['params'];
    // Koa's setter would turn it into a query string again.
    Object.defineProperty(ctx.request, 'query', { value: parameters.query, writable: true, configurable: true, enumerable: true });
    for (const name in parameters.headers) (ctx.req.headers as Record<string, unknown>)[name] = parameters.headers[name];
    ctx.state['cookies'] = parameters.cookies;
  }
  if (takesBody) (ctx.request as { body?: unknown }).body = body;
  ctx.state['auth'] = auth ?? ctx.state['auth'] ?? {};
}

/** The conditions of the middleware that has some. */
const CONDITIONS = new WeakMap<object, QueryConditions>();

/** The methods a router's own routes have for a path with a query. */
function methodsOf(router: Router, path: string | undefined, query: string): string[] {
  if (path === undefined) return [];
  return router.match(path, '').path.flatMap(({ methods, stack }) => {
    const conditions = CONDITIONS.get(stack[0] ?? router);
    return conditions === undefined || meets(query, conditions) ? methods : [];
  });
}
