import { Router } from 'express';
import type { IRouter, NextFunction, Request, Response } from 'express';
import { allowOf, below } from './allow';
import { judge } from './error-facts';
import { Aborted, Failure, methodNotAllowed, notFound } from './failure';
import { guardReply, releaseReply } from './guard-reply';
import { basePathsOf, limitsOf, reportUnexpected, tell, validatesResponses } from './options';
import { isWellFormed, routable } from './malformed-path';
import { meets } from './query-conditions';
import type { QueryConditions } from './query-conditions';
import { rawRequestOf } from './raw-request';
import { createReceive } from './receive';
import type { Input } from './receive';
import { errorReply, sendErrorReply } from './reply-error';
import { requestIdOf } from './request-id';
import { createAuthorize } from './security';
import type { ApiSetup, LazyOperation, OperationFacts } from './setup';

export type ExpressHandler = (req: any, res: any, next: NextFunction) => unknown;

/** What the pipeline adds to Express's request. */
type Incoming = Request & { id?: string; auth?: unknown; cookies?: unknown; malformedUrl?: string };

/** An API on Express 4 or 5: makes middleware of operations and mounts them. */
export interface ExpressApi {
  /** A router under base paths (default: the API's); paths are matched by case and trailing slash. */
  router(basePaths?: readonly string[]): IRouter;
  /** An operation as Express middleware. */
  operation(name: string, handler: ExpressHandler | undefined, module: LazyOperation, facts?: OperationFacts): (req: Request, res: Response, next: NextFunction) => void;
  /** Registers a method that routers have no function for, such as QUERY. */
  method(router: IRouter, method: string, path: string, middleware: (req: Request, res: Response, next: NextFunction) => void): void;
  /** Mounts the routers, then the answers for other methods and unknown paths. */
  mount(app: IRouter): void;
}

/** @param defaultBasePaths of the document's servers */
export function createApi(setup: ApiSetup<Request>, defaultBasePaths: readonly string[]): ExpressApi {
  const { options } = setup;
  const limits = limitsOf(options);
  const checksReplies = validatesResponses(options);
  const onError = options.onError ?? reportUnexpected;
  const routers: { readonly base: string; readonly router: IRouter }[] = [];

  function fail(error: unknown, req: Incoming, res: Response, next: NextFunction): void {
    if (error instanceof Aborted) return void res.destroy();
    const judged = judge(error, (req.id ??= requestIdOf(req.headers['x-request-id'])));
    if (judged.unexpected) tell(onError, error, req);
    // Half a reply cannot be taken back: Express closes the connection.
    if (res.headersSent) return next(error);
    releaseReply(res);
    res.setHeader('x-request-id', req.id);
    sendErrorReply(res, errorReply(judged, setup.errorBody));
  }

  function answersUnknown(path: string): boolean {
    return options.notFound !== false && routers.some(({ base }) => below(base, path) !== undefined);
  }

  return {
    router(own) {
      // One base path for all: one router, so that `/files/content` comes before `/files/{id}` whatever their servers.
      if (options.basePath !== undefined && routers[0] !== undefined) return routers[0].router;
      const router = Router({ caseSensitive: true, strict: true });
      for (const base of basePathsOf(options.basePath ?? own ?? defaultBasePaths)) routers.push({ base, router });
      return router;
    },
    operation(name, handler, lazy, { produces = [], security = [], query } = {}) {
      const authorize = createAuthorize(name, security, setup);
      const receive = createReceive({ lazy, produces, authorize, limits });
      const middleware = (req: Incoming, res: Response, next: NextFunction): void => {
        const raw = rawRequestOf(req.malformedUrl ?? req.url, req.headers);
        if (query !== undefined && !meets(raw.query, query)) return next();
        const id = (req.id = requestIdOf(req.headers['x-request-id']));
        res.setHeader('x-request-id', id);
        receive(req, res, raw, req, (error, input) => {
          if (error !== null) return fail(error, req, res, next);
          try {
            assign(req, input);
            const responses = checksReplies ? lazy.current?.responses : null;
            if (responses) guardReply(req, res, responses, (mismatch) => fail(mismatch, req, res, next));
            if (handler === undefined) throw new Failure(501, 'NOT_IMPLEMENTED', `${name} has no handler`);
            const outcome: unknown = handler(req, res, next);
            if (isThenable(outcome)) outcome.then(undefined, (thrown: unknown) => fail(thrown, req, res, next));
          } catch (thrown) {
            fail(thrown, req, res, next);
          }
        });
      };
      if (query !== undefined) CONDITIONS.set(middleware, query);
      return middleware;
    },
    method(router, method, path, middleware) {
      const register = (router as unknown as Record<string, ((path: string, middleware: unknown) => void) | undefined>)[method.toLowerCase()];
      if (register === undefined) throw new Error(`this version of Node.js or Express does not know the method ${method.toUpperCase()}`);
      register.call(router, path, middleware);
    },
    mount(app) {
      for (const router of new Set(routers.map((mounted) => mounted.router))) router.use(optionsOf(router));
      mountRouters(app);
      // Express decodes path variables before any middleware of a route can, and throws at `/users/%zz`:
      // route once more by a path it can decode, while the operation decodes the one that was sent.
      const again = Router({ caseSensitive: true, strict: true });
      mountRouters(again);
      again.use(answerOthers);
      app.use((error: unknown, req: Incoming, res: Response, next: NextFunction) => {
        const { url } = req;
        if (!(error instanceof URIError) || req.malformedUrl !== undefined || isWellFormed(rawRequestOf(url, req.headers).path)) return next(error);
        req.malformedUrl = url;
        req.url = routable(url);
        again(req, res, (failure?: unknown) => {
          req.url = url;
          next(failure ?? error);
        });
      });
      app.use(answerOthers);
    },
  };

  function mountRouters(app: IRouter): void {
    for (const { base, router } of routers) base === '' ? app.use(router) : app.use(escapePath(base), router);
  }

  /** Answers other methods of the API's paths, and unknown paths. */
  function answerOthers(req: Request, res: Response, next: NextFunction): void {
    const { path, query } = rawRequestOf(req.url, req.headers);
    const methods = routers.flatMap(({ base, router }) => methodsOf(router, below(base, path), query));
    if (methods.length === 0) return answersUnknown(path) ? fail(notFound(), req, res, next) : next();
    const allow = allowOf(methods);
    // A handler passed the request on.
    if (allow.split(', ').includes(req.method)) return next();
    fail(methodNotAllowed(allow), req, res, next);
  }
}

/** Puts what was decoded where Express's users look for it. */
function assign(req: Incoming, { parameters, takesBody, body, auth }: Input): void {
  if (parameters !== null) {
    req.params = parameters.path as Request['params'];
    // Express 5 has only a getter on the prototype, Express 4 an own property.
    Object.defineProperty(req, 'query', { value: parameters.query, writable: true, configurable: true, enumerable: true });
    for (const name in parameters.headers) (req.headers as Record<string, unknown>)[name] = parameters.headers[name];
    if (req.cookies === undefined) req.cookies = parameters.cookies;
    else for (const name in parameters.cookies) (req.cookies as Record<string, unknown>)[name] = parameters.cookies[name];
  }
  if (takesBody) req.body = body;
  if (auth !== null) req.auth = auth;
  else if (req.auth === undefined) req.auth = {};
}

/** The conditions of the middleware that has some. */
const CONDITIONS = new WeakMap<object, QueryConditions>();

/** An entry of a router's stack, as both majors have it. */
interface Layer {
  readonly route?: { readonly methods: object; readonly stack: readonly { readonly handle: object }[] };
  match(path: string): unknown;
}

/** The methods a router's own routes have for a path with a query. */
function methodsOf(router: IRouter, path: string | undefined, query: string): string[] {
  if (path === undefined) return [];
  return (router.stack as unknown as Layer[]).flatMap((layer) => {
    const { route } = layer;
    if (!route || !layer.match(path)) return [];
    const conditions = CONDITIONS.get(route.stack[0]?.handle ?? route);
    return conditions === undefined || meets(query, conditions) ? Object.keys(route.methods) : [];
  });
}

/** Answers OPTIONS where no CORS middleware did; a router's own answer would be a 200 with a text. */
function optionsOf(router: IRouter) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const raw = rawRequestOf(req.url, req.headers);
    const methods = req.method === 'OPTIONS' ? methodsOf(router, raw.path, raw.query) : [];
    if (methods.length === 0) return next();
    res.setHeader('x-request-id', requestIdOf(req.headers['x-request-id']));
    res.setHeader('allow', allowOf(methods));
    res.statusCode = 204;
    res.end();
  };
}

/** A literal in the path syntax of both majors, where a backslash escapes. */
function escapePath(text: string): string {
  return text.replace(/[\\:*?+(){}[\]!.^$|]/g, '\\$&');
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === 'object' && value !== null && typeof (value as PromiseLike<unknown>).then === 'function';
}
