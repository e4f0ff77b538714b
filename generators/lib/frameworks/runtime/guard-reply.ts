import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ResponseValidator } from '../../validation/runtime/types';
import { checkReply } from './check-reply';

const guarded = new WeakMap<ServerResponse, () => void>();

/** Lets an error's own reply pass: it is not what the operation declares. */
export function releaseReply(response: ServerResponse): void {
  guarded.get(response)?.();
}

/**
 * Checks a reply on its way out, whatever sends it (`res.json`, `ctx.body`, a stream). A body that
 * is streamed is not kept for the check, only its status and headers are judged.
 *
 * @param refuse called instead of sending, with the mismatch; the response is then unguarded
 */
export function guardReply(request: IncomingMessage, response: ServerResponse, responses: readonly ResponseValidator[], refuse: (error: unknown) => void): void {
  const { write, end } = response;
  const release = (): void => {
    guarded.delete(response);
    response.write = write;
    response.end = end;
  };
  guarded.set(response, release);
  const passes = (text: Buffer | string | undefined): boolean => {
    release();
    if (response.headersSent) return true;
    try {
      checkReply(responses, response, text);
      return true;
    } catch (error) {
      refuse(error);
      return false;
    }
  };
  response.write = function guardedWrite(this: ServerResponse, ...args: unknown[]) {
    return passes(undefined) ? Reflect.apply(write, response, args) : true;
  } as typeof response.write;
  response.end = function guardedEnd(this: ServerResponse, ...args: unknown[]) {
    const [chunk] = args;
    const text = typeof chunk === 'string' || Buffer.isBuffer(chunk) ? chunk : '';
    return passes(request.method === 'HEAD' ? undefined : text) ? Reflect.apply(end, response, args) : response;
  } as typeof response.end;
}

