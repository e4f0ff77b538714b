import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import { NestApi } from './nest-api';
import { carry, Exchange } from './nest-exchange';
import { nodeRequest, setHeader, targetOf } from './nest-platform';
import type { PlatformRequest, PlatformResponse } from './nest-platform';
import { rawRequestOf } from './raw-request';
import { requestIdOf } from './request-id';

/** Thrown where a router took a request to the wrong operation: `/users/{id}` for `/users/me`, or `/Users`. */
export class OtherRoute extends Error {}

/** Lets a request pass to its operation: by path and query, then by the operation's security schemes. */
export class SecurityGuard implements CanActivate {
  constructor(private readonly api: NestApi) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    // `switchToHttp` makes an object and three functions each time.
    const [request, response] = context.getArgs<[PlatformRequest, PlatformResponse]>();
    const operation = this.api.operation(context.getHandler());
    if (operation === undefined) throw new Error(`${context.getHandler().name} is no operation of this API`);
    const node = nodeRequest(request);
    // Fastify's router has been told everything; Express's knows neither case, slashes nor the query.
    const { raw, route } = request.raw === undefined ? this.api.lookUp(request) : { raw: rawRequestOf(targetOf(request), node.headers), route: operation.route };
    if (route !== operation.route) throw new OtherRoute('another operation has this path');
    const id = requestIdOf(node.headers['x-request-id']);
    setHeader(response, 'x-request-id', id);
    const exchange = new Exchange(operation, id, raw, request, response);
    carry(node, exchange);
    if (operation.authorize === null) return true;
    return operation.authorize(node, raw, request).then((auth) => {
      exchange.auth = auth;
      return true;
    });
  }
}

// Not by decorator syntax, so that these files compile under every compiler option.
Injectable()(SecurityGuard);
Inject(NestApi)(SecurityGuard, undefined, 0);
