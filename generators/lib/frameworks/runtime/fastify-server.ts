import { Buffer } from 'node:buffer';
import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { validationFailure } from './failure';
import type { ErrorBody } from './failure';
import { judge } from './error-facts';
import { errorReply } from './reply-error';
import { requestIdOf } from './request-id';

/** What only a whole Fastify server can be told, not a plugin in it. */
export function serverOptions(errorBody: ErrorBody): FastifyServerOptions {
  return {
    genReqId: (request) => requestIdOf(request.headers['x-request-id']),
    // Fastify's default of 100 would answer 414 for longer values of path variables.
    routerOptions: { maxParamLength: 16_384 },
    frameworkErrors: (error: Error & { statusCode?: number }, request: FastifyRequest, reply: FastifyReply) => {
      const malformed = validationFailure([{ field: '', message: error.statusCode === 414 ? 'is too long' : 'must be percent-encoded UTF-8', in: 'path' }]);
      const { status, headers, text } = errorReply(judge(malformed, request.id), errorBody);
      reply.code(status).header('x-request-id', request.id).headers(headers).send(Buffer.from(text));
    },
  } as FastifyServerOptions;
}
