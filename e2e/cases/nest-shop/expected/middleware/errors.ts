import type { Detail, ErrorFacts } from './validators/runtime/http/failure.js';

/** The body of every error reply, from this API's own checks and from what handlers throw. */
export function errorBody({ code, message, details, requestId }: ErrorFacts): { contentType: string; body: unknown } {
  return {
    contentType: 'application/json; charset=utf-8',
    body: { error: { code, message, ...(details ? { details } : {}) }, meta: { requestId } },
  };
}

/** Throw one to answer with its status: `throw new HttpError(409, 'NAME_TAKEN', 'There is such a user')`. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly Detail[] | undefined;
  /** The message is for the client; errors without this become a bare 500. */
  readonly expose = true;
  /** Reply headers, such as `retry-after`. */
  readonly headers: Readonly<Record<string, string>> | undefined;

  constructor(status: number, code: string, message: string, extra: { details?: readonly Detail[]; headers?: Readonly<Record<string, string>> } = {}) {
    super(message);
    this.name = 'HttpError';
    this.status = status;
    this.code = code;
    this.details = extra.details;
    this.headers = extra.headers;
  }
}

export const unauthorized = (message = 'The credentials were not accepted'): HttpError => new HttpError(401, 'UNAUTHORIZED', message);

export const forbidden = (message = 'This is not allowed'): HttpError => new HttpError(403, 'FORBIDDEN', message);

export const notFound = (message = 'There is no such thing'): HttpError => new HttpError(404, 'NOT_FOUND', message);

export const tooManyRequests = (retryAfterSeconds: number, message = 'Too many requests'): HttpError =>
  new HttpError(429, 'TOO_MANY_REQUESTS', message, { headers: { 'retry-after': String(retryAfterSeconds) } });

/** What a handler throws that nobody has written yet. */
export const notImplemented = (operation: string): HttpError => new HttpError(501, 'NOT_IMPLEMENTED', `${operation} is not implemented`);

