import { code, Code, nothing } from '../../code';
import type { File } from '../../code';
import type { EmitContext } from '../../emit/context';

/** `middleware/errors.ts`, written once: the error envelope and the errors handlers throw. */
export function errorsFile({ options }: EmitContext): File {
  const types = `./validators/runtime/http/failure${options.importExtension}`;
  const body = options.errors === 'problem' ? PROBLEM : ENVELOPE;
  const texts = `./validators/runtime/http/status-texts${options.importExtension}`;
  const content = code`import type { Detail, ErrorFacts } from ${types};${options.errors === 'problem' ? code`\nimport { STATUS_TEXTS } from ${texts};` : nothing}

${body}
${HTTP_ERROR}
`;
  return { path: 'middleware/errors.ts', content: content.text, ownership: 'yours' };
}

const ENVELOPE: Code = code`/** The body of every error reply, from this API's own checks and from what handlers throw. */
export function errorBody({ code, message, details, requestId }: ErrorFacts): { contentType: string; body: unknown } {
  return {
    contentType: 'application/json; charset=utf-8',
    body: { error: { code, message, ...(details ? { details } : {}) }, meta: { requestId } },
  };
}
`;

const PROBLEM: Code = code`/** The body of every error reply (RFC 9457), from this API's own checks and from what handlers throw. */
export function errorBody({ status, code, message, details, requestId }: ErrorFacts): { contentType: string; body: unknown } {
  return {
    contentType: 'application/problem+json',
    body: {
      type: 'about:blank', // no more is known than the status says (§4.2.1), so the title is the status's
      title: STATUS_TEXTS[status] ?? 'Error',
      status,
      detail: message,
      instance: \`urn:request:\${encodeURI(requestId)}\`,
      code,
      ...(details ? { errors: details } : {}),
      requestId,
    },
  };
}
`;

const HTTP_ERROR: Code = code`/** Throw one to answer with its status: \`throw new HttpError(409, 'NAME_TAKEN', 'There is such a user')\`. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: readonly Detail[] | undefined;
  /** The message is for the client; errors without this become a bare 500. */
  readonly expose = true;
  /** Reply headers, such as \`retry-after\`. */
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
export const notImplemented = (operation: string): HttpError => new HttpError(501, 'NOT_IMPLEMENTED', \`\${operation} is not implemented\`);
`;
