import { Buffer } from 'node:buffer';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { validationFailure } from './failure';
import { judge } from './error-facts';
import type { FastifyApi } from './fastify-route';
import { malformedVariable } from './malformed-variable';
import { rawRequestOf } from './raw-request';
import { errorReply } from './reply-error';
import { requestIdOf } from './request-id';

/** What only a whole Fastify server can be told, not a plugin in it. Fastify refuses malformed paths before it routes. */
export function serverOptions({ errorBody, routes }: Pick<FastifyApi, 'errorBody' | 'routes'>): FastifyServerOptions {
  return {
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    // Fastify's default of 100 would answer 414 for longer values of path variables.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      const { path } = rawRequestOf(request.raw.url ?? '/', request.headers);
      const detail = error.statusCode === 414 ? { field: '', message: 'is too long' }
        : { field: malformedVariable(path, routes.map((route) => route.path)) ?? '', message: 'must be well-formed percent-encoded UTF-8' };
      const malformed = validationFailure([{ ...detail, in: 'path' }]);
      const { status, headers, text } = errorReply(judge(malformed, request.id), errorBody);
      reply.code(status).header('x-request-id', request.id).headers(headers).send(Buffer.from(text));
    },
  } as FastifyServerOptions;
}
