import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { OperationModule } from '../../../validation/runtime/types';
import type { ApiSetup, LazyOperation, OperationFacts } from '../setup';
import { lazyOf } from './modules';

export const FRAMEWORKS = ['express 5', 'express 4', 'koa'] as const;
export type FrameworkName = (typeof FRAMEWORKS)[number];

/** What a handler sees, wherever its framework puts it. */
export interface Seen {
  params: any;
  query: any;
  headers: any;
  cookies: any;
  body: any;
  auth: any;
  id: string;
}

export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON unless it is a string or a Buffer. */
  body?: unknown;
}

export interface Route {
  method: string;
  path: string;
  module?: Partial<OperationModule>;
  facts?: OperationFacts;
  /** Instead of a loader of `module`. */
  lazy?: LazyOperation;
  /** The handler calls `next()`. */
  passes?: boolean;
  handle?: (seen: Seen) => Reply | Promise<Reply>;
}

export interface Running {
  readonly url: string;
  readonly server: Server;
  close(): Promise<void>;
}

export interface Extra extends Partial<ApiSetup<any>> {
  basePaths?: string[];
  /** Middleware of the application before the API: `(app) => app.use(…)`. */
  before?: (app: any) => void;
  after?: (app: any) => void;
  /** Mount the API under a prefix with the framework's own means. */
  under?: string;
}

/** Boots a real server on 127.0.0.1 with hand-made operations. */
export async function serve(framework: FrameworkName, routes: readonly Route[], extra: Extra = {}): Promise<Running> {
  const setup: ApiSetup<any> = {
    schemes: {},
    authenticators: {},
    errorBody: ({ code, message, details, requestId }) => ({
      contentType: 'application/json',
      body: { error: { code, message, details }, meta: { requestId } },
    }),
    ...extra,
    options: { onError: () => undefined, ...extra.options },
  };
  const listener = framework === 'koa' ? koaApp(routes, setup, extra) : expressApp(framework, routes, setup, extra);
  const server = listener.listen(0, '127.0.0.1') as Server;
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function expressApp(framework: FrameworkName, routes: readonly Route[], setup: ApiSetup<any>, extra: Extra): any {
  let express: any;
  let createApi: any;
  jest.isolateModules(() => {
    if (framework === 'express 4') jest.doMock('express', () => jest.requireActual('express4'));
    else jest.dontMock('express');
    express = require('express');
    ({ createApi } = require('../express'));
  });
  const app = express();
  app.use((req: any, _res: any, next: () => void) => (req.express = framework, next()));
  extra.before?.(app);
  const api = createApi(setup, extra.basePaths ?? ['']);
  const router = api.router();
  for (const route of routes) {
    const handler = async (req: any, res: any, next: () => void): Promise<void> => {
      if (route.passes) return next();
      const { params, query, headers, cookies, body, auth, id } = req;
      const reply = (await route.handle?.({ params, query, headers, cookies, body, auth, id })) ?? {};
      res.status(reply.status ?? 200).set(reply.headers ?? {});
      if (reply.body === undefined) res.end();
      else if (typeof reply.body === 'string' || Buffer.isBuffer(reply.body)) res.send(reply.body);
      else res.json(reply.body);
    };
    router[route.method](route.path, api.operation(`${route.method} ${route.path}`, handler, route.lazy ?? lazyOf(route.module ?? {}), route.facts));
  }
  if (extra.under === undefined) api.mount(app);
  else {
    const outer = express.Router();
    api.mount(outer);
    app.use(extra.under, outer);
  }
  extra.after?.(app);
  return app;
}

function koaApp(routes: readonly Route[], setup: ApiSetup<any>, extra: Extra): any {
  const Koa = require('koa');
  const { createApi } = require('../koa');
  const app = new Koa();
  app.silent = true;
  extra.before?.(app);
  const api = createApi(setup, extra.basePaths ?? ['']);
  const router = api.router();
  for (const route of routes) {
    const handler = async (ctx: any, next: () => Promise<void>): Promise<void> => {
      if (route.passes) return next();
      const { params, query } = ctx;
      const { headers, body } = ctx.request;
      const { cookies, auth, requestId: id } = ctx.state;
      const reply = (await route.handle?.({ params, query, headers, cookies, body, auth, id })) ?? {};
      ctx.set(reply.headers ?? {});
      ctx.body = reply.body ?? null;
      ctx.status = reply.status ?? 200;
    };
    router[route.method](route.path, api.operation(`${route.method} ${route.path}`, handler, route.lazy ?? lazyOf(route.module ?? {}), route.facts));
  }
  if (extra.under === undefined) api.mount(app);
  else {
    const inner = new Koa();
    api.mount(inner);
    const prefix = extra.under;
    // What koa-mount does.
    app.use(async (ctx: any, next: any) => {
      if (!ctx.path.startsWith(prefix)) return next();
      ctx.path = ctx.path.slice(prefix.length) || '/';
      await require('koa-compose')(inner.middleware)(ctx, next);
    });
  }
  extra.after?.(app);
  return app;
}
