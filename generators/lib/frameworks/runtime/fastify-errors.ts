import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { codeOf, judge } from './error-facts';
import { Failure } from './failure';
import type { ErrorBody } from './failure';
import { reportUnexpected } from './options';

/** Answers every error of the instance in the application's envelope. */
export function setUpErrors(scope: FastifyInstance, errorBody: ErrorBody, onError: ((error: unknown, request: FastifyRequest) => void) | undefined): void {
  scope.setErrorHandler((error, request, reply) => {
    const { facts, headers, unexpected } = judge(foreseen(error), request.id);
    if (unexpected) {
      request.log.error({ err: error }, 'unexpected error');
      if (onError) onError(error, request);
      else if (request.log.level === undefined) reportUnexpected(error);
    }
    sendError(reply.headers(headers), facts.status, errorBody(facts));
    return reply;
  });
}

/** Sends an envelope past the operation's own serializers, whose schemas it does not follow. */
function sendError(reply: FastifyReply, status: number, { contentType, body }: ReturnType<ErrorBody>): void {
  reply.code(status).header('x-request-id', reply.request.id).type(contentType).send(typeof body === 'string' ? body : JSON.stringify(body));
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
