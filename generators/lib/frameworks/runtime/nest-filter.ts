import { Catch, Inject, NotFoundException } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';
import { allowOf } from './allow';
import { methodNotAllowed, notFound, validationFailure } from './failure';
import { isWellFormed } from './malformed-path';
import { malformedVariable } from './malformed-variable';
import { NestApi } from './nest-api';
import { answerError } from './nest-errors';
import { exchangeOf } from './nest-exchange';
import { OtherRoute } from './nest-guard';
import { nodeRequest, nodeResponse } from './nest-platform';
import type { PlatformRequest, PlatformResponse } from './nest-platform';
import { requestIdOf } from './request-id';

/**
 * Answers every error of the API's operations in its envelope, and what no operation answers below
 * its base path: 404, 405 with `Allow`, OPTIONS. Errors of other controllers go their own way.
 */
export class ApiExceptionFilter implements ExceptionFilter {
  constructor(private readonly api: NestApi, private readonly host: HttpAdapterHost) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const next = http.getNext<unknown>();
    if (error instanceof OtherRoute && typeof next === 'function') return void (next as () => void)();
    if (host.getType<string>() !== 'http') return this.pass(error, host);
    const request = http.getRequest<PlatformRequest>();
    const response = http.getResponse<PlatformResponse>();
    const exchange = exchangeOf(nodeRequest(request));
    const answer = (failure: unknown): void => {
      const id = exchange?.id ?? requestIdOf(nodeRequest(request).headers['x-request-id']);
      answerError(failure, id, request, response, this.api.setup);
    };
    if (exchange !== undefined) return answer(error);
    const { raw: { path, query }, route } = this.api.lookUp(request);
    const { method = 'GET' } = nodeRequest(request);
    const { paths, setup } = this.api;
    if (!isWellFormed(path) && paths.covers(path)) {
      return answer(validationFailure([{ field: malformedVariable(path, paths.templates) ?? '', message: 'must be well-formed percent-encoded UTF-8', in: 'path' }]));
    }
    if (!isUnrouted(error)) return route ? answer(error) : this.pass(error, host);
    const methods = paths.methods(path, query);
    // Of a path that has the method, Express's router wants another spelling: `:` is not `%3A` to it.
    if (methods.length === 0 || methods.includes(method)) return setup.options.notFound !== false && paths.covers(path) ? answer(notFound()) : this.pass(error, host);
    const allow = allowOf(methods);
    if (method !== 'OPTIONS') return answer(methodNotAllowed(allow));
    answerOptions(response, allow, requestIdOf(request.headers['x-request-id']));
  }

  private pass(error: unknown, host: ArgumentsHost): void {
    new BaseExceptionFilter(this.host.httpAdapter).catch(error, host);
  }
}

/** Nest's own words for a request that no route took. */
function isUnrouted(error: unknown): boolean {
  return error instanceof NotFoundException && /^Cannot [A-Z]+ \//.test(error.message);
}

function answerOptions(response: PlatformResponse, allow: string, id: string): void {
  if (response.raw !== undefined) {
    response.status!(204);
    response.header!('allow', allow);
    response.header!('x-request-id', id);
    response.send!(undefined);
    return;
  }
  const node = nodeResponse(response);
  node.setHeader('allow', allow);
  node.setHeader('x-request-id', id);
  node.statusCode = 204;
  node.end();
}

Catch()(ApiExceptionFilter);
Inject(NestApi)(ApiExceptionFilter, undefined, 0);
Inject(HttpAdapterHost)(ApiExceptionFilter, undefined, 1);
