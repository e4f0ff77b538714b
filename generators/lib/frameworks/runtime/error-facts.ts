import { Failure } from './failure';
import type { Detail, ErrorFacts } from './failure';
import { STATUS_TEXTS } from './status-texts';

const CODES: Readonly<Record<number, string>> = {
  400: 'VALIDATION_ERROR',
  401: 'UNAUTHORIZED',
  403: 'FORBIDDEN',
  404: 'NOT_FOUND',
  405: 'METHOD_NOT_ALLOWED',
  406: 'NOT_ACCEPTABLE',
  413: 'PAYLOAD_TOO_LARGE',
  415: 'UNSUPPORTED_MEDIA_TYPE',
  429: 'TOO_MANY_REQUESTS',
  500: 'INTERNAL_ERROR',
  501: 'NOT_IMPLEMENTED',
};

/** How an error is answered, and whether it was foreseen. */
export interface Judged {
  readonly facts: ErrorFacts;
  readonly headers: Readonly<Record<string, string | string[]>>;
  /** True for errors nobody meant for the client: they are handed to `onError`. */
  readonly unexpected: boolean;
}

/**
 * Turns anything thrown into the facts of a reply. An error speaks for itself only when it says so
 * (`status` or `statusCode` together with a boolean `expose`, as http-errors, Koa and `HttpError`
 * do): an HTTP client's error carries a `status` too, but the upstream's.
 */
export function judge(error: unknown, requestId: string): Judged {
  try {
    return judgeHttpError(error, requestId);
  } catch {
    // Its properties are functions that throw: it says nothing.
    return internal(requestId);
  }
}

function judgeHttpError(error: unknown, requestId: string): Judged {
  if (!isHttpError(error)) return internal(requestId);
  const status = error.status ?? error.statusCode ?? 500;
  if (!Number.isInteger(status) || status < 400 || status > 599) return internal(requestId);
  const code = error.expose && typeof error.code === 'string' && CODE.test(error.code) ? error.code : codeOf(status);
  const message = error.expose && typeof error.message === 'string' ? error.message : (STATUS_TEXTS[status] ?? 'Error');
  const facts: ErrorFacts = { status, code, message, requestId };
  if (error.expose && Array.isArray(error.details)) facts.details = error.details as readonly Detail[];
  return { facts, headers: error.headers ?? {}, unexpected: status >= 500 && !error.expose };
}

/** The standard code of a status: `404` is `NOT_FOUND`. */
export function codeOf(status: number): string {
  return CODES[status] ?? (STATUS_TEXTS[status] ?? (status < 500 ? 'CLIENT_ERROR' : 'INTERNAL_ERROR')).toUpperCase().replace(/[^A-Z0-9]+/g, '_');
}

const CODE = /^[A-Z][A-Z0-9_]*$/;

interface HttpErrorLike {
  status?: number;
  statusCode?: number;
  code?: unknown;
  expose: boolean;
  message: unknown;
  details?: unknown;
  headers?: Readonly<Record<string, string | string[]>>;
}

function isHttpError(error: unknown): error is HttpErrorLike {
  if (error instanceof Failure) return true;
  return typeof error === 'object' && error !== null && typeof (error as HttpErrorLike).expose === 'boolean';
}

function internal(requestId: string): Judged {
  return { facts: { status: 500, code: 'INTERNAL_ERROR', message: 'Internal Server Error', requestId }, headers: {}, unexpected: true };
}
