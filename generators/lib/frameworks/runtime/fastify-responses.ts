import { Buffer } from 'node:buffer';
import type { ServerResponse } from 'node:http';
import type { FastifyReply, onSendHookHandler } from 'fastify';
import { checkReply } from './check-reply';
import type { LazyOperation } from './setup';

const errors = new WeakSet<FastifyReply>();

/** Marks a reply as an error's, which the document does not describe. */
export function markError(reply: FastifyReply): void {
  errors.add(reply);
}

/** Checks replies on their way out, as they will be sent; a streamed body is judged by status and headers alone. */
export function createReplyCheck(module: LazyOperation): onSendHookHandler {
  return function check(_request, reply, payload, done) {
    const responses = module.current?.responses;
    if (!responses || errors.has(reply)) return done(null, payload);
    const text = payload === undefined || payload === null ? '' : typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : undefined;
    try {
      checkReply(responses, reply as unknown as Pick<ServerResponse, 'statusCode' | 'getHeader'> as ServerResponse, text);
    } catch (error) {
      return done(error as Error);
    }
    done(null, payload);
  };
}
