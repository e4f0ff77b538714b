import { HttpException } from '@nestjs/common';
import { Buffer } from 'node:buffer';
import { codeOf, judge } from './error-facts';
import { Aborted, Failure } from './failure';
import { releaseReply } from './guard-reply';
import { nodeRequest, nodeResponse } from './nest-platform';
import type { PlatformReply, PlatformRequest, PlatformResponse } from './nest-platform';
import { reportUnexpected, tell } from './options';
import { errorReply, OF_THE_BODY, sendErrorReply } from './reply-error';
import type { ApiSetup } from './setup';

const errors = new WeakSet<object>();

/** Whether a reply is an error's, which the document does not describe. */
export function isError(reply: object): boolean {
  return errors.has(reply);
}

/** Answers an error in the application's envelope. */
export function answerError(error: unknown, id: string, request: PlatformRequest, response: PlatformResponse, setup: ApiSetup<unknown>): void {
  const node = nodeResponse(response);
  if (error instanceof Aborted) return void node.destroy();
  const judged = judge(foreseen(error), id);
  if (judged.unexpected) tell(setup.options.onError ?? reportUnexpected, error, request);
  // Half a reply cannot be taken back.
  if (node.headersSent) return void node.destroy();
  releaseReply(node);
  const reply = errorReply(judged, setup.errorBody);
  if (response.raw === undefined) {
    node.setHeader('x-request-id', id);
    return sendErrorReply(node, reply);
  }
  const fastify = response as PlatformReply & { removeHeader(name: string): void };
  errors.add(fastify);
  for (const name of OF_THE_BODY) fastify.removeHeader(name);
  fastify.status(reply.status);
  for (const [name, value] of Object.entries({ 'x-request-id': id, ...reply.headers })) fastify.header(name, value);
  fastify.send(nodeRequest(request).method === 'HEAD' ? undefined : Buffer.from(reply.text));
}

/** What handlers throw by Nest's own classes: `throw new ConflictException('There is such a user')`. */
function foreseen(error: unknown): unknown {
  if (!(error instanceof HttpException) || 'expose' in error) return error;
  const body = error.getResponse();
  const message = typeof body === 'string' ? body : (body as { message?: unknown }).message;
  const text = Array.isArray(message) ? message.join('; ') : typeof message === 'string' ? message : error.message;
  return new Failure(error.getStatus(), codeOf(error.getStatus()), text);
}
