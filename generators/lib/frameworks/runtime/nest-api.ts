import type { OnApplicationBootstrap } from '@nestjs/common';
import type { HttpAdapterHost } from '@nestjs/core';
import type { IncomingMessage } from 'node:http';
import type { RawRequest } from '../../validation/runtime/types';
import type { PreparedOperation } from './nest-exchange';
import { prepareExpress } from './nest-on-express';
import { prepareFastify } from './nest-on-fastify';
import { routesOf } from './nest-operation';
import type { OperationMethod, OperationRoute } from './nest-operation';
import { OperationPaths } from './nest-paths';
import { nodeRequest, targetOf } from './nest-platform';
import type { PlatformRequest } from './nest-platform';
import { expressPath, setPath } from './nest-route-path';
import { limitsOf, validatesResponses } from './options';
import { rawRequestOf } from './raw-request';
import { createReceive } from './receive';
import { createAuthorize } from './security';
import type { ApiSetup } from './setup';

/** Of a request, where no router has said which operation it is for. */
interface LookedUp {
  readonly raw: RawRequest;
  readonly route: OperationRoute | undefined;
}

/** Token of what `RoutesModule.register` was given. */
export const API_SETUP = 'backend:setup';

/** An API in a Nest application: what its guard, pipe and filter share. */
export class NestApi implements OnApplicationBootstrap {
  readonly paths = new OperationPaths();
  readonly checksReplies: boolean;
  readonly methods: readonly OperationMethod[];
  private readonly prepared = new Map<object, PreparedOperation>();
  private readonly found = Symbol('operation');
  private ready: (() => void) | undefined;

  /** @param controllers the generated ones */
  constructor(readonly setup: ApiSetup<unknown>, controllers: readonly { readonly prototype: object }[], private readonly host: HttpAdapterHost) {
    const limits = limitsOf(setup.options);
    this.checksReplies = validatesResponses(setup.options);
    this.methods = controllers.flatMap(({ prototype }) => routesOf(prototype));
    for (const { handler, route } of this.methods) {
      const authorize = createAuthorize(route.name, route.security ?? [], setup);
      const receive = createReceive({ lazy: route.module, produces: route.produces ?? [], authorize: null, limits, reading: 'awaited' });
      this.prepared.set(handler, { route, authorize, receive });
    }
  }

  /** Before Nest registers routes. */
  prepare(): void {
    const { httpAdapter } = this.host;
    const type = httpAdapter.getType();
    if (type === 'fastify') prepareFastify(httpAdapter.getInstance(), this);
    else if (type === 'express') this.ready = prepareExpress(httpAdapter.getInstance(), this);
    else throw new Error(`the API runs on Nest's Express and Fastify adapters, not on ${type}`);
  }

  /** After Nest has registered routes. */
  onApplicationBootstrap(): void {
    this.ready?.();
    // What looks at the controllers from here on, such as @nestjs/swagger, knows no path of Fastify's router.
    for (const { handler } of this.methods) setPath(handler, expressPath(handler));
  }

  operation(handler: object): PreparedOperation | undefined {
    return this.prepared.get(handler);
  }

  /** What a request asks for, and the operation that is to answer it; looked for once. */
  lookUp(request: PlatformRequest): LookedUp {
    const node = nodeRequest(request) as unknown as IncomingMessage & Record<symbol, LookedUp | undefined>;
    const known = node[this.found];
    if (known !== undefined) return known;
    const raw = rawRequestOf(targetOf(request), node.headers);
    return (node[this.found] = { raw, route: this.paths.find(node.method ?? 'GET', raw.path, raw.query) });
  }
}
