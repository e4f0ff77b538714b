import { Buffer } from 'node:buffer';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { codeOf, judge } from './error-facts';
import { Aborted, Failure } from './failure';
import type { ErrorBody } from './failure';
import { failedInBody } from './fastify-request';
import { markError } from './fastify-responses';
import { reportUnexpected, tell } from './options';
import { errorReply, OF_THE_BODY } from './reply-error';

/** Answers every error of the instance in the application's envelope. */
export function setUpErrors(scope: FastifyInstance, errorBody: ErrorBody, onError: ((error: unknown, request: FastifyRequest) => void) | undefined): void {
  scope.setErrorHandler((error, request, reply) => {
    if (error instanceof Aborted) {
      reply.hijack();
      reply.raw.destroy();
      return;
    }
    const judged = judge(foreseen(error), request.id);
    if (judged.unexpected) {
      request.log.error({ err: error }, 'unexpected error');
      tell(onError ?? reportUnexpected, error, request);
    }
    const { status, headers, text } = errorReply(judged, errorBody);
    markError(reply);
    // What is left of a refused body is read and dropped, so the connection can be used again; unless the server is closing.
    if (failedInBody(request) && !reply.raw.hasHeader('connection')) reply.removeHeader('connection');
    for (const name of OF_THE_BODY) reply.removeHeader(name);
    // Bytes go past the operation's serializers, whose schemas they do not follow, with their type as it is.
    return reply.code(status).header('x-request-id', request.id).headers(headers).send(Buffer.from(text));
  });
}

/**
 * Fastify and its plugins give an error its status by `statusCode` alone; an HTTP client's error
 * carries the upstream's in `status`, and says nothing about this reply.
 */
function foreseen(error: unknown): unknown {
  if (typeof error !== 'object' || error === null || 'expose' in error || 'status' in error) return error;
  const { statusCode, message, headers } = error as { statusCode?: unknown; message?: unknown; headers?: unknown };
  if (typeof statusCode !== 'number' || statusCode < 400 || statusCode > 499) return error;
  const extra = typeof headers === 'object' && headers !== null ? { headers: headers as Record<string, string> } : {};
  return new Failure(statusCode, codeOf(statusCode), String(message), extra);
}
